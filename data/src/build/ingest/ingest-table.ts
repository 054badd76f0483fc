import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadaError } from '@bada/shared';
import {
  type BoundMapping,
  bindMapping,
  type CheckResult,
  type IngestReport,
  IngestReport as IngestReportSchema,
  pivotColumnsSql,
  QUARANTINE_RULES,
  quarantineSql,
  ROW_KINDS,
  resultSql,
  slotsOf,
  stageSql,
} from '@bada/shared/intake';
import type { RawFile, RawTable } from '../../read/raw-table.ts';
import { literal } from '../duckdb.ts';
import { runChecks } from './checks.ts';
import { compareWithOthers, type TakeIn } from './compare.ts';
import type { CrosswalkPlace } from './crosswalk.ts';
import { createFlags, FLAGS_TABLE, flagRows, flagSummary } from './flags.ts';
import { type LoadedText, loadRows } from './load.ts';
import type { Fit } from './mappings.ts';
import {
  findPersonalData,
  flagPersonalData,
  maskQuarantine,
  type PersonalSearch,
  personalColumns,
  planPersonalSearch,
} from './personal.ts';
import { loadCrosswalk, resolvePlaces } from './places.ts';
import { checkPoints, findPointCrs, flagCrs, inWgs84 } from './positions.ts';
import { type OnProgress, phaseProgress } from './progress.ts';
import type { Session } from './session.ts';
import { shapesInWgs84 } from './shapes.ts';

/** Everything one table needs on its way in. */
export interface TableJob {
  readonly session: Session;
  readonly table: RawTable;
  readonly file: Pick<RawFile, 'format' | 'encoding'>;
  readonly input: {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    /** Reckoned beside the rest. */
    readonly sha256: Promise<string>;
  };
  readonly fit: Fit;
  /** The engine's own reading of the file, where it can. */
  readonly fast: LoadedText | undefined;
  readonly results: string;
  readonly crosswalk: readonly CrosswalkPlace[];
  readonly districts: string;
  readonly takeIn: TakeIn;
  /** Whether checks run and all tables are written, or only the kept rows. */
  readonly whole: boolean;
  readonly onProgress?: OnProgress | undefined;
}

async function stageFrom(
  job: TableJob,
  bound: BoundMapping,
  { loaded, suspect }: { loaded: LoadedText; suspect: string },
): Promise<void> {
  const { session, table, onProgress } = job;
  const tell = phaseProgress(onProgress, 'mapping', table.name);
  const select = stageSql(bound, { ...loaded, suspect });
  await session.run(`create or replace table staged as ${select}`, (percent) => tell({ percent }));
  const number = loaded.numbered ? '*' : `rowid + ${loaded.offset + 1} as row_number, *`;
  await session.run(`create or replace view rows as select ${number} from staged`);
}

/** Stages the table: by the engine's own reader where it takes the file, else row by row.
 * @returns the relation that was read */
async function stage(
  job: TableJob,
  bound: BoundMapping,
  { suspect }: PersonalSearch,
): Promise<string> {
  if (job.fast) {
    try {
      await stageFrom(job, bound, { loaded: job.fast, suspect });
      return job.fast.relation;
    } catch (error) {
      // Ragged rows, stray quotes or bytes: the careful readers tell exactly where.
      if (error instanceof BadaError) throw error;
    }
  }
  const options = {
    header: bound.header,
    strict: job.file.format === 'delimited',
    onProgress: job.onProgress,
  };
  const loaded = await loadRows(job.session, job.table, options);
  try {
    await stageFrom(job, bound, { loaded, suspect });
    return loaded.relation;
  } catch (error) {
    // The text is loaded, so what fails now is what the mapping says.
    const what = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new BadaError('mapping.sql', { mapping: bound.mapping.id, what }, { cause: error });
  }
}

async function splitDuplicates(session: Session, bound: BoundMapping): Promise<void> {
  const select = bound.duplicates
    ? `select row_number, first_row from (select row_number, min(row_number) over same as first_row, row_number() over (same order by row_number) as n
        from rows where kind = ${ROW_KINDS.data} window same as (partition by h1, h2)) where n > 1`
    : 'select 0::bigint as row_number, 0::bigint as first_row where false';
  await session.run(`create table duplicate_rows as ${select}`);
  const rest = bound.duplicates
    ? 'and row_number not in (select row_number from duplicate_rows)'
    : '';
  await session.run(
    `create view live as select * from rows where kind = ${ROW_KINDS.data} and not bad ${rest}`,
  );
}

