import type { Answer, Outcome, PeriodStart, ValueStatus } from '@bada/shared';

/** A figure with what it is worth. */
export interface PreviewFigure {
  readonly value: number | null;
  readonly status: ValueStatus;
}

/** One period of a draft beside today's definition. */
export interface PreviewRow {
  readonly period: PeriodStart;
  readonly present: PreviewFigure | undefined;
  readonly draft: PreviewFigure | undefined;
  /** Draft minus present; undefined where one of them has no value. */
  readonly difference: number | undefined;
}

function figuresOf({ columns }: Answer): Map<PeriodStart, PreviewFigure> {
  return new Map(
    columns.period.map((period, row) => [
      period,
      { value: columns.value[row] ?? null, status: columns.status[row] ?? 'missing' },
    ]),
  );
}

/** The answer of an outcome, if there is one. */
export function answerIn(outcome: Outcome | null | undefined): Answer | undefined {
  return outcome && 'columns' in outcome ? outcome : undefined;
}

/** Every period of either answer in order of time. */
export function previewRows(present: Answer | undefined, draft: Answer | undefined): PreviewRow[] {
  const now = present ? figuresOf(present) : new Map<PeriodStart, PreviewFigure>();
  const next = draft ? figuresOf(draft) : new Map<PeriodStart, PreviewFigure>();
  const periods = [...new Set([...now.keys(), ...next.keys()])].sort();
  return periods.map((period) => {
    const before = now.get(period);
    const after = next.get(period);
    const isBoth = before?.value != null && after?.value != null;
    const difference = isBoth ? (after.value ?? 0) - (before.value ?? 0) : undefined;
    return { period, present: before, draft: after, difference };
  });
}

/** Below it two figures are the same: both engines agree to nine digits. */
const SAME = 1e-9;

function isSame({ present, draft, difference }: PreviewRow): boolean {
  if (difference === undefined) {
    return present?.value == null && draft?.value == null && present?.status === draft?.status;
  }
  return Math.abs(difference) <= SAME * Math.max(1, Math.abs(present?.value ?? 0));
}

/** How many periods differ, and the one that differs most. */
export function previewSummary(rows: readonly PreviewRow[]): {
  readonly periods: number;
  readonly changed: number;
  readonly most: PreviewRow | undefined;
} {
  const changed = rows.filter((row) => !isSame(row));
  const most = changed
    .filter(({ difference }) => difference !== undefined)
    .toSorted((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0))[0];
  return { periods: rows.length, changed: changed.length, most };
}
