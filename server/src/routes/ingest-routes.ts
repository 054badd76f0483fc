import {
  ContractChange,
  Ingest,
  IngestContract,
  IngestPage,
  IngestPart,
  IngestRows,
  IngestRowsQuery,
  MappingChange,
  MappingText,
  NewIngestQuery,
  PublicationPreview,
  PublishRequest,
  VersionIntakePart,
} from '@bada/shared/intake';
import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PART_FILE, PartFileQuery } from './part-file.ts';
import { COMMON_PROBLEMS, json, jsonBody, problem } from './responses.ts';

const TableId = z.string().regex(/^\d{1,4}$/);
const IngestParams = z.object({ id: z.string().max(80) });
const TableParams = IngestParams.extend({ table: TableId });
const IfMatch = z.object({ 'if-match': z.string().optional() });
const ListQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const READ_PROBLEMS = {
  400: problem('The request does not fit its schema (`request.invalid`).'),
  404: problem('There is no such ingest or table (`ingest.not-found`, `ingest.table-unknown`).'),
  ...COMMON_PROBLEMS,
};
const CHANGE_PROBLEMS = {
  ...READ_PROBLEMS,
  409: problem('Not in its present state (`ingest.state`).'),
  410: problem('The original file is no longer kept (`ingest.file-gone`).'),
  412: problem('The ingest was changed in the meantime (`ingest.conflict`).'),
  422: problem(
    'What was sent, or the file, cannot be used (`mapping.*`, `contract.*`, `read.*` …).',
  ),
  428: problem('If-Match is missing (`ingest.precondition-required`).'),
};

/** `GET /api/ingests` */
export const listIngests = createRoute({
  method: 'get',
  path: '/api/ingests',
  operationId: 'listIngests',
  summary: 'Files that were brought, newest first',
  request: { query: ListQuery },
  responses: { 200: json(IngestPage, 'A page of ingests.'), ...READ_PROBLEMS },
});

/** `POST /api/ingests` */
export const bringFile = createRoute({
  method: 'post',
  path: '/api/ingests',
  operationId: 'bringFile',
  summary: "Sends a department's file",
  description: 'The file is on disk when this answers; it is read after that.',
  request: {
    query: NewIngestQuery,
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
  },
  responses: {
    201: json(Ingest, 'The new ingest.'),
    400: problem('The upload broke off (`ingest.upload-broken`), or the name is not valid.'),
    413: problem('The file is too large (`ingest.too-large`).'),
    415: problem('The body is not sent as bytes (`request.not-bytes`).'),
    422: problem('The file is empty (`read.empty`).'),
    507: problem('There is no space left (`ingest.no-space`).'),
    ...COMMON_PROBLEMS,
  },
});

/** `GET /api/ingests/{id}` */
export const readIngest = createRoute({
  method: 'get',
  path: '/api/ingests/{id}',
  operationId: 'getIngest',
  summary: 'One ingest as it stands',
  request: { params: IngestParams },
  responses: { 200: json(Ingest, 'The ingest.'), ...READ_PROBLEMS },
});

/** `DELETE /api/ingests/{id}` */
export const deleteIngest = createRoute({
  method: 'delete',
  path: '/api/ingests/{id}',
  operationId: 'deleteIngest',
  summary: 'Removes an ingest with its file and results; published versions stay',
  request: { params: IngestParams, headers: IfMatch },
  responses: { 204: { description: 'It is gone.' }, ...CHANGE_PROBLEMS },
});

/** `GET /api/ingests/{id}/mappings/{table}` */
export const readMapping = createRoute({
  method: 'get',
  path: '/api/ingests/{id}/mappings/{table}',
  operationId: 'getIngestMapping',
  summary: 'The mapping of a table, as YAML too',
  request: { params: TableParams },
  responses: { 200: json(MappingText, 'The mapping.'), ...READ_PROBLEMS },
});

/** `PUT /api/ingests/{id}/mappings/{table}` */
export const changeMapping = createRoute({
  method: 'put',
  path: '/api/ingests/{id}/mappings/{table}',
  operationId: 'putIngestMapping',
  summary: 'Confirms or changes the mapping of a table, or how the file is read',
  request: { params: TableParams, headers: IfMatch, ...jsonBody(MappingChange) },
  responses: { 200: json(Ingest, 'The ingest with new previews.'), ...CHANGE_PROBLEMS },
});

