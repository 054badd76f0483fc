import { createHash } from 'node:crypto';

/** A row of any table. */
export type Row = Readonly<Record<string, unknown>>;

/** How many rows a table has, and a sum over them that is the same in any order and any database. */
export interface TableSum {
  readonly table: string;
  readonly rows: number;
  /** 64 hex digits. */
  readonly sum: string;
}

const MODULUS = 1n << 256n;
const HEX_DIGITS = 64;

/** A row as text: columns by name, bytes in base64. Equal rows of any database have the same. */
export function rowText(row: Row): string {
  const columns = Object.keys(row).sort();
  return JSON.stringify(Object.fromEntries(columns.map((name) => [name, plain(row[name])])));
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value;
}

/** The row that a text holds. */
export function rowOf(text: string): Row {
  const parsed: unknown = JSON.parse(text, (_key, value: unknown) =>
    isBytes(value) ? Buffer.from(value.base64, 'base64') : value,
  );
  if (typeof parsed !== 'object' || parsed === null) throw new Error('a row was expected');
  return { ...parsed };
}

function isBytes(value: unknown): value is { base64: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'base64' in value &&
    typeof value.base64 === 'string'
  );
}

/** Sums up the rows of a table: the hashes of all rows, added. Rows that are there twice count twice, so that
 * nothing cancels out. */
export class Checksum {
  #rows = 0;
  #sum = 0n;

  add(row: Row): void {
    const hash = createHash('sha256').update(rowText(row)).digest('hex');
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % MODULUS;
    this.#rows += 1;
  }

  of(table: string): TableSum {
    return { table, rows: this.#rows, sum: this.#sum.toString(16).padStart(HEX_DIGITS, '0') };
  }
}

/** Tables whose rows are not the same, by name. */
export function differences(one: readonly TableSum[], other: readonly TableSum[]): string[] {
  const text = (sums: readonly TableSum[], table: string) =>
    JSON.stringify(sums.find((sum) => sum.table === table) ?? null);
  const tables = new Set([...one, ...other].map(({ table }) => table));
  return [...tables].filter((table) => text(one, table) !== text(other, table)).sort();
}
