import { z } from 'zod';
import { Outcome } from '../api/query-answers.ts';
import { FieldChange } from '../catalogue/contract-changes.ts';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { NamedPerson } from '../model/named-person.ts';
import { IsoDate } from '../model/period.ts';
import { Indicator } from '../semantic/indicator.ts';
import { DefinitionProblem } from './definition-check.ts';
import { DefinitionFile, FileProblem } from './definition-files.ts';

/** How far a draft has come. `returned`: the one who was to approve it gave it back with a note. */
export const DraftStatus = z.enum(['draft', 'submitted', 'returned']);
export type DraftStatus = z.infer<typeof DraftStatus>;

const Reason = z.string().trim().max(500);

/** A change of a definition on its way. */
export const DefinitionDraft = z.strictObject({
  status: DraftStatus,
  document: Indicator,
  /** Why; '' while it was not said. */
  reason: Reason,
  /** Day on which it is to take effect; null while it was not said. */
  effectiveFrom: IsoDate.nullable(),
  /** Everybody who wrote on it, the last one at the end; none of them may approve it. */
  editors: z.array(NamedPerson).min(1),
  /** What the one who gave it back said. */
  note: z.strictObject({ by: NamedPerson, text: Reason }).nullable(),
});
export type DefinitionDraft = z.infer<typeof DefinitionDraft>;

/** Whether an indicator is offered. `scheduled`: a later state is decided and waits for its day. */
export const DefinitionStatus = z.enum(['active', 'scheduled', 'retired', 'new']);
export type DefinitionStatus = z.infer<typeof DefinitionStatus>;

/** An indicator in the list of definitions. */
export const DefinitionSummary = z.strictObject({
  id: KebabId,
  name: Localized,
  field: Indicator.shape.field,
  ownerDepartment: KebabId,
  /** 0 for one that was never approved. */
  version: z.number().int().min(0),
  status: DefinitionStatus,
  draft: z
    .strictObject({ status: DraftStatus, author: NamedPerson, updatedAt: z.iso.datetime() })
    .nullable(),
});
export type DefinitionSummary = z.infer<typeof DefinitionSummary>;

/** All definitions with their drafts, in their order. */
export const DefinitionList = z.strictObject({
  definitions: z.array(DefinitionSummary),
  /** Whether the viewer may bring in definitions, and begin new ones. */
  mayImport: z.boolean(),
  /** Whether people say their names, because nobody signs in. */
  asksNames: z.boolean(),
});
export type DefinitionList = z.infer<typeof DefinitionList>;

/** A definition on the desk: what holds, what is drafted, and what the viewer may do. */
export const DefinitionState = z.strictObject({
  id: KebabId,
  /** The newest approved state; null for an indicator that is new. */
  newest: Indicator.nullable(),
  /** The state that queries are answered by today; null where there is none. */
  inForce: Indicator.nullable(),
  status: DefinitionStatus,
  /** Day on which the newest state takes effect, where that is still to come. */
  scheduledFrom: IsoDate.nullable(),
  draft: DefinitionDraft.nullable(),
  /** From the newest state to the draft. */
  changes: z.array(FieldChange),
  /** Whether the draft's figures mean something else, so that a break will be declared. */
  isMeaningChanged: z.boolean(),
  problems: z.array(DefinitionProblem),
  mayEdit: z.boolean(),
  mayApprove: z.boolean(),
  /** Whether people say their names, because nobody signs in. */
  asksNames: z.boolean(),
});
export type DefinitionState = z.infer<typeof DefinitionState>;

const Name = z.string().trim().max(80).optional();

const Written = {
  reason: Reason.default(''),
  effectiveFrom: IsoDate.nullable().default(null),
  /** Of the one who writes, where nobody signs in. */
  name: Name,
};

/** What an author writes: as a document, or as YAML text whose lines problems refer to. */
export const DraftEdit = z.union([
  z.strictObject({ ...Written, document: Indicator }),
  z.strictObject({ ...Written, yaml: z.string().max(500_000) }),
]);
export type DraftEdit = z.infer<typeof DraftEdit>;

/** A step of a draft by someone, with a note where one gives it back. */
export const DraftMove = z.strictObject({ name: Name, note: Reason.default('') });
export type DraftMove = z.infer<typeof DraftMove>;

/** Asks for an earlier state as a draft. */
export const DefinitionRestore = z.strictObject({
  name: Name,
  /** Of the history. */
  number: z.number().int().positive(),
});
export type DefinitionRestore = z.infer<typeof DefinitionRestore>;

/** Every approved state of a definition, the newest first. */
export const DefinitionHistory = z.strictObject({
  states: z.array(
    z.strictObject({
      number: z.number().int().positive(),
      version: z.number().int().positive(),
      /** Counts changes of texts and targets under one version from 0. */
      revision: z.number().int().min(0),
      at: z.iso.datetime(),
      /** Null for what came with the product. */
      author: NamedPerson.nullable(),
      approver: NamedPerson.nullable(),
      reason: z.string().nullable(),
      /** Null: from the beginning. */
      effectiveFrom: IsoDate.nullable(),
      inForce: z.boolean(),
      document: Indicator,
      /** Against the state before; empty for the first. */
      changes: z.array(FieldChange),
    }),
  ),
});
export type DefinitionHistory = z.infer<typeof DefinitionHistory>;

/** What shows or reads an indicator and would change with it. */
export const DefinitionDependents = z.strictObject({
  /** Boards that the viewer may see. */
  boards: z.array(z.strictObject({ title: z.string(), href: z.string() })),
  /** Boards of others. */
  otherBoards: z.number().int().min(0),
  /** Datasets that its figures are computed from. */
  datasets: z.array(z.strictObject({ id: KebabId, title: Localized })),
  /** Proofs that were handed out and name it; they are reproduced by the version they name. */
  proofs: z.number().int().min(0),
  /** Whether cards, map and search show it. */
  isOffered: z.boolean(),
});
export type DefinitionDependents = z.infer<typeof DefinitionDependents>;

/** Asks for the figures of a draft that need not be stored. */
export const PreviewRequest = z.union([
  z.strictObject({ document: z.unknown() }),
  z.strictObject({ yaml: z.string().max(500_000) }),
]);
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** The draft's figures beside those of today, or why there are none. */
export const DefinitionPreview = z.strictObject({
  problems: z.array(DefinitionProblem),
  /** As understood; null where its shape is wrong. */
  document: Indicator.nullable(),
  /** Null for an indicator that is new. */
  present: Outcome.nullable(),
  /** Null where problems keep it from being computed. */
  draft: Outcome.nullable(),
});
export type DefinitionPreview = z.infer<typeof DefinitionPreview>;

/** Definitions to be brought in as drafts: all of them or none. */
export const DefinitionImport = z.strictObject({
  files: z.array(DefinitionFile).min(1).max(200),
  reason: Reason.default(''),
  effectiveFrom: IsoDate.nullable().default(null),
  name: Name,
  /** Look only. */
  dryRun: z.boolean().default(false),
});
export type DefinitionImport = z.infer<typeof DefinitionImport>;

/** What became of an import, or would. With problems nothing was written. */
export const DefinitionImported = z.strictObject({
  problems: z.array(FileProblem),
  definitions: z.array(
    z.strictObject({
      id: KebabId,
      name: Localized,
      file: z.string(),
      outcome: z.enum(['new', 'changed', 'same']),
      changes: z.array(FieldChange),
    }),
  ),
  written: z.boolean(),
});
export type DefinitionImported = z.infer<typeof DefinitionImported>;
