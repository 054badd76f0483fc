import {
  IngestProgress,
  IngestReadOptions,
  IngestReport,
  IngestTable,
  Mapping,
} from '@bada/shared/intake';
import { z } from 'zod';

const common = {
  path: z.string(),
  read: IngestReadOptions,
  crosswalk: z.string(),
  districts: z.string(),
};

/** What a thread is asked to do with a file. */
export const IngestTask = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('inspect'),
    mappings: z.array(Mapping),
    /** What people decided, by place of the table; null leaves it out. */
    decided: z.array(z.tuple([z.number(), Mapping.nullable()])),
    scratch: z.string(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('run'),
    /** Mappings of other files, for comparison. */
    mappings: z.array(Mapping),
    plan: z.array(z.tuple([z.number(), Mapping])),
    output: z.string(),
  }),
]);
export type IngestTask = z.infer<typeof IngestTask>;

/** What a thread found. */
export const IngestOutcome = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('inspected'),
    format: z.string(),
    encoding: z.enum(['utf-8', 'cp949', 'utf-16le', 'utf-16be']).optional(),
    tables: z.array(IngestTable),
  }),
  z.strictObject({
    kind: z.literal('ran'),
    results: z.array(z.strictObject({ table: z.string(), report: IngestReport })),
  }),
]);
export type IngestOutcome = z.infer<typeof IngestOutcome>;

/** What a thread says on its way and at its end. */
export const ThreadMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), progress: IngestProgress }),
  z.strictObject({ kind: z.literal('outcome'), outcome: IngestOutcome }),
  z.strictObject({
    kind: z.literal('refused'),
    code: z.string(),
    params: z.record(
      z.string(),
      z.union([z.string(), z.number(), z.strictObject({ ko: z.string(), en: z.string() })]),
    ),
  }),
]);
export type ThreadMessage = z.infer<typeof ThreadMessage>;
