import { type Table, tableFromIPC } from '@uwdata/flechette';

/** Sums by place and year, in the order of the keys. */
export interface PlainAnswer {
  readonly place: string[];
  readonly period: string[];
  readonly value: number[];
}

/** The two aggregations, written by hand. */
export interface PlainForm {
  /** Sum of passengers by place and year. */
  count(): PlainAnswer;
  /** Amount per passenger on weekdays by place and year. */
  fare(): PlainAnswer;
}

const DAY_MS = 86_400_000;
const FIRST_YEAR = 1970;

function answerOf(groups: ReadonlyMap<string, number>): PlainAnswer {
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = sorted.map(([key]) => key.split('/'));
  return {
    place: parts.map(([place = '']) => place),
    period: parts.map(([, year]) => `${year}-01-01`),
    value: sorted.map(([, value]) => value),
  };
}

/** Gives each distinct text a small number. */
function codesOf(table: Table, name: string): { codes: Uint8Array; texts: string[] } {
  const known = new Map<string, number>();
  const codes = new Uint8Array(table.numRows);
  let row = 0;
  for (const value of table.getChild(name)) {
    const text = String(value);
    const code = known.get(text) ?? known.size;
    known.set(text, code);
    codes[row++] = code;
  }
  return { codes, texts: [...known.keys()] };
}

function numbersOf(table: Table, name: string): Float64Array {
  const numbers = new Float64Array(table.numRows);
  let row = 0;
  for (const value of table.getChild(name)) numbers[row++] = Number(value);
  return numbers;
}

/** Columns as typed arrays: a loop over small integers and doubles. */
export function typedForm(ipc: Uint8Array): PlainForm {
  const table = tableFromIPC(ipc);
  const places = codesOf(table, 'place');
  const kinds = codesOf(table, 'day_type');
  const passengers = numbersOf(table, 'passengers');
  const amount = numbersOf(table, 'amount');
  const years = new Uint8Array(table.numRows);
  let at = 0;
  for (const value of table.getChild('period')) {
    years[at++] = new Date(Number(value)).getUTCFullYear() - FIRST_YEAR;
  }

  const named = (sums: Float64Array, present: Uint32Array): PlainAnswer => {
    const groups = new Map<string, number>();
    for (let key = 0; key < sums.length; key++) {
      const name = `${places.texts[key >> 8]}/${FIRST_YEAR + (key & 255)}`;
      if (present[key]) groups.set(name, sums[key] ?? 0);
    }
    return answerOf(groups);
  };
  const keyOf = (row: number) => ((places.codes[row] ?? 0) << 8) | (years[row] ?? 0);
  const size = places.texts.length << 8;

  return {
    count() {
      const sums = new Float64Array(size);
      const rows = new Uint32Array(size);
      for (let row = 0; row < passengers.length; row++) {
        const key = keyOf(row);
        sums[key] = (sums[key] ?? 0) + (passengers[row] ?? 0);
        rows[key] = 1;
      }
      return named(sums, rows);
    },
    fare() {
      const weekday = kinds.texts.indexOf('weekday');
      const money = new Float64Array(size);
      const people = new Float64Array(size);
      const rows = new Uint32Array(size);
      for (let row = 0; row < passengers.length; row++) {
        if (kinds.codes[row] !== weekday) continue;
        const key = keyOf(row);
        money[key] = (money[key] ?? 0) + (amount[row] ?? 0);
        people[key] = (people[key] ?? 0) + (passengers[row] ?? 0);
        rows[key] = 1;
      }
      return named(
        money.map((sum, key) => sum / (people[key] ?? 0)),
        rows,
      );
    },
  };
}

interface Row {
  readonly place: string;
  readonly period: string;
  readonly day_type: string;
  readonly passengers: number;
  readonly amount: number;
}

function rowsOf(ipc: Uint8Array): Row[] {
  const table = tableFromIPC(ipc);
  const [place, period, kind] = ['place', 'period', 'day_type'].map((name) => table.getChild(name));
  const passengers = numbersOf(table, 'passengers');
  const amount = numbersOf(table, 'amount');
  const days = new Map<number, string>();
  const dateOf = (time: number) => {
    const known = days.get(time / DAY_MS) ?? new Date(time).toISOString().slice(0, 10);
    days.set(time / DAY_MS, known);
    return known;
  };
  return Array.from(passengers, (count, row) => ({
    place: String(place?.at(row)),
    period: dateOf(Number(period?.at(row))),
    day_type: String(kind?.at(row)),
    passengers: count,
    amount: amount[row] ?? 0,
  }));
}

/** An array of objects grouped by a text key, as it would be written without much thought. */
export function objectForm(ipc: Uint8Array): PlainForm {
  const rows = rowsOf(ipc);
  const sumBy = (kept: readonly Row[], measure: (row: Row) => number) => {
    const groups = new Map<string, number>();
    for (const row of kept) {
      const key = `${row.place}/${row.period.slice(0, 4)}`;
      groups.set(key, (groups.get(key) ?? 0) + measure(row));
    }
    return groups;
  };
  return {
    count: () => answerOf(sumBy(rows, (row) => row.passengers)),
    fare() {
      const weekdays = rows.filter((row) => row.day_type === 'weekday');
      const people = sumBy(weekdays, (row) => row.passengers);
      const money = sumBy(weekdays, (row) => row.amount);
      return answerOf(new Map([...money].map(([key, sum]) => [key, sum / (people.get(key) ?? 0)])));
    },
  };
}
