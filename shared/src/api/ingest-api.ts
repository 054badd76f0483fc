import { z } from 'zod';
import { ContractAnswers, ContractQuestion } from '../catalogue/contract-facts.ts';
import { ContractMeasure, MeasureTime } from '../catalogue/contract-times.ts';
import { OdcsDocument } from '../catalogue/odcs-document.ts';
import { KebabId } from '../model/ids.ts';
import { saying } from '../model/saying.ts';
import { Mapping } from '../semantic/mapping.ts';
import { type Ingest, IngestReadOptions, IngestState } from './ingest-document.ts';

/** Query of `POST /api/ingests`; the body is the file's bytes as `application/octet-stream`. Answers 201 with the
 * `Ingest`, `Location` and `ETag`. */
export const NewIngestQuery = z.object({
  /** Name of the file with its extension, no folders. */
  name: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^/\\\p{Cc}]+$/u, 'expected a file name without folders')
    .refine(
      (name) => !/^\.+$/.test(name),
      saying({ ko: '파일 이름이어야 합니다', en: 'expected a file name' }),
    )
    .refine(
      (name) => new TextEncoder().encode(name).length <= 240,
      saying({ ko: '파일 이름이 너무 깁니다', en: 'the name is too long' }),
    ),
  /** Department whose file it is; the viewer's first one where absent. */
  department: KebabId.optional(),
});
export type NewIngestQuery = z.infer<typeof NewIngestQuery>;

/** An ingest in a list: the document without its tables, and the kind of its state. */
export const IngestSummary = z.strictObject({
  id: z.uuid(),
  version: z.number().int().positive(),
  owner: z.string(),
  department: KebabId.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  file: z.strictObject({ name: z.string(), bytes: z.number().int().min(0) }),
  state: z.enum(IngestState.options.map((option) => option.shape.kind.value)),
  /** Datasets that its mappings lead to. */
  datasets: z.array(KebabId),
});
export type IngestSummary = z.infer<typeof IngestSummary>;

/** The list entry of an ingest. */
export function ingestSummary(ingest: Ingest): IngestSummary {
  const { id, version, owner, department, createdAt, updatedAt, file, state, tables } = ingest;
  const datasets = tables.flatMap(({ mapping }) =>
    'mapping' in mapping ? [mapping.mapping.dataset] : [],
  );
  return {
    id,
    version,
    owner,
    department,
    createdAt,
    updatedAt,
    file: { name: file.name, bytes: file.bytes },
    state: state.kind,
    datasets: [...new Set(datasets)],
  };
}

/** A page of `GET /api/ingests`, newest first; `next` is the cursor of the following page, null on the last. */
export const IngestPage = z.strictObject({
  ingests: z.array(IngestSummary),
  next: z.string().nullable(),
});
export type IngestPage = z.infer<typeof IngestPage>;

/** Body of `PUT /api/ingests/{id}/mappings/{table}`: a mapping as YAML or as JSON, `skip` to leave the table out, and
 * how the file is to be read. Answers with the ingest, its previews made anew; `mapping.invalid` names line, path and
 * what to write instead. With other read options the file is read again, so tables may change; they
 * replace those of before, and `{}` goes back to what is found in the file. */
export const MappingChange = z
  .strictObject({
    yaml: z.string().max(200_000).optional(),
    mapping: z.unknown().optional(),
    skip: z.literal(true).optional(),
    read: IngestReadOptions.optional(),
  })
  .refine(
    ({ yaml, mapping, skip, read }) =>
      [yaml, mapping, skip].filter((one) => one !== undefined).length <= 1 &&
      [yaml, mapping, skip, read].some((one) => one !== undefined),
    saying({
      ko: 'yaml, mapping, skip 가운데 하나 또는 read를 보내야 합니다',
      en: 'expected one of yaml, mapping and skip, or read',
    }),
  );
export type MappingChange = z.infer<typeof MappingChange>;

/** `GET /api/ingests/{id}/mappings/{table}`: the mapping that the table has now. */
export const MappingText = z.strictObject({ mapping: Mapping, yaml: z.string() });
export type MappingText = z.infer<typeof MappingText>;

/** Rows of a result by what became of them. */
export const IngestPart = z.enum(['kept', 'quarantine', 'totals', 'duplicates', 'flags']);
export type IngestPart = z.infer<typeof IngestPart>;

/** Query of `GET /api/ingests/{id}/tables/{table}/{part}`. */
export const IngestRowsQuery = z.object({
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Of part `flags`: only what is flagged with this code. */
  code: z.string().max(60).optional(),
});
export type IngestRowsQuery = z.infer<typeof IngestRowsQuery>;

/** Rows of a part. Values that the viewer's class does not reach are `***`; personal data is masked for everybody.
 * Flags: `code`, `row_number` of the first row, `column`, `value`, `confidence`, `kind`, `rows` (all row numbers of a value
 * that several hold).
 * Quarantine: `row_number`, `column`, `value`, `rule`, `reason_ko`, `reason_en`. */
export const IngestRows = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))),
  total: z.number().int().min(0),
  offset: z.number().int().min(0),
});
export type IngestRows = z.infer<typeof IngestRows>;

/** `GET /api/ingests/{id}/contracts/{table}`: the contract under which a table is to be published. */
export const IngestContract = z.strictObject({
  dataset: KebabId,
  /** `new`: drafted from file, mapping and glossary; `next`: the dataset's contract with its version raised;
   * `edited`: what a person put. */
  origin: z.enum(['new', 'next', 'edited']),
  /** Version of the contract in force; null for a new dataset. */
  previous: z.string().nullable(),
  /** Open Data Contract Standard 3.1. */
  document: OdcsDocument,
  yaml: z.string(),
  facts: ContractAnswers,
  /** How each measure adds up over time; one that is open must be answered too. */
  measures: z.array(ContractMeasure),
  /** Open questions; nothing is published before those that are no guesses are answered. */
  questions: z.array(ContractQuestion),
});
export type IngestContract = z.infer<typeof IngestContract>;

/** Body of `PUT /api/ingests/{id}/contracts/{table}`: the whole contract as YAML or JSON, or answers that are laid over
 * the draft. Answers with the `IngestContract`; `contract.invalid` says where and what. */
export const ContractChange = z
  .strictObject({
    yaml: z.string().max(400_000).optional(),
    document: z.unknown().optional(),
    facts: ContractAnswers.optional(),
    /** How measures add up over time, by column. */
    times: z.record(z.string(), MeasureTime).optional(),
  })
  .refine(
    ({ yaml, document, facts, times }) =>
      [yaml, document, facts ?? times].filter((one) => one !== undefined).length === 1,
    saying({
      ko: 'yaml, document, 답변 가운데 하나를 보내야 합니다',
      en: 'expected one of yaml, document and answers',
    }),
  );
export type ContractChange = z.infer<typeof ContractChange>;

/** Body of `POST /api/ingests/{id}/publish`: the tables to publish; all that ran where absent. Answers with the ingest
 * in state `published`, or `quality.blocked`, `ingest.reason-needed`, `ingest.contract-open`, `contract.invalid`: then nothing was
 * published. */
export const PublishRequest = z.strictObject({
  tables: z
    .array(z.string().regex(/^\d{1,4}$/))
    .min(1)
    .optional(),
  /** Why columns change so that readers of the version before may break; needed where they do. */
  reason: z.string().trim().min(1).max(500).optional(),
});
export type PublishRequest = z.infer<typeof PublishRequest>;
