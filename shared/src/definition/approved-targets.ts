import type { NamedPerson } from '../model/named-person.ts';
import type { IsoDate } from '../model/period.ts';
import type { Target } from '../semantic/indicator.ts';

/** Who set targets and who agreed to them. */
export interface TargetSeal {
  readonly author: NamedPerson;
  readonly approver: NamedPerson;
  /** Day of the approval. */
  readonly on: IsoDate;
  readonly reason: string;
}

function sealed({ year, value }: Target, { author, approver, on, reason }: TargetSeal): Target {
  return {
    year,
    value,
    sample: false,
    setBy: { ko: author.name, en: author.name },
    setOn: on,
    approvedBy: approver.name,
    approvedOn: on,
    reason,
  };
}

/** Targets as they are stored when a draft is approved. One that is new or has another value is set by
 * the draft's author and sealed; one that stays keeps who set it, and a sample stays a sample. */
export function approvedTargets(
  draft: readonly Target[],
  before: readonly Target[],
  seal: TargetSeal,
): Target[] {
  const stored = draft.map((target) => {
    const known = before.find(({ year }) => year === target.year);
    if (known?.value === target.value && known.sample === target.sample) return known;
    return target.sample ? target : sealed(target, seal);
  });
  return stored.sort((a, b) => a.year - b.year);
}
