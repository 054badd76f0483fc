import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BadaError, errorText } from '@bada/shared';
import {
  findHeader,
  type Header,
  headerAt,
  type IngestPersonal,
  type IngestProblem,
  type IngestTable,
  isGraveKind,
  type Mapping,
  proposeMapping,
  type TableMapping,
} from '@bada/shared/intake';
import type { ReadOptions } from '../../read/options.ts';
import { PersonalDataScan, type PersonalFinding } from '../../read/personal-data.ts';
import { mask, maskAll } from '../../read/personal-mask.ts';
import type { RawFile, RawTable } from '../../read/raw-table.ts';
import { readFile } from '../../read/read-file.ts';
import { nodeSource } from '../node-source.ts';
import type { CrosswalkPlace } from './crosswalk.ts';
import { headOf } from './load.ts';
import { chooseMapping, type Fit, type TableLook } from './mappings.ts';
import { previewTable } from './preview.ts';

/** What looking into a file needs. */
export interface InspectOptions {
  readonly path: string;
  /** Mappings that are kept. */
  readonly mappings: readonly Mapping[];
  /** What a person decided on tables, by their place in the file from 0; null leaves a table out. */
  readonly decided: ReadonlyMap<number, Mapping | null>;
  readonly read: ReadOptions;
  /** Empty folder for what is needed on the way. */
  readonly scratch: string;
  readonly crosswalk: readonly CrosswalkPlace[];
  readonly districts: string;
  readonly signal?: AbortSignal | undefined;
}

/** What a file turned out to be. */
export interface Inspected {
  readonly format: RawFile['format'];
  readonly encoding: RawFile['encoding'];
  readonly tables: readonly IngestTable[];
}

/** Rows that are looked at. */
const SAMPLE_ROWS = 300;
/** Rows that are shown. */
const SHOWN_ROWS = 50;
const SHOWN_COLUMNS = 300;
const SHOWN_CHARACTERS = 200;

