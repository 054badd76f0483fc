import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain, IsoDate, PeriodStart } from '../model/period.ts';
import { Caveat } from '../semantic/caveat.ts';
import { MetricQuery } from './metric-query.ts';

/** What a figure is worth: settled (확정), provisional (잠정), or revised since it was first published (수정).
 * Missing, suppressed and not computable stay three things; none is zero. */
export const ValueStatus = z.enum([
  'final',
  'provisional',
  'revised',
  'missing',
  'suppressed',
  'not-computable',
]);
export type ValueStatus = z.infer<typeof ValueStatus>;

/** The sums of an extract that were read in its place: the smallest that answer exactly. */
const RollupRead = z.strictObject({
  id: KebabId,
  hash: Sha256,
  by: z.array(z.string()),
  grain: Grain.nullable(),
  /** What of the extract itself would have been read. */
  insteadOf: z.strictObject({ rows: z.number().int(), bytes: z.number().int() }),
});

const ProofExtract = z.strictObject({
  dataset: KebabId,
  version: z.string(),
  /** Of the extract, also where a rollup of it was read. */
  hash: Sha256,
  columns: z.array(z.string()),
  /** Read, of the extract or of its rollup. */
  rows: z.number().int(),
  bytes: z.number().int(),
  rollup: RollupRead.optional(),
  asOf: IsoDate,
  title: Localized,
  publisher: Localized,
  source: Localized,
  licence: z.strictObject({ id: z.string(), note: Localized.optional() }),
});

/** Why a number is what it is: everything needed to explain it and to compute it again. */
export const Proof = z.strictObject({
  id: Sha256,
  query: MetricQuery,
  indicators: z.array(z.strictObject({ id: KebabId, version: z.number().int() })),
  sql: z.string(),
  parameters: z.array(z.union([z.string(), z.number()])),
  manifest: Sha256,
  extracts: z.array(ProofExtract),
  rowsRead: z.number().int(),
  bytesRead: z.number().int(),
  asOf: IsoDate,
  owners: z.array(KebabId),
  caveats: z.array(Caveat),
});
export type Proof = z.infer<typeof Proof>;

/** Where and how fast an answer was computed; outside the proof because it may differ. */
export const Run = z.strictObject({ engine: z.enum(['server', 'browser']), ms: z.number().min(0) });
export type Run = z.infer<typeof Run>;

/** Columns of an answer, all of one length. Dimensions stand under their own names. */
export const AnswerColumns = z
  .object({
    indicator: z.array(KebabId),
    place: z.array(z.string()),
    period: z.array(PeriodStart),
    value: z.array(z.number().nullable()),
    status: z.array(ValueStatus),
    base_period: z.array(PeriodStart.nullable()).optional(),
    base_value: z.array(z.number().nullable()).optional(),
  })
  .catchall(z.array(z.union([z.string(), z.number(), z.null()])));
export type AnswerColumns = z.infer<typeof AnswerColumns>;

/** The answer to one query: columns, proof, and how it was run. */
export const Answer = z.strictObject({ columns: AnswerColumns, proof: Proof, run: Run });
export type Answer = z.infer<typeof Answer>;
