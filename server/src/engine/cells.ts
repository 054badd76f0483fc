import type { Cell, ResultColumns } from '@bada/shared';
import {
  BIGINT,
  DOUBLE,
  type DuckDBResultReader,
  type DuckDBType,
  INTEGER,
  type JS,
  VARCHAR,
} from '@duckdb/node-api';

const MAX_INTEGER = 2_147_483_647;

/** Type by which a parameter is bound. */
export function parameterType(value: string | number): DuckDBType {
  if (typeof value === 'string') return VARCHAR;
  if (!Number.isSafeInteger(value)) return DOUBLE;
  return Math.abs(value) <= MAX_INTEGER ? INTEGER : BIGINT;
}

/** A parameter in the form that its type is bound from. */
export function parameterValue(value: string | number): string | number | bigint {
  return parameterType(value) === BIGINT ? BigInt(value) : value;
}

function cellOf(value: JS, column: string): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  throw new Error(`column ${column} holds a ${typeof value}; the statement must cast it`);
}

/** Columns of a result as plain strings, numbers and nulls. */
export function columnsOf(reader: DuckDBResultReader): ResultColumns {
  const columns = Object.entries(reader.getColumnsObjectJS());
  return Object.fromEntries(
    columns.map(([name, values]) => [name, values.map((value) => cellOf(value, name))]),
  );
}
