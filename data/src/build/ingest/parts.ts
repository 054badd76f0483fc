import { join } from 'node:path';
import type { IngestRows } from '@bada/shared/intake';
import { maskAll } from '../../read/personal-mask.ts';
import { identifier, literal, rowsOf, withDuckDb } from '../duckdb.ts';
import { plainCell, plainSelect } from './plain-rows.ts';

const HIDDEN = '***';

/** Which rows are wanted, and what may be seen of them. */
export interface PartOptions {
  readonly offset: number;
  readonly limit: number;
  /** Of flags: only those of this code. */
  readonly code?: string | undefined;
  /** Columns of the result and of the source whose values are hidden. */
  readonly hidden: Pick<ReadonlySet<string>, 'has'>;
}

function headerOf(name: string): string {
  // Totals are kept under their place and header: `3_계`.
  return name.replace(/^\d+_/, '');
}

/** Rows of one part of a table's result, masked. `file` is its Parquet file. */
export function readPart(
  file: string,
  { offset, limit, code, hidden }: PartOptions,
): Promise<IngestRows> {
  const all = `read_parquet(${literal(file)})`;
  const relation =
    code === undefined ? all : `(select * from ${all} where code = ${literal(code)})`;
  return withDuckDb(async (connection) => {
    const described = await rowsOf(connection, `describe select * from ${relation}`);
    const { columns, select } = plainSelect(described);
    const body = `select ${select} from ${relation} limit ${limit} offset ${offset}`;
    const rows = await rowsOf(connection, body);
    const [counted] = await rowsOf(connection, `select count(*) as n from ${relation}`);
    return {
      columns,
      rows: rows.map((row) => {
        const about = typeof row.column === 'string' ? row.column : undefined;
        return columns.map(({ name }) => {
          const cell = plainCell(row[name]);
          const isAbout = name === 'value' && about !== undefined && hidden.has(about);
          const isHidden = isAbout || hidden.has(name) || hidden.has(headerOf(name));
          if (cell !== null && isHidden) return HIDDEN;
          return typeof cell === 'string' ? maskAll(cell) : cell;
        });
      }),
      total: Number(counted?.n ?? 0),
      offset,
    };
  });
}

/** First and last day of a column of dates or moments among the kept rows, and whether they are moments of which all
 * begin an hour; undefined where there is none. */
export function periodOf(
  folder: string,
  column: string,
): Promise<{ from: string; to: string; isHourly: boolean } | undefined> {
  const relation = `read_parquet(${literal(join(folder, 'kept.parquet'))})`;
  const name = identifier(column);
  const day = (bound: string) => `left(${bound}(${name})::varchar, 10)`;
  const hour = `date_trunc('hour', try_cast(${name} as timestamp))`;
  const isHourly = `coalesce(bool_and(try_cast(${name} as timestamp) = ${hour}), false) and count(distinct ${hour}) > count(distinct ${hour}::date)`;
  return withDuckDb(async (connection) => {
    const [row] = await rowsOf(
      connection,
      `select ${day('min')} as first, ${day('max')} as last, ${isHourly} as hourly from ${relation} where ${name} is not null`,
    );
    if (typeof row?.first !== 'string' || typeof row.last !== 'string') return undefined;
    return { from: row.first, to: row.last, isHourly: row.hourly === true };
  });
}
