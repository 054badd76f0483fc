import type { Sql } from '@bada/shared/linked';

/** Quoted names and texts are left alone; `$n` outside of them is a parameter. */
const TOKEN = /"(?:[^"]|"")*"|'(?:[^']|'')*'|\$(\d+)/g;

function literal(value: string | number): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isFinite(value)) throw new Error(`${value} is no number for a statement`);
  return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
}

/** A statement with its parameters written into it. Only for DuckDB-WASM, which can stop a statement
 * that was sent as text and not one that was prepared. */
export function literalSql({ sql, parameters }: Sql): string {
  return sql.replaceAll(TOKEN, (token: string, place: string | undefined) => {
    if (place === undefined) return token;
    const value = parameters[Number(place) - 1];
    if (value === undefined) throw new Error(`the statement has no parameter ${place}`);
    return literal(value);
  });
}
