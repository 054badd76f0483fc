import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { saying } from '../model/saying.ts';

const Count = z.number().int().min(0);

/** Where the rows of a source table went; `read = kept + totals + quarantined + duplicates`, in source rows. */
export const RowAccount = z
  .strictObject({ read: Count, kept: Count, totals: Count, quarantined: Count, duplicates: Count })
  .refine(
    ({ read, kept, totals, quarantined, duplicates }) =>
      read === kept + totals + quarantined + duplicates,
    saying({ ko: '행 수의 합이 맞지 않습니다', en: 'the account does not balance' }),
  );
export type RowAccount = z.infer<typeof RowAccount>;

/** Something a person must look at; the rows it concerns are kept. */
export const IngestFlag = z.strictObject({
  code: z.string(),
  text: Localized,
  /** Rows, keys or cells concerned, > 0. */
  count: Count,
  /** How sure the machine is of what it assumed, 0 to 1; absent where nothing was assumed. */
  confidence: z.number().min(0).max(1).optional(),
  /** The first cases, at most 20. */
  examples: z.array(
    z.strictObject({
      row: Count.optional(),
      column: z.string().optional(),
      value: z.string().optional(),
      /** What it is of several that the code may mean, e.g. a kind of personal data. */
      kind: z.string().optional(),
    }),
  ),
});
export type IngestFlag = z.infer<typeof IngestFlag>;

/** A source column that holds personal data and is not masked: kept by the mapping, or nobody has decided (null). */
const PersonalColumn = z.strictObject({
  column: z.string(),
  kind: z.string(),
  count: Count,
  decision: z.literal('keep').nullable(),
});
/** A source column whose personal data goes on as it stands. */
export type PersonalColumn = z.infer<typeof PersonalColumn>;

/** Rows quarantined by rule and column. */
const QuarantineCount = z.strictObject({ rule: z.string(), column: z.string(), rows: Count });

/** Whether totals or another file tell the same as the rows kept. */
const CheckResult = z.strictObject({
  kind: z.enum(['totals', 'sums', 'compare', 'periods', 'key']),
  /** Tells checks of one kind apart. */
  what: z.string(),
  /** What is checked, in words; absent in reports of before this was kept. */
  title: Localized.optional(),
  checked: Count,
  failed: Count,
});
/** How one check of an ingest ended. */
export type CheckResult = z.infer<typeof CheckResult>;

/** What became of one source table. Stored with the version that it made. */
export const IngestReport = z.strictObject({
  v: z.literal(1),
  mapping: z.strictObject({ id: KebabId, version: z.string() }),
  dataset: KebabId,
  input: z.strictObject({
    file: z.string(),
    table: z.string(),
    bytes: Count,
    sha256: Sha256,
    format: z.string(),
    encoding: z.string().optional(),
  }),
  account: RowAccount,
  /** Rows of the result; more than `account.kept` where columns became rows. */
  rows: Count,
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  quarantine: z.array(QuarantineCount),
  flags: z.array(IngestFlag),
  checks: z.array(CheckResult),
  /** Absent in reports of before this was kept. */
  personal: z.array(PersonalColumn).optional(),
  /** Reference system the positions were in. */
  crs: z.string().optional(),
});
export type IngestReport = z.infer<typeof IngestReport>;
