import { z } from 'zod';
import type { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import type { Caveat } from './caveat.ts';
import type { ColumnRole } from './column-role.ts';
import type { RollupDeclaration } from './rollup.ts';

/** How a contract asks for small counts to be hidden from all but the owner department. */
export const SmallCells = z.strictObject({
  /** Counts above 0 and below it are hidden. */
  k: z.number().int().min(2).max(1000),
  /** Columns of counts: all measures of the dataset. */
  counts: z.array(z.string()).min(1),
  /** The key's columns, which tell the counts apart. */
  dimensions: z.array(z.string()).min(1).max(3),
  /** Per dimension the column that names the group its values are totalled in; one group for all where absent. */
  groups: z.record(z.string(), z.string()).optional(),
});
export type SmallCells = z.infer<typeof SmallCells>;

interface Column {
  readonly name: string;
  readonly type: string;
  readonly role: ColumnRole;
  readonly required: boolean;
  readonly values?: Readonly<Record<string, unknown>> | undefined;
}

interface Declared {
  readonly columns: readonly Column[];
  readonly key: readonly string[];
  readonly rollups: readonly RollupDeclaration[];
}

/** Columns whose values stay in a row whose counts are hidden: what tells the row, and its status. */
export function columnsKept(
  { dimensions, groups = {} }: SmallCells,
  columns: readonly Pick<Column, 'name' | 'role'>[],
): Set<string> {
  const status = columns.filter(({ role }) => role === 'status').map(({ name }) => name);
  return new Set([...dimensions, ...Object.values(groups), ...status]);
}

function problemOfCounts(
  { counts }: SmallCells,
  columns: readonly Column[],
): Localized | undefined {
  const measures = columns.filter(({ role }) => role === 'measure');
  for (const { name, type } of measures) {
    if (!counts.includes(name)) {
      return {
        ko: `측정값 ${withParticle(name, '이/가')} 가릴 수(counts)에 없습니다`,
        en: `the measure ${name} is not among the counts`,
      };
    }
    if (type !== 'INTEGER' && type !== 'BIGINT') {
      return {
        ko: `${withParticle(name, '은/는')} 정수로 된 열이 아닙니다`,
        en: `${name} holds no whole numbers`,
      };
    }
  }
  const other = counts.find((name) => measures.every((measure) => measure.name !== name));
  if (other === undefined) return undefined;
  return { ko: `${withParticle(other, '은/는')} 측정값이 아닙니다`, en: `${other} is no measure` };
}

function problemOfDimensions(
  { dimensions, groups = {}, counts }: SmallCells,
  { columns, key }: Declared,
): Localized | undefined {
  if ([...dimensions].sort().join() !== [...key].sort().join()) {
    const names = key.join(', ');
    return {
      ko: `구분(dimensions)은 자료의 키(${names})와 같아야 합니다`,
      en: `the dimensions must be the key (${names})`,
    };
  }
  for (const [dimension, group] of Object.entries(groups)) {
    if (!dimensions.includes(dimension)) {
      return {
        ko: `${withParticle(dimension, '은/는')} 구분(dimensions)에 없습니다`,
        en: `${dimension} is no dimension`,
      };
    }
    const isThere = columns.some(({ name }) => name === group);
    if (!isThere || counts.includes(group)) {
      return {
        ko: `${withParticle(group, '은/는')} 묶음을 나타내는 열이 될 수 없습니다`,
        en: `${group} cannot name groups`,
      };
    }
  }
  return undefined;
}

function problemOfLabels(rule: SmallCells, columns: readonly Column[]): Localized | undefined {
  const status = columns.find(({ role }) => role === 'status');
  if (status?.type !== 'VARCHAR') {
    return {
      ko: '가린 값을 알릴 상태(status) 열이 글자 형식으로 있어야 합니다',
      en: 'a status column of text has to tell what is suppressed',
    };
  }
  if (status.values && !('suppressed' in status.values)) {
    return {
      ko: `상태 열 ${status.name}의 값에 suppressed가 없습니다`,
      en: `${status.name} lacks suppressed`,
    };
  }
  const kept = columnsKept(rule, columns);
  const required = columns.find((column) => column.required && !kept.has(column.name));
  if (!required) return undefined;
  return {
    ko: `${withParticle(required.name, '은/는')} 가려질 수 있으므로 필수(required)일 수 없습니다`,
    en: `${required.name} may be hidden and so cannot be required`,
  };
}

/** What is wrong with a declared rule; undefined where nothing is. */
export function smallCellsProblem(rule: SmallCells, declared: Declared): Localized | undefined {
  if (declared.rollups.length > 0) {
    return {
      ko: '가린 수의 합계는 만들 수 없습니다. 요약표(rollups)를 빼십시오',
      en: 'sums of hidden counts cannot be built: leave out rollups',
    };
  }
  return (
    problemOfCounts(rule, declared.columns) ??
    problemOfDimensions(rule, declared) ??
    problemOfLabels(rule, declared.columns)
  );
}

const CAVEAT = 'small-cells';

/** Caveats of a dataset without what its rule adds to them. */
export function withoutSmallCellsCaveat(caveats: readonly Caveat[]): Caveat[] {
  return caveats.filter(({ id }) => id !== CAVEAT);
}

/** Caveats of a dataset with what its rule means to readers, in words. */
export function withSmallCellsCaveat(caveats: readonly Caveat[], rule?: SmallCells): Caveat[] {
  const others = withoutSmallCellsCaveat(caveats);
  if (!rule) return others;
  const caveat = {
    id: CAVEAT,
    ko: `소관 부서 밖으로는 ${rule.k} 미만인 수와, 그 수를 거꾸로 계산할 수 있게 하는 다른 수를 가립니다(상태: suppressed).`,
    en: `Outside the owner department, counts below ${rule.k} are hidden, and others that would give them away (status: suppressed).`,
  };
  return [...others, caveat];
}
