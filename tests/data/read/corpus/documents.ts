import { hwpxOf, sectionOf, tableOf } from '../builders/hwpx.ts';
import { parquetOf } from '../builders/parquet.ts';
import { dbfOf, shpOf } from '../builders/shapefile.ts';
import { workbookOf } from '../builders/workbook.ts';
import { zipOf } from '../builders/zip.ts';
import { type BadFile, concat, cp949, patched, utf8 } from './bad-file.ts';

const OLE = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const LAUGHS =
  '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>';

function sheetXml(cells: string, extra = ''): Uint8Array {
  return zipOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml':
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="표" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?>${extra}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${cells}</worksheet>`,
  });
}

function shapefile(changes: Readonly<Record<string, Uint8Array>> = {}): Uint8Array {
  const shp = shpOf([{ point: [1, 2] }, { point: [3, 4] }]);
  const dbf = dbfOf([['이름', 'C', 10]], [['중구'], ['서구']], cp949);
  return zipOf({ 'a.shp': shp, 'a.dbf': dbf, ...changes });
}

const workbookFiles: readonly BadFile[] = [
  {
    flaw: 'a workbook cut off',
    name: 'a.xlsx',
    bytes: () => workbookOf([{ name: 'x', rows: [['a', 1]] }]).slice(0, 2000),
    ends: 'read.damaged',
  },
  {
    flaw: 'an empty sheet',
    name: 'a.xlsx',
    bytes: () => workbookOf([{ name: 'x', rows: [] }]),
    ends: [0],
    notes: ['empty-sheet'],
  },
  {
    flaw: 'formulas with and without values, and errors',
    name: 'a.xlsx',
    bytes: () =>
      workbookOf([
        {
          name: 'x',
          rows: [
            ['a', 'b', 'c'],
            [
              { t: 'n', v: 3, f: '1+2' },
              { t: 'e', v: 7, f: '1/0' },
              { t: 'e', v: 42 },
            ],
          ],
        },
      ]),
    ends: [2],
    notes: ['error-values', 'formulas'],
  },
  {
    flaw: 'a billion laughs in a sheet',
    name: 'a.xlsx',
    bytes: () =>
      sheetXml(
        '<sheetData><row r="1"><c r="A1" t="str"><v>&lol1;</v></c></row></sheetData>',
        LAUGHS,
      ),
    ends: 'read.xml-entities',
  },
  {
    flaw: 'a sheet that claims all cells there can be',
    name: 'a.xlsx',
    bytes: () =>
      sheetXml(
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
      ),
    ends: [1],
  },
  {
    flaw: 'a merge over all cells there can be',
    name: 'a.xlsx',
    bytes: () =>
      sheetXml(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
      ),
    ends: [3],
    notes: ['merged-filled'],
  },
  {
    flaw: 'a cell in the last row there can be',
    name: 'a.xlsx',
    bytes: () =>
      sheetXml(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="A200000"><v>2</v></c></row></sheetData>',
      ),
    ends: [200_000],
    notes: ['blank-rows'],
  },
  {
    flaw: 'a bomb inside a workbook',
    name: 'a.xlsx',
    bytes: () => sheetXml(`<sheetData>${' '.repeat(16 * 1024 * 1024)}</sheetData>`),
    ends: 'read.zip-bomb',
  },
  {
    flaw: 'a legacy workbook cut off',
    name: 'a.xls',
    bytes: () => workbookOf([{ name: 'x', rows: [['a', 1]] }], 'biff8').slice(0, 1500),
    ends: 'read.damaged',
  },
  {
    flaw: 'another program behind .xls',
    name: 'a.xls',
    bytes: () => concat(OLE, new Uint8Array(3000)),
    ends: 'read.damaged',
  },
  {
    flaw: 'HTML under the name of a workbook',
    name: 'a.xls',
    bytes: () =>
      cp949(
        '<html><meta charset="euc-kr"><table><tr><th>구</th><th>수</th></tr><tr><td>중구</td><td>007</td></tr></table></html>',
      ),
    ends: [2],
  },
  {
    flaw: 'an HTML table with a billion columns',
    name: 'a.xls',
    bytes: () => utf8('<table><tr><td colspan="1000000000">a</td><td>b</td></tr></table>'),
    ends: 'read.too-large',
  },
  {
    flaw: 'a web page without a table',
    name: 'a.html',
    bytes: () => utf8('<html><p>오류</p></html>'),
    ends: 'read.unsupported',
  },
  {
    flaw: 'XML that is no workbook',
    name: 'a.xml',
    bytes: () => utf8('<a><b>1</b></a>'),
    ends: 'read.unsupported',
  },
  {
    flaw: 'a billion laughs alone',
    name: 'a.xml',
    bytes: () => utf8(`<?xml version="1.0"?>${LAUGHS}<lolz>&lol1;</lolz>`),
    ends: 'read.xml-entities',
  },
];

const otherFiles: readonly BadFile[] = [
  {
    flaw: 'HWP 5',
    name: 'a.hwp',
    bytes: () => concat(OLE, new Uint8Array(3000)),
    ends: 'read.hwp',
  },
  {
    flaw: 'HWP 3',
    name: 'a.hwp',
    bytes: () => utf8('HWP Document File V3.00 \x1a'),
    ends: 'read.hwp',
  },
  {
    flaw: 'HWP under the name of a workbook',
    name: 'a.xls',
    bytes: () => concat(OLE, new Uint8Array(500), utf8('HWP Document File'), new Uint8Array(500)),
    ends: 'read.hwp',
  },
  { flaw: 'HWPX without tables', name: 'a.hwpx', bytes: () => hwpxOf(sectionOf('')), ends: [] },
  {
    flaw: 'HWPX cut off inside its XML',
    name: 'a.hwpx',
    bytes: () => hwpxOf(sectionOf('<hp:p>').slice(0, -12)),
    ends: 'read.damaged',
  },
  {
    flaw: 'a billion laughs in HWPX',
    name: 'a.hwpx',
    bytes: () => hwpxOf(sectionOf('').replace('?>', `?>${LAUGHS}`)),
    ends: 'read.xml-entities',
  },
  {
    flaw: 'an HWPX cell that spans a billion rows',
    name: 'a.hwpx',
    bytes: () =>
      hwpxOf(sectionOf(tableOf([[{ text: 'a', at: [0, 0], span: [1_000_000_000, 1] }]]))),
    ends: [1],
    notes: ['merged-filled'],
  },
  {
    flaw: 'an HWPX cell in a column that cannot be',
    name: 'a.hwpx',
    bytes: () => hwpxOf(sectionOf(tableOf([[{ text: 'a', at: [0, 2_000_000_000] }]]))),
    ends: 'read.too-large',
  },
  {
    flaw: 'XML nested ten thousand levels deep',
    name: 'a.hwpx',
    bytes: () => hwpxOf(sectionOf('<hp:p>'.repeat(10_000) + '</hp:p>'.repeat(10_000))),
    ends: 'read.too-large',
  },
  {
    flaw: 'a Shapefile without attributes',
    name: 'a.zip',
    bytes: () => zipOf({ 'a.shp': shpOf([]) }),
    ends: 'read.damaged',
  },
  {
    flaw: 'a Shapefile with more shapes than records',
    name: 'a.zip',
    bytes: () => shapefile({ 'a.shp': shpOf([{ point: [1, 2] }]) }),
    ends: 'read.damaged',
  },
  {
    flaw: 'shapes cut off',
    name: 'a.zip',
    bytes: () => shapefile({ 'a.shp': shpOf([{ point: [1, 2] }, { point: [3, 4] }]).slice(0, -9) }),
    ends: 'read.damaged',
  },
  {
    flaw: 'attributes cut off',
    name: 'a.zip',
    bytes: () =>
      shapefile({ 'a.dbf': dbfOf([['이름', 'C', 10]], [['중구'], ['서구']], cp949).slice(0, -9) }),
    ends: 'read.damaged',
  },
  {
    flaw: 'a shape of a kind that does not exist',
    name: 'a.zip',
    bytes: () =>
      shapefile({ 'a.shp': patched(shpOf([{ point: [1, 2] }, { point: [3, 4] }]), 108, [9]) }),
    ends: 'read.damaged',
  },
  {
    flaw: 'a polygon that claims two billion points',
    name: 'a.zip',
    bytes: () =>
      shapefile({
        'a.shp': patched(
          shpOf([
            {
              rings: [
                [
                  [0, 0],
                  [0, 1],
                  [1, 0],
                  [0, 0],
                ],
              ],
            },
            null,
          ]),
          148,
          [255, 255, 255, 127],
        ),
      }),
    ends: 'read.damaged',
  },
  {
    flaw: 'a deleted record and a name cut in half',
    name: 'a.zip',
    bytes: () =>
      shapefile({ 'a.dbf': dbfOf([['이름', 'C', 5]], [['*중구'], ['해운대구']], cp949) }),
    ends: [2],
    notes: ['cut-characters', 'deleted-records'],
  },
  {
    flaw: 'Parquet without its end',
    name: 'a.parquet',
    bytes: async () => (await parquetOf('SELECT 1 AS a')).slice(0, -6),
    ends: 'read.damaged',
  },
  {
    flaw: 'Parquet of four letters',
    name: 'a.parquet',
    bytes: () => utf8('PAR1'),
    ends: 'read.damaged',
  },
  {
    flaw: 'Parquet with damaged pages',
    name: 'a.parquet',
    bytes: async () =>
      patched(
        await parquetOf(`SELECT i, hash(i)::VARCHAR AS t FROM range(5000) r(i)`),
        40,
        new Array(4000).fill(255),
      ),
    ends: 'read.damaged',
  },
  {
    flaw: 'Parquet without rows',
    name: 'a.parquet',
    bytes: () => parquetOf('SELECT 1 AS a WHERE false'),
    ends: [0],
  },
];

export const documentFiles: readonly BadFile[] = [...workbookFiles, ...otherFiles];
