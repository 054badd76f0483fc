import type { Answer } from '@bada/shared';
import { expect } from 'vitest';

const RELATIVE = 1e-9;

type Cell = string | number | null | undefined;

function sameCell(a: Cell, b: Cell): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
}

/** Two engines agree: the same proof, columns, keys and order; doubles within a relative 1e-9. */
export function expectSameAnswer(actual: Answer, expected: Answer): void {
  const asked = JSON.stringify(expected.proof.query);
  expect(actual.proof, asked).toEqual(expected.proof);
  expect(Object.keys(actual.columns).sort(), asked).toEqual(Object.keys(expected.columns).sort());
  for (const [name, values] of Object.entries(expected.columns)) {
    const other = actual.columns[name] ?? [];
    expect(other.length, `${asked} ${name}`).toBe(values?.length);
    const row = (values ?? []).findIndex((value, index) => !sameCell(other[index], value));
    const difference = row < 0 ? 'none' : `${name}[${row}]: ${other[row]} for ${values?.[row]}`;
    expect(difference, asked).toBe('none');
  }
}
