import { z } from 'zod';
import { NamedPerson } from '../model/named-person.ts';
import { IsoDate } from '../model/period.ts';
import { canonicalJson } from '../query/canonical.ts';
import type { Indicator, SeriesBreak } from '../semantic/indicator.ts';
import { approvedTargets, type TargetSeal } from './approved-targets.ts';

/** How a stored state of a definition came into force. */
export const Release = z.strictObject({
  author: NamedPerson,
  approver: NamedPerson,
  /** From this day on it is the one in force. */
  effectiveFrom: IsoDate,
});
export type Release = z.infer<typeof Release>;

/** Texts and targets may change so often under one version. */
const STEP = 100_000;

/** Number of a stored state: it grows with the version and, under one version, with each change of texts. */
export function definitionNumber(version: number, revision = 0): number {
  return version * STEP + revision;
}

/** Version and revision (0 for the version as it began) of a stored state. */
export function definitionParts(number: number): { version: number; revision: number } {
  return { version: Math.floor(number / STEP), revision: number % STEP };
}

/** Where two definitions differ in these, their figures do not mean the same. */
const MEANING = ['formula', 'unit', 'cityRule', 'headline'] as const;
/** Where they differ in these, a query is answered otherwise, so that proofs must tell them apart. */
const COMPUTED = [
  ...MEANING,
  'grain',
  'reportGrain',
  'dimensions',
  'levels',
  'breaks',
  'yearEarlierGapDays',
] as const;

function differsIn<K extends string>(
  fields: readonly K[],
  a: Readonly<Record<K, unknown>>,
  b: Readonly<Record<K, unknown>>,
): boolean {
  return fields.some((field) => canonicalJson(a[field]) !== canonicalJson(b[field]));
}

/** What the figures of a definition mean, be it whole or still on its way. */
export type Meaning = Readonly<Record<(typeof MEANING)[number], unknown>>;

/** Whether figures of two definitions mean something else, so that they must not be compared. */
export function isMeaningChanged(before: Meaning, after: Meaning): boolean {
  return differsIn(MEANING, before, after);
}

function breakAt(at: IsoDate, version: number): SeriesBreak {
  const [year, month, day] = at.split('-').map(Number);
  return {
    at,
    ko: `${year}. ${month}. ${day}.부터 정의 ${version}판으로 바뀌어 앞선 기간과 이어지지 않습니다`,
    en: `Definition ${version} applies from ${at}, so earlier periods are not comparable`,
  };
}

/** What a draft is released against. */
export interface ReleaseBase {
  /** The newest stored state. */
  readonly newest: Indicator;
  /** The state in force on the day before the new one. */
  readonly before: Indicator | undefined;
}

/** The definition as it is stored when a draft is approved. A changed meaning gives a new version and a
 * break on the day it takes effect; texts and targets change under the same version. */
export function releasedDefinition(
  draft: Indicator,
  {
    base,
    effectiveFrom,
    seal,
  }: {
    /** Absent for an indicator that is new. */
    readonly base: ReleaseBase | undefined;
    readonly effectiveFrom: IsoDate;
    readonly seal: TargetSeal;
  },
): Indicator {
  const targets = approvedTargets(draft.targets, base?.newest.targets ?? [], seal);
  if (!base) return { ...draft, version: 1, targets };
  const { newest, before } = base;
  const next = newest.version + 1;
  const isBroken = before !== undefined && isMeaningChanged(before, draft);
  const kept = draft.breaks.filter(({ at }) => !isBroken || at !== effectiveFrom);
  const breaks = isBroken ? [...kept, breakAt(effectiveFrom, next)] : kept;
  const released = { ...draft, targets, breaks: breaks.sort((a, b) => (a.at < b.at ? -1 : 1)) };
  return { ...released, version: differsIn(COMPUTED, newest, released) ? next : newest.version };
}
