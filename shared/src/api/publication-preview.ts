import { z } from 'zod';
import { KebabId, Sha256 } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain } from '../model/period.ts';
import { GateVerdict } from '../semantic/quality-gate.ts';
import { QualityReport } from '../semantic/quality-report.ts';
import { RuleResult } from '../semantic/quality-summary.ts';

const Count = z.number().int().min(0);

/** A rule that failed at the gate, with why rows fail it. */
export const GateFinding = z.strictObject({ ...RuleResult.shape, reason: Localized });
export type GateFinding = z.infer<typeof GateFinding>;

/** What the gate says of a new version: `warn` lets it through. */
export const IngestGate = z.strictObject({
  outcome: GateVerdict.shape.outcome,
  /** The blocking rules first. */
  failed: z.array(GateFinding),
});
export type IngestGate = z.infer<typeof IngestGate>;

/** A change of the columns since the version before, in words. */
export const ColumnChange = z.strictObject({
  text: Localized,
  /** Whether readers of the version before may fail or get other numbers. */
  breaking: z.boolean(),
});
export type ColumnChange = z.infer<typeof ColumnChange>;

/** What becomes of the personal data of one column of the source. */
export const PersonalOutcome = z.strictObject({
  column: z.string(),
  /** Null for a column that the mapping masks or drops: it is not looked into any more. */
  kind: z.string().nullable(),
  count: Count.nullable(),
  /** What the mapping says; null while nobody has decided. */
  decision: z.enum(['mask', 'drop', 'keep']).nullable(),
  /** `hidden`: goes out as `***`, for the contract classifies the column narrower than the dataset. */
  fate: z.enum(['published', 'hidden', 'masked', 'left-out']),
});
export type PersonalOutcome = z.infer<typeof PersonalOutcome>;

const Preview = z.discriminatedUnion('state', [
  /** Its contract does not say everything yet. */
  z.strictObject({ state: z.literal('open'), dataset: KebabId, fields: z.array(z.string()) }),
  /** It cannot be judged: publishing would be refused with this problem. */
  z.strictObject({
    state: z.literal('refused'),
    dataset: KebabId,
    failure: z.strictObject({ code: z.string(), message: Localized, next: Localized }),
  }),
  z.strictObject({
    state: z.literal('judged'),
    dataset: KebabId,
    /** Version in force that it is compared with; null for the first. */
    against: z.string().nullable(),
    rows: z.strictObject({ before: Count.nullable(), after: Count }),
    gate: IngestGate,
    /** A few rows that fail, masked; `row` is the number in the new version. */
    examples: z.array(
      z.strictObject({
        rule: z.string(),
        row: z.number().int().positive(),
        key: z.array(z.string().nullable()),
        value: z.string().nullable(),
      }),
    ),
    drift: z.array(ColumnChange),
    personal: z.array(PersonalOutcome),
    grain: Grain,
    /** How many totals are missing or depart from their neighbours in time, and the first of them; none are told where
     * columns are hidden from the one who asks. */
    anomalies: z.strictObject({ count: Count, first: QualityReport.shape.anomalies }),
  }),
]);

/** `GET /api/ingests/{id}/publication`: what publishing all tables that ran would lead to, against the manifest of now.
 * Nothing is published. */
export const PublicationPreview = z.strictObject({
  /** Null before anything was published. */
  manifest: Sha256.nullable(),
  datasets: z.array(Preview),
});
export type PublicationPreview = z.infer<typeof PublicationPreview>;
