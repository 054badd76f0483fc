import { BadaError } from '@bada/shared';
import { describe, expect, test } from 'vitest';
import type { BadFile } from './corpus/bad-file.ts';
import { corpus } from './corpus/corpus.ts';
import { readBytes } from './reading.ts';

test('the corpus is as large as promised and names each flaw once', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(60);
  expect(new Set(corpus.map(({ flaw }) => flaw)).size).toBe(corpus.length);
});

async function outcome({ name, bytes, options }: BadFile) {
  try {
    return await readBytes(name, await bytes(), options);
  } catch (error) {
    if (error instanceof BadaError) return error;
    throw error;
  }
}

describe('a bad file ends in a coded error or in all of its rows', () => {
  test.each(corpus)('$flaw', { timeout: 20_000 }, async (bad) => {
    const result = await outcome(bad);
    if (result instanceof BadaError) {
      expect(result.code, result.message).toBe(bad.ends);
      expect(result.message).not.toMatch(/\{\w+\}/);
      return;
    }
    const { file, tables } = result;
    expect(tables.map(({ rows }) => rows.length)).toEqual(bad.ends);
    for (const { rows } of tables) {
      expect(rows.every(({ number }, index) => number === index + 1)).toBe(true);
    }
    const notes = [...file.notes, ...tables.flatMap((table) => table.notes)];
    const codes = notes.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining([...(bad.notes ?? [])]));
  });
});
