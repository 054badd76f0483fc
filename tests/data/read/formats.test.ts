import { describe, expect, test } from 'vitest';
import { hwpxOf, sectionOf, tableOf } from './builders/hwpx.ts';
import { parquetOf } from './builders/parquet.ts';
import { workbookOf } from './builders/workbook.ts';
import { zipOf } from './builders/zip.ts';
import { cp949, utf8 } from './corpus/bad-file.ts';
import { cellsOf, codes, readBytes } from './reading.ts';

describe('delimited text', () => {
  test('the delimiter is found behind a title, and can be chosen', async () => {
    const text = '2024년 현황, 단위: 명\n\n구;수\n중구;1\n서구;2\n동구;3\n';
    expect((await cellsOf('a.csv', text))[3]).toEqual(['중구', '1']);
    expect(await cellsOf('a.csv', 'a;b,c\n', { delimiter: ';' })).toEqual([['a', 'b,c']]);
  });

  test('quotation marks can be plain characters', async () => {
    expect(await cellsOf('a.csv', '"a,b\n1,2\n', { quotes: false })).toEqual([
      ['"a', 'b'],
      ['1', '2'],
    ]);
  });

  test('blank lines keep their number, batches their size', async () => {
    const { file, tables } = await readBytes('a.csv', utf8('a\n\nb\n'), { batchRows: 2 });
    expect(tables[0]?.rows.map(({ number, cells }) => [number, ...cells])).toEqual([
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ]);
    const sizes: number[] = [];
    for await (const batch of file.tables[0]?.batches() ?? []) sizes.push(batch.length);
    expect(sizes).toEqual([2, 1]);
  });

  test('notes say which rows, and say the same when read again', async () => {
    const { file, tables } = await readBytes('a.csv', utf8('a,b\n1,2\n3\n4,5,6\n'));
    const [note] = tables[0]?.notes ?? [];
    expect(note).toMatchObject({ code: 'ragged-rows', table: 'a', where: '3, 4', count: 2 });
    expect(note?.ko).toContain('2개 행');
    for await (const batch of file.tables[0]?.batches() ?? []) expect(batch.length).toBe(4);
    expect(file.tables[0]?.notes).toEqual(tables[0]?.notes);
  });

  test('a reading can be called off', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(readBytes('a.csv', utf8('a\n'), { signal })).rejects.toThrow('enough');
  });
});

describe('JSON', () => {
  test('nested members become dotted columns, numbers keep their digits', async () => {
    const { tables } = await readBytes(
      'a.json',
      utf8('[{"a":{"b":1.10},"c":[1,2]},{"c":12345678901234567890,"d":"\\uac00"}]'),
    );
    expect(tables[0]?.columns).toEqual(['a.b', 'c', 'd']);
    expect(tables[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['1.10', '[1,2]', ''],
      ['', '12345678901234567890', '가'],
    ]);
  });

  test('rows of a data service lie deep, what stands around them is named', async () => {
    const body = { pageNo: 1, items: { item: [{ sido: '부산' }, { sido: '서울' }] } };
    const document = JSON.stringify({ response: { header: { resultCode: '00' }, body } });
    const { file, tables } = await readBytes('a.json', utf8(document));
    expect(tables.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['response.body.items.item', 2],
    ]);
    expect(file.notes[0]?.en).toContain('response.header.resultCode, response.body.pageNo');
  });

  test('fields and records of a catalogue', async () => {
    const { tables } = await readBytes(
      'a.json',
      utf8('{"fields":[{"id":"구"},{"id":"수"}],"records":[["중구",1],["서구",2,"더"]]}'),
    );
    expect(tables[0]?.columns).toEqual(['구', '수', '#3']);
    expect(tables[0]?.rows[1]?.cells).toEqual(['서구', '2', '더']);
  });

  test('arrays of arrays are rows with their header among them', async () => {
    expect(await cellsOf('a.json', '[["구","수"],["중구",1]]')).toEqual([
      ['구', '수'],
      ['중구', '1'],
    ]);
  });
});