/** `POST /api/ingests/{id}/run` */
export const runIngest = createRoute({
  method: 'post',
  path: '/api/ingests/{id}/run',
  operationId: 'runIngest',
  summary: 'Takes all mapped tables in',
  request: { params: IngestParams, headers: IfMatch },
  responses: { 202: json(Ingest, 'The ingest, running.'), ...CHANGE_PROBLEMS },
});

/** `POST /api/ingests/{id}/cancel` */
export const cancelIngest = createRoute({
  method: 'post',
  path: '/api/ingests/{id}/cancel',
  operationId: 'cancelIngest',
  summary: 'Stops reading or running',
  description: 'If-Match is optional here: stopping overwrites nothing.',
  request: { params: IngestParams, headers: IfMatch },
  responses: { 200: json(Ingest, 'The ingest, cancelled.'), ...CHANGE_PROBLEMS },
});

/** `GET /api/ingests/{id}/tables/{table}/{part}` */
export const readPart = createRoute({
  method: 'get',
  path: '/api/ingests/{id}/tables/{table}/{part}',
  operationId: 'getIngestRows',
  summary: "Rows of a table's result by what became of them",
  request: { params: TableParams.extend({ part: IngestPart }), query: IngestRowsQuery },
  responses: {
    200: json(IngestRows, 'A page of rows.'),
    409: problem('The table has not run (`ingest.state`).'),
    ...READ_PROBLEMS,
  },
});

/** `GET /api/ingests/{id}/tables/{table}/{part}/file` */
export const readPartFile = createRoute({
  method: 'get',
  path: '/api/ingests/{id}/tables/{table}/{part}/file',
  operationId: 'downloadIngestRows',
  summary: 'Rows of a table that were not kept, or were flagged, as a file',
  request: { params: TableParams.extend({ part: VersionIntakePart }), query: PartFileQuery },
  responses: {
    ...PART_FILE,
    409: problem('The table has not run (`ingest.state`).'),
    ...READ_PROBLEMS,
  },
});

/** `GET /api/ingests/{id}/contracts/{table}` */
export const readContract = createRoute({
  method: 'get',
  path: '/api/ingests/{id}/contracts/{table}',
  operationId: 'getIngestContract',
  summary: 'The contract under which a table is to be published',
  request: { params: TableParams },
  responses: {
    200: json(IngestContract, 'The contract with its open questions.'),
    409: problem('The table has not run (`ingest.state`).'),
    ...READ_PROBLEMS,
  },
});

/** `PUT /api/ingests/{id}/contracts/{table}` */
export const changeContract = createRoute({
  method: 'put',
  path: '/api/ingests/{id}/contracts/{table}',
  operationId: 'putIngestContract',
  summary: 'Puts the contract of a table, or answers to its questions',
  description: "The ETag is the ingest's.",
  request: { params: TableParams, headers: IfMatch, ...jsonBody(ContractChange) },
  responses: { 200: json(IngestContract, 'The contract as it stands now.'), ...CHANGE_PROBLEMS },
});

/** `GET /api/ingests/{id}/publication` */
export const previewPublication = createRoute({
  method: 'get',
  path: '/api/ingests/{id}/publication',
  operationId: 'previewIngestPublication',
  summary: 'What publishing would lead to: the verdict of the gate, changed columns, odd totals',
  description: 'Nothing is published; the verdict is of the manifest that is current now.',
  request: { params: IngestParams },
  responses: {
    200: json(PublicationPreview, 'The preview, dataset by dataset.'),
    409: problem('The ingest has not run, or is published (`ingest.state`).'),
    ...READ_PROBLEMS,
  },
});

/** `POST /api/ingests/{id}/publish` */
export const publishIngest = createRoute({
  method: 'post',
  path: '/api/ingests/{id}/publish',
  operationId: 'publishIngest',
  summary: 'Publishes tables as new versions of their datasets, all or none',
  request: { params: IngestParams, headers: IfMatch, ...jsonBody(PublishRequest) },
  responses: { 200: json(Ingest, 'The ingest, published.'), ...CHANGE_PROBLEMS },
});
