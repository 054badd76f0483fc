import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IngestReport, Mapping } from '@bada/shared/intake';
import iconv from 'iconv-lite';
import { rowsOf, withDuckDb } from '../../../data/src/build/duckdb.ts';
import { readCrosswalk } from '../../../data/src/build/ingest/crosswalk.ts';
import { type IngestOptions, ingestFile } from '../../../data/src/build/ingest/ingest.ts';
import { loadMappings } from '../../../data/src/build/ingest/mappings.ts';
import { projectRoot } from '../../support/project.ts';

/** The original files beside the project. */
export const INPUT = join(projectRoot, '..', 'shared', 'data');

export const mappings = await loadMappings(join(projectRoot, 'data/mappings'));
export const crosswalk = await readCrosswalk(join(projectRoot, 'data/crosswalk/places.csv'));
const districts = join(projectRoot, 'data/sources/districts/districts.geojson');

export function temporary(): string {
  return mkdtempSync(join(tmpdir(), 'bada-ingest-'));
}

export interface Taken {
  readonly report: IngestReport;
  readonly folder: string;
}

/** Takes a file in and gives the report of its only table. */
export async function takeIn(path: string, options: Partial<IngestOptions> = {}): Promise<Taken> {
  const output = join(temporary(), 'out');
  const common = { path, mappings, output, crosswalk, districts };
  const { reports } = await ingestFile({ ...common, ...options });
  const [report] = reports;
  if (!report) throw new Error('no table was taken in');
  return { report, folder: join(options.output ?? output, report.mapping.id) };
}

/** Rows of one of the files of a result. */
export function rowsIn({ folder }: Taken, file: string, select = '*', rest = '') {
  return withDuckDb((connection) =>
    rowsOf(connection, `select ${select} from read_parquet('${join(folder, file)}') ${rest}`),
  );
}

/** The kept rows as plain text, null as `·`. */
export async function keptText(taken: Taken, columns: string): Promise<string[]> {
  const cells = columns.split(',').map((name) => `coalesce(${name}::varchar, '·')`);
  const rows = await rowsIn(
    taken,
    'kept.parquet',
    `concat_ws('|', ${cells.join(', ')}) as line`,
    'order by row_number',
  );
  return rows.map((row) => String(row.line));
}

/** A mapping of a made-up file, from what differs. */
export function mappingOf(rest: Record<string, unknown>): Mapping {
  return Mapping.parse({
    v: 1,
    id: 'made-up',
    title: { ko: '시험', en: 'Test' },
    dataset: 'made-up',
    match: { file: '^t(?<year>\\d{4})?\\.(csv|xlsx)$', columns: ['.'] },
    ...rest,
  });
}

/** Writes text as a file and takes it in under a mapping. */
export function takeText(
  text: string,
  mapping: Mapping,
  {
    name = 't.csv',
    encoding = 'utf8',
    ...options
  }: Partial<IngestOptions> & { name?: string; encoding?: string } = {},
): Promise<Taken> {
  const path = join(temporary(), name);
  writeFileSync(path, iconv.encode(text, encoding));
  return takeIn(path, { mappings: [mapping], ...options });
}

/** Names in a folder, hidden ones too. */
export function namesIn(folder: string): string[] {
  return readdirSync(folder).sort();
}
