import { BadaError, errorText, shapeSummary } from '@bada/shared';
import type { HeadRow, IngestProblem, ResultPreview } from '@bada/shared/intake';
import type { PersonalFinding } from '../../read/personal-data.ts';
import { mask, maskAll } from '../../read/personal-mask.ts';
import type { RawFile, RawTable } from '../../read/raw-table.ts';
import type { CrosswalkPlace } from './crosswalk.ts';
import { ingestTable } from './ingest-table.ts';
import type { Fit } from './mappings.ts';
import { plainCell, plainSelect } from './plain-rows.ts';
import { Session } from './session.ts';

/** What a preview needs. */
export interface PreviewOptions {
  readonly path: string;
  readonly file: RawFile;
  readonly table: RawTable;
  /** The first rows of the table. */
  readonly rows: readonly HeadRow[];
  readonly fit: Fit;
  readonly scratch: string;
  readonly crosswalk: readonly CrosswalkPlace[];
  readonly districts: string;
  readonly findings: readonly PersonalFinding[];
  readonly signal?: AbortSignal | undefined;
}

/** What a mapping makes of the first rows, and what is wrong with them. */
export interface TablePreview {
  readonly preview: ResultPreview | null;
  readonly problems: readonly IngestProblem[];
}

const SHOWN_ROWS = 50;
const SHOWN_PROBLEMS = 200;
/** Type by which a preview marks a column of shapes. */
const SHAPE = 'GEOMETRY';
const NO_HASH = '0'.repeat(64);
const RESOURCES = { memory: '512MB', threads: 1 };

/** The kinds of personal data in a column of the source or of the result. */
function kindsOf({ findings, fit }: PreviewOptions, column: string) {
  const stem = column.replace(/_raw$/, '');
  const from = fit.mapping.columns.find(({ name }) => name === stem)?.from;
  const headers = [
    column,
    ...(typeof from === 'string' ? [from] : Array.isArray(from) ? from : []),
  ];
  return findings.filter((finding) => headers.includes(fit.header.names[finding.column] ?? ''));
}

function masked(options: PreviewOptions, column: string, text: string): string {
  const kinds = kindsOf(options, column);
  return kinds.reduce((rest, { kind }) => mask(rest, kind), maskAll(text)).slice(0, 200);
}

/** What a shape is, in place of coordinates that nobody reads. */
function shownShape(text: string): string {
  return JSON.stringify(shapeSummary(text) ?? null);
}

async function resultOf(session: Session, options: PreviewOptions): Promise<ResultPreview> {
  const { columns, select } = plainSelect(await session.rows('describe result'));
  const rows = await session.rows(`select ${select} from result limit ${SHOWN_ROWS}`);
  const shapes = new Set(
    options.fit.mapping.columns.filter(({ type }) => type === 'geometry').map(({ name }) => name),
  );
  return {
    columns: columns.map((column) =>
      shapes.has(column.name) ? { ...column, type: SHAPE } : column,
    ),
    rows: rows.map((row) =>
      columns.map(({ name }) => {
        const cell = plainCell(row[name]);
        if (typeof cell !== 'string') return cell;
        return shapes.has(name) ? shownShape(cell) : masked(options, name, cell);
      }),
    ),
  };
}

async function problemsOf(session: Session, options: PreviewOptions): Promise<IngestProblem[]> {
  const rows = await session.rows(
    `select * from quarantine order by row_number, "column" limit ${SHOWN_PROBLEMS}`,
  );
  return rows.map((row) => {
    const column = String(row.column ?? '');
    const value = row.value === null ? undefined : masked(options, column, String(row.value));
    return {
      code: String(row.rule),
      message: { ko: String(row.reason_ko), en: String(row.reason_en) },
      row: Number(row.row_number),
      ...(column === '' ? {} : { column }),
      ...(value === undefined ? {} : { value }),
    };
  });
}

/** Runs a mapping over the first rows of a table; a mapping that cannot be run is a problem. */
export async function previewTable(options: PreviewOptions): Promise<TablePreview> {
  const { table, rows, file, fit, scratch, signal } = options;
  async function* first() {
    yield rows;
  }
  const session = await Session.open(scratch, RESOURCES, signal);
  try {
    await ingestTable({
      session,
      table: { ...table, notes: [], batches: first },
      file,
      input: { name: table.name, path: options.path, bytes: 0, sha256: Promise.resolve(NO_HASH) },
      fit,
      fast: undefined,
      results: scratch,
      crosswalk: options.crosswalk,
      districts: options.districts,
      takeIn: () => Promise.reject(new Error('a preview compares nothing')),
      whole: false,
    });
    return {
      preview: await resultOf(session, options),
      problems: await problemsOf(session, options),
    };
  } catch (error) {
    if (!(error instanceof BadaError)) throw error;
    const problem = { code: error.code, ...errorText(error.code, error.params) };
    return { preview: null, problems: [problem] };
  } finally {
    session.close();
  }
}
