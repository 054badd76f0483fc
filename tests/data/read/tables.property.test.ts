import { type ByteSource, type ReadOptions, readFile } from '@bada/data/read';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hwpxOf, sectionOf, tableOf } from './builders/hwpx.ts';
import { dbfOf, shpOf } from './builders/shapefile.ts';
import { workbookOf } from './builders/workbook.ts';
import { zipOf } from './builders/zip.ts';
import { cp949, utf8, utf16 } from './corpus/bad-file.ts';
import { readBytes, readTables } from './reading.ts';

type Table = string[][];

/** Korean as offices write it, with everything that separates cells somewhere. */
const character = fc.constantFrom(
  ...'부산광역시해운대구중서동영도가각갉방각하０１２㎡·△,;\t|"\' .-%_()[]{}<>/\\aZ019',
);
const LINE_BREAKS = ['\n', '\r\n'];

function cell(extra: readonly string[] = []): fc.Arbitrary<string> {
  const part = extra.length > 0 ? fc.oneof(character, fc.constantFrom(...extra)) : character;
  return fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
}

/** Tables whose rows are all equally wide and none of which is empty in its last column. */
function tables(cells: fc.Arbitrary<string>, { columns = 5, rows = 12 } = {}): fc.Arbitrary<Table> {
  return fc.integer({ min: 2, max: columns }).chain((width) =>
    fc.array(
      fc.array(cells, { minLength: width - 1, maxLength: width - 1 }).map((row) => [...row, '끝']),
      { minLength: 1, maxLength: rows },
    ),
  );
}

/** The same bytes in chunks of a few bytes, so that every seam is tried. */
function choppy(name: string, bytes: Uint8Array, step: number): ByteSource {
  return {
    name,
    size: bytes.length,
    async *stream() {
      for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
    },
    slice: async (start, end) => bytes.subarray(start, end),
  };
}

async function cellsOf(source: ByteSource, options: ReadOptions = {}): Promise<Table> {
  const [table] = await readTables(await readFile(source, options));
  return (table?.rows ?? []).map(({ cells }) => [...cells]);
}

const ENCODINGS: Readonly<Record<string, (text: string) => Uint8Array>> = {
  'UTF-8': utf8,
  'UTF-8 with a mark': (text) => utf8(`\ufeff${text}`),
  CP949: cp949,
  'UTF-16 LE': (text) => utf16(text, 'le'),
  'UTF-16 BE': (text) => utf16(text, 'be'),
};

interface Layout {
  readonly delimiter: string;
  readonly newline: string;
  readonly quoteAll: boolean;
  readonly endsWithNewline: boolean;
  readonly step: number;
}

const layouts: fc.Arbitrary<Layout> = fc.record({
  delimiter: fc.constantFrom(',', '\t', ';', '|'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  endsWithNewline: fc.boolean(),
  step: fc.integer({ min: 1, max: 50 }),
});

function written(table: Table, { delimiter, newline, quoteAll, endsWithNewline }: Layout): string {
  const quoted = (text: string) =>
    quoteAll || /[,;\t|"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const body = table.map((row) => row.map(quoted).join(delimiter)).join(newline);
  return endsWithNewline ? body + newline : body;
}

describe('a delimited table comes back equal', () => {
  test.each(Object.entries(ENCODINGS))('%s', async (_, encode) => {
    await fc.assert(
      fc.asyncProperty(tables(cell(LINE_BREAKS)), layouts, async (table, layout) => {
        // Where CR ends rows, breaks inside cells are unified to LF.
        const isEnded = table.length > 1 || layout.endsWithNewline;
        const expected =
          layout.newline === '\r' && isEnded
            ? table.map((row) => row.map((text) => text.replaceAll('\r\n', '\n')))
            : table;
        const bytes = encode(written(table, layout));
        expect(await cellsOf(choppy('a.csv', bytes, layout.step))).toEqual(expected);
      }),
      { numRuns: 250 },
    );
  });
});

describe('a table comes back equal', () => {
  const plain = cell(['\n']);

  test.each(['xlsx', 'biff8', 'xlml'] as const)('workbook %s', async (type) => {
    await fc.assert(
      fc.asyncProperty(tables(plain), async (table) => {
        const bytes = workbookOf([{ name: '표', rows: table }], type);
        const read = await cellsOf(choppy(type === 'xlsx' ? 'a.xlsx' : 'a.xls', bytes, 4096));
        expect(read).toEqual(table);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['array of objects', (records: object[]) => JSON.stringify(records, null, 1)],
    ['NDJSON', (records: object[]) => records.map((record) => JSON.stringify(record)).join('\n')],
    ['array below other members', (rows: object[]) => JSON.stringify({ count: 1, body: { rows } })],
  ])('JSON, %s', async (_, write) => {
    const step = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(tables(plain), step, async (table, size) => {
        const records = table.map((row) =>
          Object.fromEntries(row.map((text, at) => [`열${at}`, text])),
        );
        // One NDJSON record alone is a document of one row: the same cells.
        expect(await cellsOf(choppy('a.json', utf8(write(records)), size))).toEqual(table);
      }),
      { numRuns: 100 },
    );
  });

  test('JSON, header beside rows', async () => {
    await fc.assert(
      fc.asyncProperty(tables(plain), async (table) => {
        const header = table[0]?.map((_, at) => `열${at}`) ?? [];
        const { tables: read } = await readBytes(
          'a.json',
          utf8(JSON.stringify({ header, data: table })),
        );
        expect(read[0]?.columns).toEqual(header);
        expect(read[0]?.rows.map(({ cells }) => cells)).toEqual(table);
      }),
      { numRuns: 100 },
    );
  });

  test('HWPX', async () => {
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const trimmed = plain.map((text) => text.trim());
    await fc.assert(
      fc.asyncProperty(tables(trimmed), async (table) => {
        const rows = table.map((row, at) =>
          row.map((text, column) => ({ text: escaped(text), at: [at, column] as const })),
        );
        const { tables: read } = await readBytes('a.hwpx', hwpxOf(sectionOf(tableOf(rows))));
        expect(read[0]?.rows.map(({ cells }) => cells)).toEqual(table);
      }),
      { numRuns: 60 },
    );
  });

  test('Shapefile in CP949', async () => {
    const narrow = cell().map((text) => text.trimEnd());
    await fc.assert(
      fc.asyncProperty(tables(narrow), async (table) => {
        const fields = table[0]?.map((_, at) => [`열${at}`, 'C', 20] as const) ?? [];
        const shp = shpOf(table.map((_, at) => ({ point: [at, -at] })));
        const dbf = dbfOf(
          fields,
          table.map((row) => row.map((text) => text.replace(/^\*/, ''))),
          cp949,
        );
        const { tables: read } = await readBytes('a.zip', zipOf({ 'a.shp': shp, 'a.dbf': dbf }));
        expect(read[0]?.rows.map(({ cells }) => cells.slice(0, -1))).toEqual(
          table.map((row) => row.map((text) => text.replace(/^\*/, ''))),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('CSV in an archive', async () => {
    await fc.assert(
      fc.asyncProperty(tables(cell(LINE_BREAKS)), layouts, async (table, layout) => {
        const text = written(table, { ...layout, newline: '\r\n' });
        const { tables: read } = await readBytes('a.zip', zipOf({ '폴더/표.csv': cp949(text) }));
        expect(read[0]?.name).toBe('폴더/표.csv');
        expect(read[0]?.rows.map(({ cells }) => cells)).toEqual(table);
      }),
      { numRuns: 60 },
    );
  });
});
