import type { Localized } from '../model/localized.ts';

/** A column as far as its readers depend on it. */
export interface DriftColumn {
  readonly name: string;
  readonly type: string;
  readonly role: string;
  readonly unit?: string | undefined;
  readonly time?: string | undefined;
}

/** One difference between the columns of two versions. */
export interface SchemaChange {
  readonly kind: 'added' | 'removed' | 'retyped' | 'reordered' | 'redefined';
  readonly column: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Whether readers of the older version may fail or get other numbers. */
  readonly breaking: boolean;
}

const WIDER: Readonly<Record<string, readonly string[]>> = {
  INTEGER: ['BIGINT', 'DOUBLE'],
  BIGINT: [],
};

function decimal(type: string): readonly [whole: number, scale: number] | undefined {
  const parts = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (!parts) return undefined;
  const scale = Number(parts[2]);
  return [Number(parts[1]) - scale, scale];
}

/** Whether every value of a type fits into another without a change. */
function widens(before: string, after: string): boolean {
  const from = decimal(before);
  const to = decimal(after);
  if (from && to) return to[0] >= from[0] && to[1] >= from[1];
  return WIDER[before]?.includes(after) ?? false;
}

function meaning({ role, unit, time }: DriftColumn): string {
  return [role, unit ?? '', time ?? ''].join(' ').trim();
}

function changesOf(before: DriftColumn, after: DriftColumn): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const column = after.name;
  if (before.type !== after.type) {
    const breaking = !widens(before.type, after.type);
    changes.push({ kind: 'retyped', column, before: before.type, after: after.type, breaking });
  }
  if (meaning(before) !== meaning(after)) {
    const [from, to] = [meaning(before), meaning(after)];
    changes.push({ kind: 'redefined', column, before: from, after: to, breaking: true });
  }
  return changes;
}

function reordered(
  before: readonly DriftColumn[],
  after: readonly DriftColumn[],
  shared: ReadonlySet<string>,
): SchemaChange[] {
  const from = before.map(({ name }) => name).filter((name) => shared.has(name));
  const to = after.map(({ name }) => name).filter((name) => shared.has(name));
  return to.flatMap((column, at) => {
    const was = from.indexOf(column);
    if (was === at) return [];
    const places = { before: String(was + 1), after: String(at + 1) };
    return [{ kind: 'reordered' as const, column, ...places, breaking: false }];
  });
}

/** What became of the columns between two versions; a new column breaks nobody. */
export function schemaDrift(
  before: readonly DriftColumn[],
  after: readonly DriftColumn[],
): SchemaChange[] {
  const was = new Map(before.map((column) => [column.name, column]));
  const is = new Map(after.map((column) => [column.name, column]));
  const shared = new Set([...was.keys()].filter((name) => is.has(name)));
  const removed = before
    .filter(({ name }) => !is.has(name))
    .map(({ name: column, type }) => {
      return { kind: 'removed' as const, column, before: type, after: undefined, breaking: true };
    });
  const added = after
    .filter(({ name }) => !was.has(name))
    .map(({ name: column, type }) => {
      return { kind: 'added' as const, column, before: undefined, after: type, breaking: false };
    });
  const changed = after.flatMap((column) => {
    const older = was.get(column.name);
    return older ? changesOf(older, column) : [];
  });
  return [...removed, ...added, ...changed, ...reordered(before, after, shared)];
}

const KINDS: Readonly<Record<SchemaChange['kind'], Localized>> = {
  added: { ko: '열 추가', en: 'column added' },
  removed: { ko: '열 삭제', en: 'column removed' },
  retyped: { ko: '자료형 변경', en: 'type changed' },
  reordered: { ko: '순서 변경', en: 'moved' },
  redefined: { ko: '뜻 변경', en: 'meaning changed' },
};

/** A change in words. */
export function schemaChangeText({ kind, column, before, after }: SchemaChange): Localized {
  const steps = [before, after].filter((step) => step !== undefined).join(' → ');
  const words = KINDS[kind];
  return { ko: `${words.ko}: ${column} (${steps})`, en: `${words.en}: ${column} (${steps})` };
}