/** Text as a preview shows it. */
function shown(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function problemOf(error: unknown): IngestProblem {
  if (!(error instanceof BadaError)) throw error;
  return { code: error.code, ...errorText(error.code, error.params) };
}

interface Looked {
  readonly mapping: TableMapping;
  readonly header: Header;
  readonly fit: Fit | undefined;
  readonly problem: IngestProblem | undefined;
}

function proposed(look: TableLook): Looked {
  const rows = look.head;
  const bare = { header: headerAt(rows, 0, 1), fit: undefined, problem: undefined };
  if (rows.length === 0 && (look.columns ?? []).length === 0)
    return { ...bare, mapping: { kind: 'none' } };
  const file = look.file.normalize('NFC');
  const sample = { file, table: look.table.normalize('NFC'), rows, columns: look.columns };
  const { mapping, reasons, confidence } = proposeMapping(sample);
  const header = findHeader(mapping, rows, look.columns) ?? bare.header;
  const fit = { mapping, header, groups: chooseGroups(mapping, look) };
  return {
    mapping: { kind: 'proposed', mapping, reasons: [...reasons], confidence },
    header,
    fit,
    problem: undefined,
  };
}

function chooseGroups(mapping: Mapping, look: TableLook): Fit['groups'] {
  return chooseMapping([mapping], look, mapping.id)?.groups ?? {};
}

function decidedOn(mapping: Mapping, look: TableLook): Looked {
  const fit = chooseMapping([mapping], look, mapping.id);
  const none = new BadaError('mapping.none', { file: look.file, table: look.table });
  return {
    mapping: { kind: 'edited', mapping },
    header: fit?.header ?? headerAt(look.head, 0, 1),
    fit,
    problem: fit ? undefined : problemOf(none),
  };
}

function matched({ mappings }: InspectOptions, look: TableLook): Looked {
  try {
    const fit = chooseMapping(mappings, look);
    if (!fit) return proposed(look);
    const { mapping, header } = fit;
    return { mapping: { kind: 'known', mapping }, header, fit, problem: undefined };
  } catch (error) {
    return { ...proposed(look), problem: problemOf(error) };
  }
}

function lookAt(options: InspectOptions, index: number, look: TableLook): Looked {
  const decided = options.decided.get(index);
  if (decided === undefined) return matched(options, look);
  if (decided !== null) return decidedOn(decided, look);
  const looked = matched({ ...options, mappings: [] }, look);
  return { ...looked, mapping: { kind: 'skipped' }, fit: undefined };
}

function personalOf(
  findings: readonly PersonalFinding[],
  { header, mapping }: Looked,
): IngestPersonal[] {
  const known = 'mapping' in mapping ? mapping.mapping.personal : {};
  return findings.map(({ column, kind, count, examples }) => {
    const name = header.names[column] ?? String(column + 1);
    const decision = known[name] ?? null;
    const blocks = decision === null && isGraveKind(kind);
    return { column: name, kind, count, examples: [...examples], blocks, decision };
  });
}

/** Cells as they are shown: a column that holds personal data is masked whole, whatever else looks like it too. */
function maskedRow(cells: readonly string[], findings: readonly PersonalFinding[]): string[] {
  return cells.slice(0, SHOWN_COLUMNS).map((cell, index) => {
    const own = findings.filter(({ column }) => column === index);
    return shown(own.reduce((text, { kind }) => mask(text, kind), maskAll(cell)));
  });
}

/** What is personal anywhere in a table: a preview of its first rows says so too. */
async function findingsIn(
  table: RawTable,
  { names, lastRow }: Header,
  signal: AbortSignal | undefined,
): Promise<PersonalFinding[]> {
  const scan = new PersonalDataScan(names);
  for await (const batch of table.batches()) {
    signal?.throwIfAborted();
    scan.add(batch.filter(({ number }) => number > lastRow));
  }
  return scan.findings();
}

async function inspectTable(
  options: InspectOptions,
  file: RawFile,
  { table, index, name }: { table: RawTable; index: number; name: string },
): Promise<IngestTable> {
  const rows = await headOf(table, SAMPLE_ROWS);
  const look = { file: name, table: table.name, head: rows, columns: table.columns };
  const looked = lookAt(options, index, look);
  const { header, fit } = looked;
  const data = rows.filter(({ number }) => number > header.lastRow);
  const findings = await findingsIn(table, header, options.signal);
  const scratch = join(options.scratch, String(index));
  await mkdir(scratch, { recursive: true });
  const made =
    fit && (await previewTable({ ...options, file, table, fit, rows, scratch, findings }));
  const own = looked.problem ? [looked.problem] : [];
  return {
    id: String(index),
    name: table.name,
    header: header.names.slice(0, SHOWN_COLUMNS),
    headerRow: header.lastRow,
    rows: data
      .slice(0, SHOWN_ROWS)
      .map(({ number, cells }) => ({ number, cells: maskedRow(cells, findings) })),
    mapping: looked.mapping,
    preview: made?.preview ?? null,
    personal: personalOf(findings, looked),
    problems: [...own, ...(made?.problems ?? [])],
  };
}

/** Looks into a file: its tables, the mapping that fits or is proposed for each, and what it makes of the first rows.
 * Personal data is masked in everything that is told.
 * @throws BadaError `read.*` */
export async function inspectFile(options: InspectOptions): Promise<Inspected> {
  const source = await nodeSource(options.path);
  const { signal } = options;
  const file = await readFile(source, { ...options.read, ...(signal ? { signal } : {}) });
  const tables: IngestTable[] = [];
  for (const [index, table] of file.tables.entries()) {
    signal?.throwIfAborted();
    tables.push(await inspectTable(options, file, { table, index, name: source.name }));
  }
  return { format: file.format, encoding: file.encoding, tables };
}
