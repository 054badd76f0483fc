import { Indicator, type IsoDate } from '@bada/shared';
import { Release } from '@bada/shared/definitions';
import type { DocumentRow } from './schema.ts';

/** An approved state of a definition. */
export interface DefinitionRecord {
  /** Of `definitionNumber`. */
  readonly number: number;
  readonly document: Indicator;
  /** Null for what came with the product: in force from the beginning. */
  readonly release: Release | null;
  readonly reason: string | null;
  /** ISO date-time. */
  readonly at: string;
}

/** An indicator with all its approved states. */
export interface Definition {
  readonly id: string;
  /** The newest first. */
  readonly states: readonly DefinitionRecord[];
  readonly newest: DefinitionRecord;
  /** Absent for an indicator whose first day is still to come. */
  readonly inForce: DefinitionRecord | undefined;
  /** First day on which it is no longer offered, where that has come. */
  readonly retired: IsoDate | undefined;
}

function recordOf(row: DocumentRow): DefinitionRecord {
  return {
    number: row.version,
    document: Indicator.parse(JSON.parse(row.body)),
    release: row.release === null ? null : Release.parse(JSON.parse(row.release)),
    reason: row.reason,
    at: row.created_at,
  };
}

/** The state that is in force on a day. */
function stateOn(states: readonly DefinitionRecord[], day: IsoDate): DefinitionRecord | undefined {
  return states.find(({ release }) => release === null || release.effectiveFrom <= day);
}

/** Definitions from their rows, ordered by id and the newest state first. */
export function definitionsOf(rows: readonly DocumentRow[], today: IsoDate): Definition[] {
  const byId = Map.groupBy(rows, ({ id }) => id);
  return [...byId].flatMap(([id, own]) => {
    const states = own.map(recordOf);
    const [newest] = states;
    if (!newest) return [];
    const inForce = stateOn(states, today);
    const end = inForce?.document.retired;
    const retired = end !== undefined && end <= today ? end : undefined;
    return [{ id, states, newest, inForce, retired }];
  });
}

/** Every state's document, the one in force of each indicator first. */
export function versionsInOrder(definitions: readonly Definition[]): Indicator[] {
  return definitions.flatMap(({ states, inForce }) => {
    const others = states.filter((state) => state !== inForce);
    return [...(inForce ? [inForce] : []), ...others].map(({ document }) => document);
  });
}

/** What cards, map and search show. */
export function offered(definitions: readonly Definition[]): Indicator[] {
  return definitions.flatMap(({ inForce, retired }) =>
    inForce && retired === undefined ? [inForce.document] : [],
  );
}
