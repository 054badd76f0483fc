import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadaError, ERRORS } from '@bada/shared';
import type { Mapping } from '@bada/shared/intake';
import { describe, expect, test } from 'vitest';
import { ingestFile } from '../../../data/src/build/ingest/ingest.ts';
import { inspectFile } from '../../../data/src/build/ingest/inspect.ts';
import { projectRoot } from '../../support/project.ts';
import { corpus } from '../read/corpus/corpus.ts';
import { crosswalk, temporary } from './support.ts';

const districts = join(projectRoot, 'data/sources/districts/districts.geojson');

/** What is wrong with the rows or columns, not with the file. */
const MAPPED = [
  ['a header twice', '구군코드,건수,건수\n26110,1,2\n26140,3,4\n'],
  ['no row that could be kept', '구군코드,기준월,건수\n99999,언제,많음\n88888,모름,적음\n'],
  ['totals and nothing else', '구군,기준월,건수\n합계,2024-01,12\n소계,2024-01,5\n'],
  ['the same key in all rows', '구군코드,기준월,건수\n26110,2024-01,1\n26110,2024-01,2\n'],
  ['a header of nothing but numbers', '1,2,3\n4,5,6\n'],
] as const;

/** Takes a file as far as somebody does who confirms whatever is proposed. */
async function taken(folder: string, path: string) {
  const scratch = join(folder, 'scratch');
  mkdirSync(scratch);
  const common = { path, crosswalk, districts, mappings: [] };
  const { tables } = await inspectFile({ ...common, decided: new Map(), read: {}, scratch });
  const plan = new Map(
    tables.flatMap(({ id, mapping }): [number, Mapping][] =>
      mapping.kind === 'proposed' ? [[Number(id), mapping.mapping]] : [],
    ),
  );
  return ingestFile({ ...common, plan, output: join(folder, 'out') });
}

describe('a bad file ends in a coded error or in a balanced account when its proposal is run:', () => {
  test.each([
    ...corpus.map(({ flaw, name, bytes }) => ({ flaw, name, bytes })),
    ...MAPPED.map(([flaw, text]) => ({ flaw, name: 'rows.csv', bytes: () => text })),
  ])('$flaw', { timeout: 30_000 }, async ({ name, bytes }) => {
    const folder = temporary();
    const path = join(folder, name);
    writeFileSync(path, await bytes());
    const result = await taken(folder, path).catch((error: unknown) => {
      if (error instanceof BadaError) return error;
      throw error;
    });
    if (result instanceof BadaError) {
      expect(Object.keys(ERRORS)).toContain(result.code);
      expect(result.message).not.toMatch(/\{\w+\}/);
      expect(readdirSync(folder)).not.toContain('out');
      return;
    }
    for (const { account } of result.reports) {
      const { read, kept, totals, quarantined, duplicates } = account;
      expect(kept + totals + quarantined + duplicates).toBe(read);
    }
  });
});