async function splitQuarantine(session: Session, bound: BoundMapping): Promise<void> {
  await session.run(`create table quarantine_cells as
    select row_number, kind, cells from rows where bad and row_number not in (select row_number from duplicate_rows)`);
  const rules = Object.entries(QUARANTINE_RULES).map(
    ([rule, { ko, en }]) => `(${literal(rule)}, ${literal(ko)}, ${literal(en)})`,
  );
  await session.run(`create table quarantine as
    select q.*, r.reason_ko, r.reason_en from (
      select * from (${quarantineSql(bound, 'quarantine_cells')}) union all select * from place_quarantine) q
    join (values ${rules.join(', ')}) as r(rule, reason_ko, reason_en) on r.rule = q."rule"`);
  const unplaced = await session.count('select count(*) from place_quarantine');
  const rest =
    unplaced > 0 ? 'where row_number not in (select row_number from place_quarantine)' : '';
  await session.run(`create view kept as select * from live ${rest}`);
}

async function account(session: Session): Promise<IngestReport['account']> {
  const [row] = await session.rows(`select
    (select count(*) from staged) as read, (select count(*) from kept) as kept,
    (select count(*) from rows where kind >= ${ROW_KINDS.totals} and not bad) as totals,
    (select count(distinct row_number) from quarantine) as quarantined,
    (select count(*) from duplicate_rows) as duplicates`);
  const number = (name: string) => Number(row?.[name] ?? 0);
  return {
    read: number('read'),
    kept: number('kept'),
    totals: number('totals'),
    quarantined: number('quarantined'),
    duplicates: number('duplicates'),
  };
}

async function createPivot(session: Session, bound: BoundMapping): Promise<void> {
  const select = pivotColumnsSql(bound);
  if (select === undefined) return;
  await session.run(`create table pivot_columns as ${select}`);
  const [first] = await session.rows('select count(*) as n, count(columns(*)) from pivot_columns');
  const counts = Object.values(first ?? {}).map(Number);
  if (counts.some((count) => count !== counts[0])) {
    throw new BadaError('mapping.column-missing', {
      mapping: bound.mapping.id,
      what: { ko: '행으로 바꿀 열의 이름', en: 'names of the columns that become rows' },
    });
  }
}

/** Writes the kept rows and names them `result`; gives the system their positions were in. */
async function writeResult(job: TableJob, bound: BoundMapping): Promise<string | undefined> {
  const { session, table, results, districts, onProgress } = job;
  const asked = { bound, select: resultSql(bound, 'kept'), declared: table.crs, districts };
  const points = await findPointCrs(session, asked);
  const shapes = await shapesInWgs84(session, asked);
  const found = points ?? shapes.found;
  if (bound.mapping.positions && job.whole) {
    await flagCrs(session, { found, declared: table.crs });
  }
  const select = inWgs84(shapes.select, bound, points);
  const order =
    bound.mapping.sortBy.length > 0 ? `order by ${bound.mapping.sortBy.join(', ')}` : '';
  const target = literal(join(results, 'kept.parquet'));
  const tell = phaseProgress(onProgress, 'writing', table.name);
  await session.run(
    `copy (select * from (${select}) ${order}) to ${target} (format parquet, compression zstd, compression_level 1)`,
    (percent) => tell({ percent }),
  );
  await session.run(`create view result as select * from read_parquet(${target})`);
  return found?.crs;
}

