import { z } from 'zod';
import { saying } from '../model/saying.ts';

const Name = z.string().min(1).max(80);
const Member = z.union([z.string().max(200), z.number().int(), z.null()]);
const Owner = { view: Name, dimension: Name };

const Interval = z.strictObject({
  type: z.literal('interval'),
  ...Owner,
  /** `null` leaves the end open, values beyond the axis included; missing values never are. */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** Which ends belong to it: a bracket does, a parenthesis does not. */
  ends: z.enum(['[)', '[]', '(]', '()']).default('[)'),
});
const Points = z.strictObject({
  type: z.literal('points'),
  ...Owner,
  values: z.array(Member).max(8192),
});
const Places = z.strictObject({
  type: z.literal('places'),
  ...Owner,
  values: z.array(z.string().max(20)).max(8192),
});
/** A drawn outline and what lies in it; only the set counts, the outline is there to be drawn again. */
const Lasso = z.strictObject({
  type: z.literal('lasso'),
  ...Owner,
  values: z.array(Member).max(8192),
  /** Longitude and latitude in degrees. */
  outline: z.array(z.tuple([z.number(), z.number()])).max(2000),
});

/** What one view holds chosen on one dimension. */
export const Clause = z.discriminatedUnion('type', [Interval, Points, Places, Lasso]);
export type Clause = z.infer<typeof Clause>;

/** Everything chosen over all views, in the order in which it was first chosen. Plain data: it can
 * stand in an address, be stored, compared and put back. */
export const Selection = z
  .strictObject({ v: z.literal(1), clauses: z.array(Clause).max(20) })
  .refine(({ clauses }) => new Set(clauses.map(ownerKey)).size === clauses.length, {
    ...saying({
      ko: '한 보기는 차원마다 조건을 하나만 둘 수 있습니다',
      en: 'a view has one clause per dimension at most',
    }),
  });
export type Selection = z.infer<typeof Selection>;

/** Nothing chosen. */
export const NOTHING_SELECTED: Selection = { v: 1, clauses: [] };

/** The view and dimension that a clause belongs to. */
export type ClauseOwner = Pick<Clause, 'view' | 'dimension'>;

function ownerKey({ view, dimension }: ClauseOwner): string {
  return JSON.stringify([view, dimension]);
}

/** Whether two clauses take each other's place. */
export function sameOwner(one: ClauseOwner, other: ClauseOwner): boolean {
  return one.view === other.view && one.dimension === other.dimension;
}

/** The selection with a clause in place of its owner's earlier one. */
export function withClause(selection: Selection, clause: Clause): Selection {
  const known = selection.clauses.some((other) => sameOwner(other, clause));
  const clauses = known
    ? selection.clauses.map((other) => (sameOwner(other, clause) ? clause : other))
    : [...selection.clauses, clause];
  return { ...selection, clauses };
}

/** The selection without what a view holds on a dimension. */
export function withoutClause(selection: Selection, owner: ClauseOwner): Selection {
  return { ...selection, clauses: selection.clauses.filter((other) => !sameOwner(other, owner)) };
}

/** What filters a view: everyone's clauses but its own. */
export function clausesFor(selection: Selection, view: string): Clause[] {
  return selection.clauses.filter((clause) => clause.view !== view);
}

/** Selections that can be gone back to. */
export interface SelectionHistory {
  readonly past: readonly Selection[];
  readonly present: Selection;
  readonly future: readonly Selection[];
}

const MOST_PAST = 200;

/** A step to a new selection; what had been undone is forgotten. A brush records its end only. */
export function recordSelection(history: SelectionHistory, next: Selection): SelectionHistory {
  const past = [...history.past, history.present].slice(-MOST_PAST);
  return { past, present: next, future: [] };
}

/** One step back, or the same history when there is none. */
export function undoSelection({ past, present, future }: SelectionHistory): SelectionHistory {
  const last = past.at(-1);
  if (!last) return { past, present, future };
  return { past: past.slice(0, -1), present: last, future: [present, ...future] };
}

/** One step forward again, or the same history when there is none. */
export function redoSelection({ past, present, future }: SelectionHistory): SelectionHistory {
  const [next, ...rest] = future;
  if (!next) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}
