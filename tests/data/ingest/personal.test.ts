import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf, withDuckDb } from '../../../data/src/build/duckdb.ts';
import { inspectFile } from '../../../data/src/build/ingest/inspect.ts';
import {
  isResidentNumber,
  matchesIn,
  SUSPECT_PATTERN,
} from '../../../data/src/read/personal-patterns.ts';
import { projectRoot } from '../../support/project.ts';
import { crosswalk, mappingOf, namesIn, rowsIn, takeText, temporary } from './support.ts';

const RESIDENT = '900101-1234568';
const mapping = mappingOf({
  columns: [
    { name: 'n', from: '수', type: 'integer' },
    { name: 'note', from: '비고', type: 'text' },
  ],
});

/** 120,000 rows of five columns: twice as many cells as a sample would hold. */
function large(last: string): string {
  const rows = Array.from({ length: 120_000 }, (_, at) => `${at},가,나,다,없음`);
  return ['수,갑,을,병,비고', ...rows, last, ''].join('\n');
}

describe('personal data anywhere in a file', () => {
  it.each([
    ['as the engine reads it', `1,가,나,다,${RESIDENT}`, 'utf8'],
    ['inside a text, in CP949', `1,가,나,다,문의 ${RESIDENT} 님`, 'cp949'],
    ['as it is read row by row', `\n1,가,나,다,${RESIDENT}`, 'utf8'],
    ['in a row that is no data', `많음,가,나,다,${RESIDENT}`, 'utf8'],
    ['in a column that is not kept', `1,${RESIDENT},나,다,라`, 'utf8'],
  ])('a resident number in the last row stops it: %s', async (_what, last, encoding) => {
    const output = join(temporary(), 'out');
    await expect(takeText(large(last), mapping, { encoding, output })).rejects.toMatchObject({
      code: 'ingest.personal-data',
    });
    expect(namesIn(join(output, '..'))).toEqual([]);
  });

  it('thirteen digits in one row of many are no resident number, a column full of them is', async () => {
    const bare = RESIDENT.replace('-', '');
    expect(isResidentNumber(bare)).toBe(true);
    const { report } = await takeText(large(`1,가,나,다,${bare}`), mapping);
    expect(report.flags.map(({ code }) => code)).not.toContain('personal-data');
    const half = Array.from({ length: 400 }, (_, at) => `${at},가,나,다,${at % 2 ? bare : ''}`);
    const text = ['수,갑,을,병,비고', ...half, ''].join('\n');
    await expect(takeText(text, mapping)).rejects.toMatchObject({ code: 'ingest.personal-data' });
  });

  it('names far down under a title of names are flagged with every one counted', async () => {
    const people = Array.from({ length: 90_000 }, (_, at) => `${at},김철수`);
    const text = ['수,신청인 성명', ...people, ''].join('\n');
    const { report } = await takeText(text, mappingOf({ columns: [mapping.columns[0]] }));
    const flag = report.flags.find(({ code }) => code === 'personal-data');
    expect(flag?.examples[0]).toMatchObject({ kind: 'name', value: '김*수, 김*수, 김*수' });
  });

  it('the preview of the first rows knows what the last row holds', async () => {
    const folder = temporary();
    const path = join(folder, 't.csv');
    writeFileSync(path, large(`1,가,나,다,${RESIDENT}`));
    const scratch = join(folder, 'scratch');
    mkdirSync(scratch);
    const districts = join(projectRoot, 'data/sources/districts/districts.geojson');
    const common = { path, scratch, crosswalk, districts, mappings: [mapping], read: {} };
    const { tables } = await inspectFile({ ...common, decided: new Map() });
    expect(tables[0]?.personal).toMatchObject([
      { column: '비고', kind: 'resident-number', count: 1, blocks: true },
    ]);
    expect(JSON.stringify(tables)).not.toContain('234568');
  });
});

describe('rows that are not kept', () => {
  it('show neither names nor numbers', async () => {
    const text = [
      '수,신청인,비고',
      '1,김철수,',
      '2,이영희,',
      '많음 010-1234-5678,박민준,',
      '',
    ].join('\n');
    const spec = { name: 'who', from: '신청인', type: 'integer' };
    const taken = await takeText(text, mappingOf({ columns: [mapping.columns[0], spec] }));
    const rows = await rowsIn(taken, 'quarantine.parquet', '"column", "value"');
    const shown = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(0);
    expect(shown).toContain('많*');
    for (const secret of ['철수', '영희', '민준', '5678']) expect(shown).not.toContain(secret);
  });
});

describe('the pattern that picks rows', () => {
  const digits = (least: number, most = least) =>
    fc.stringMatching(new RegExp(`^[0-9]{${least},${most}}$`));
  const gap = fc.constantFrom('', '-', ' ', '.', ') ', '\u3000', ' -');
  const number = fc
    .tuple(
      fc.constantFrom('', '010', '051', '+82 10', '(051', '900101', '11', '4111', 'M', 'No.'),
      gap,
      digits(2, 8),
      gap,
      digits(2, 8),
      gap,
      digits(0, 6),
    )
    .map((parts) => parts.join(''));
  const known = fc.constantFrom(
    RESIDENT,
    '010-1234-5678',
    '02) 123-4567',
    'a@b.kr',
    '4111-1111-1111-1111',
    'M12345678',
    '11-12-123456-78',
  );
  const around = fc.constantFrom('', '가', ' ', '.', '1.', 'x', '(', '-', '|', '0');
  const text = fc.tuple(around, fc.oneof(number, known), around).map((parts) => parts.join(''));

  it('meets every text in which anything personal is found', async () => {
    const found = fc.sample(text, 20_000).filter((one) => matchesIn(one).length > 0);
    expect(found.length).toBeGreaterThan(2000);
    const missed = await withDuckDb((connection) =>
      rowsOf(
        connection,
        `select t from (select unnest(from_json($1, '["VARCHAR"]')) as t) where not regexp_matches(concat_ws('|', '1', t, '2'), '${SUSPECT_PATTERN}')`,
        [JSON.stringify(found)],
      ),
    );
    expect(missed).toEqual([]);
  });
});