async function writeRest({ session, results }: TableJob, bound: BoundMapping): Promise<void> {
  const write = (select: string, name: string) =>
    session.run(
      `copy (${select}) to ${literal(join(results, name))} (format parquet, compression zstd)`,
    );
  await write('select * from quarantine order by row_number, "column"', 'quarantine.parquet');
  await write('select * from duplicate_rows order by row_number', 'duplicates.parquet');
  await write(`select * from ${FLAGS_TABLE} order by code, row_number, "value"`, 'flags.parquet');
  const values = slotsOf(bound).map(
    ({ header }, at) => `v${at} as "${at}_${header.replaceAll('"', '')}"`,
  );
  await write(
    `select row_number, ${bound.totals.length > 0 ? 'total_key, ' : ''}${values.join(', ')} from rows where kind >= ${ROW_KINDS.totals} and not bad order by row_number`,
    'totals.parquet',
  );
}

async function flagReading(job: TableJob, bound: BoundMapping): Promise<void> {
  const one = (column: string) =>
    `select null as row_number, ${literal(column)} as "column", '' as "value"`;
  for (const note of job.table.notes) {
    await flagRows(job.session, 'reader-note', one(note.where ?? ''), {
      reason: note,
      kind: note.code,
    });
  }
  for (const name of bound.header.repaired) {
    await flagRows(job.session, 'header-repaired', one(name));
  }
}

async function reportOf(
  job: TableJob,
  bound: BoundMapping,
  rest: Pick<IngestReport, 'account' | 'checks' | 'personal'> & { crs: string | undefined },
): Promise<IngestReport> {
  const { session, input, file, table } = job;
  const columns = await session.rows('describe result');
  const quarantine = await session.rows(
    'select "rule", "column", count(distinct row_number) as n from quarantine group by all order by n desc, "rule", "column"',
  );
  return IngestReportSchema.parse({
    v: 1,
    mapping: { id: bound.mapping.id, version: bound.mapping.version },
    dataset: bound.mapping.dataset,
    input: {
      file: input.name,
      table: table.name,
      bytes: input.bytes,
      sha256: await input.sha256,
      format: file.format,
      ...(file.encoding === undefined ? {} : { encoding: file.encoding }),
    },
    account: rest.account,
    rows: await session.count('select count(*) from result'),
    columns: columns.map((row) => ({
      name: String(row.column_name),
      type: String(row.column_type),
    })),
    quarantine: quarantine.map((row) => ({
      rule: String(row.rule),
      column: String(row.column),
      rows: Number(row.n),
    })),
    flags: await flagSummary(session),
    checks: rest.checks,
    personal: rest.personal,
    ...(rest.crs === undefined ? {} : { crs: rest.crs }),
  });
}

async function runAllChecks(job: TableJob, bound: BoundMapping): Promise<CheckResult[]> {
  const { session, districts, input, fit, takeIn } = job;
  phaseProgress(job.onProgress, 'checking', job.table.name)({ percent: 0 });
  const checks = await runChecks(session, bound);
  await checkPoints(session, { bound, districts });
  const rules = bound.mapping.compare;
  const compared = await compareWithOthers(session, {
    rules,
    path: input.path,
    groups: fit.groups,
    takeIn,
  });
  return [...checks, ...compared];
}

/** Takes one table in: every row ends among the kept, the totals, the quarantine or the duplicates.
 * @throws BadaError `ingest.*`, `mapping.*`, `read.*` */
export async function ingestTable(job: TableJob): Promise<IngestReport> {
  const { session, fit, results } = job;
  const bound = bindMapping(fit.mapping, fit.header, fit.groups);
  const search = await planPersonalSearch(job.table, bound);
  await createFlags(session);
  const relation = await stage(job, bound, search);
  const personal = await findPersonalData(session, bound, { first: search.first, relation });
  await splitDuplicates(session, bound);
  await loadCrosswalk(session, job.crosswalk);
  await resolvePlaces(session, bound);
  await splitQuarantine(session, bound);
  await maskQuarantine(session, bound, personal);
  await createPivot(session, bound);
  const crs = await writeResult(job, bound);
  const checks = job.whole ? await runAllChecks(job, bound) : [];
  await flagReading(job, bound);
  await flagPersonalData(session, bound, personal);
  const report = await reportOf(job, bound, {
    account: await account(session),
    checks,
    personal: personalColumns(bound, personal),
    crs,
  });
  if (report.account.read === 0) throw new BadaError('ingest.empty', { file: job.input.name });
  if (job.whole) {
    await writeRest(job, bound);
    await writeFile(join(results, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  }
  return report;
}