describe('Parquet', () => {
  const SELECT = `SELECT i::BIGINT * 1000000007 AS big, '구' || i AS name, (i / 7)::DECIMAL(38, 4) AS share,
    (i / 7)::DECIMAL(9, 2) AS small, DATE '2024-01-01' + i::INT AS day,
    TIMESTAMP '2024-01-01 00:00:00.123456' + to_seconds(i) AS stamp, [i, NULL] AS list,
    CASE WHEN i % 2 = 0 THEN i / 4 END AS half, i % 2 = 0 AS even FROM range(5000) r(i)`;

  test.each(['zstd', 'snappy', 'gzip', 'brotli', 'lz4', 'uncompressed'] as const)(
    '%s',
    async (compression) => {
      const { tables } = await readBytes('a.parquet', await parquetOf(SELECT, compression));
      const [table] = tables;
      expect(table?.columns).toEqual([
        'big',
        'name',
        'share',
        'small',
        'day',
        'stamp',
        'list',
        'half',
        'even',
      ]);
      expect(table?.rows.length).toBe(5000);
      expect(table?.rows[4999]).toEqual({
        number: 5000,
        cells: [
          '4999000034993',
          '구4999',
          '714.1429',
          '714.14',
          '2037-09-08',
          '2024-01-01T01:23:19.123456',
          '["4999",null]',
          '',
          'false',
        ],
      });
      expect(table?.notes).toMatchObject([{ code: 'nulls', count: 2500 }]);
    },
  );
});

describe('archives', () => {
  test('a timetable feed is its tables', async () => {
    const feed = Object.fromEntries(
      ['stops', 'routes', 'trips', 'stop_times'].map((name) => [
        `${name}.txt`,
        'id,name\n1,서면\n',
      ]),
    );
    const { file, tables } = await readBytes('gtfs.zip', zipOf(feed));
    expect(file.format).toBe('gtfs');
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(feed));
  });

  test('tables of any kind, named by their path', async () => {
    const book = workbookOf([
      { name: '1월', rows: [['a']] },
      { name: '2월', rows: [['b']] },
    ]);
    const zip = zipOf({ '인구/a.csv': 'a,b\n1\n', 'b.json': '[{"x":1}]', 'c.xlsx': book });
    const { tables } = await readBytes('a.zip', zip);
    expect(tables.map(({ name, columns }) => [name, columns])).toEqual([
      ['인구/a.csv', undefined],
      ['b.json', ['x']],
      ['c.xlsx / 1월', undefined],
      ['c.xlsx / 2월', undefined],
    ]);
    expect(tables[0]?.notes[0]).toMatchObject({ code: 'ragged-rows', table: '인구/a.csv' });
  });

  test('a large file inside is unpacked as it is read', async () => {
    const filler = '부산광역시 해운대구 '.repeat(20);
    const line = (row: number) => `${row},${(row * 7919) % 100_003},${row}${filler}\n`;
    const text = Array.from({ length: 180_000 }, (_, row) => line(row)).join('');
    const { tables } = await readBytes('a.zip', zipOf({ 'a.csv': cp949(text) }));
    expect(tables[0]?.rows.length).toBe(180_000);
    expect(tables[0]?.rows.at(-1)?.cells[2]).toBe(`179999${filler}`);
  });
});

test('HWPX: tables with captions, spans, lines and tables in cells', async () => {
  const inner = tableOf([[{ text: '안', at: [0, 0] }]]);
  const rows = [
    [
      { text: '구분', at: [0, 0], span: [2, 1] },
      { text: '인구', at: [0, 1], span: [1, 2] },
    ],
    [
      { text: '남', at: [1, 1] },
      { text: '여\n(명)', at: [1, 2] },
    ],
    [
      { text: '중구', at: [2, 0] },
      { text: '1,234', at: [2, 1] },
      { text: 'INNER', at: [2, 2] },
    ],
  ] as const;
  const body = tableOf(rows, '표 1. 인구').replace('<hp:t>INNER</hp:t>', inner);
  const { file, tables } = await readBytes(
    'a.hwpx',
    hwpxOf(sectionOf(body), sectionOf(tableOf([[{ text: 'b', at: [0, 0] }]]))),
  );
  expect(file.format).toBe('hwpx');
  expect(tables.map(({ name }) => name)).toEqual(['표 1. 인구', 'table 2']);
  expect(tables[0]?.rows.map(({ cells }) => cells)).toEqual([
    ['구분', '인구', '인구'],
    ['구분', '남', '여\n(명)'],
    ['중구', '1,234', '안'],
  ]);
  expect(codes(tables[0]?.notes ?? [])).toEqual(['merged-filled', 'nested-tables']);
});
