import { z } from 'zod';
import { FieldChange } from './contract-changes.ts';
import { ContractProblem } from './contract-check.ts';
import { ContractMetadata } from './contract-metadata.ts';
import { OdcsDocument } from './odcs-document.ts';

/** Who changed a contract, when and why. */
const Authorship = z.strictObject({
  version: z.string(),
  /** ISO date-time; null for a contract that was never stored. */
  at: z.iso.datetime().nullable(),
  /** Id of the person; `system` for what came with the product. */
  author: z.string(),
  reason: z.string().nullable(),
});

/** A dataset's contract as it stands, and what the viewer may do with it. */
export const ContractState = z.strictObject({
  ...Authorship.shape,
  document: OdcsDocument,
  metadata: ContractMetadata,
  /** Whether the viewer may change the metadata. */
  mayEdit: z.boolean(),
  /** Whether the viewer may change the data class. */
  mayReclassify: z.boolean(),
});
export type ContractState = z.infer<typeof ContractState>;

/** `POST /api/datasets/{id}/contract/small-cells`: what a rule would hide of the version in force. */
export const SmallCellsForecast = z.strictObject({
  /** Rows of the version. */
  rows: z.number().int().min(0),
  /** Rows whose counts would be hidden. */
  hidden: z.number().int().min(0),
});
export type SmallCellsForecast = z.infer<typeof SmallCellsForecast>;

const Reason = z.string().trim().max(500).default('');

/** A new version of a contract: as a document, or as YAML text whose lines problems refer to. */
export const ContractEdit = z.union([
  z.strictObject({ reason: Reason, document: OdcsDocument }),
  z.strictObject({ reason: Reason, yaml: z.string().max(500_000) }),
]);
export type ContractEdit = z.infer<typeof ContractEdit>;

/** What saving a draft would do. */
export const ContractCheck = z.strictObject({
  problems: z.array(ContractProblem),
  changes: z.array(FieldChange),
  /** The contract as it would stand; null while something is wrong. */
  document: OdcsDocument.nullable(),
});
export type ContractCheck = z.infer<typeof ContractCheck>;

/** The versions of a contract, the newest first, each with what it changed. */
export const ContractHistory = z.strictObject({
  versions: z.array(
    z.strictObject({
      ...Authorship.shape,
      current: z.boolean(),
      /** Against the version before; empty for the first. */
      changes: z.array(FieldChange),
    }),
  ),
});
export type ContractHistory = z.infer<typeof ContractHistory>;

/** Asks for an earlier version of a contract as a new one. */
export const ContractRestore = z.strictObject({ version: z.string().max(20), reason: Reason });
export type ContractRestore = z.infer<typeof ContractRestore>;
