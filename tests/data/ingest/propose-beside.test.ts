import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mapping, proposeMapping } from '@bada/shared/intake';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { proposeForFile } from '../../../data/src/build/ingest/propose.ts';
import { keptText, rowsIn, takeIn, takeText, temporary } from './support.ts';

function propose(file: string, text: string, table?: string) {
  const rows = text
    .split('\n')
    .map((line, index) => ({ number: index + 1, cells: line.split(',') }));
  return proposeMapping({ file, table, rows });
}

function column({ columns }: Mapping, name: string) {
  return columns.find((one) => one.name === name);
}

function workbook(name: string, sheet: string, figure: number): string {
  const book = XLSX.utils.book_new();
  const cells = XLSX.utils.aoa_to_sheet([
    ['구분', '건수'],
    ['가', figure],
    ['나', 4],
  ]);
  XLSX.utils.book_append_sheet(book, cells, sheet);
  const path = join(temporary(), name);
  writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
  return path;
}

describe('a period that no column tells', () => {
  it('is taken from the name of the sheet, and the next month needs no hand', async () => {
    const [first] = await proposeForFile(workbook('현황.xlsx', '2024년 9월', 3));
    const { mapping, reasons } = first?.proposal ?? propose('', '');
    expect(reasons.find(({ where }) => where === 'period')?.confidence).toBeLessThan(0.7);
    const taken = await takeIn(workbook('현황.xlsx', '2024년 10월', 5), { mappings: [mapping] });
    expect(await keptText(taken, 'period,kind,cases')).toEqual([
      '2024-10-01|가|5',
      '2024-10-01|나|4',
    ]);
  });

  it.each([
    ['현황_2024.xlsx', '3월', '2024-03-01'],
    ['현황.xlsx', '2023년', '2023-01-01'],
    ['현황_2024-11.xlsx', 'Sheet1', '2024-11-01'],
    ['P_2018.xlsx', 'Sheet1', '2018-01-01'],
    ['현황_2020.xlsx', '2024.7', '2024-07-01'],
  ])('in %s, sheet %s', async (name, sheet, period) => {
    const path = workbook(name, sheet, 3);
    const [first] = await proposeForFile(path);
    const { mapping } = first?.proposal ?? propose('', '');
    const taken = await takeIn(path, { mappings: [mapping] });
    expect(await keptText(taken, 'period')).toEqual([period, period]);
  });

  it.each([
    ['목록_20240315.csv', '구분,건수\n가,1\n나,2'],
    ['추이_2019_2024.csv', '구분,건수\n가,1\n나,2'],
    ['현황_2024-03.csv', '일자,건수\n2024-02-01,1\n2024-02-02,2'],
  ])('is not made of %s with %j', (file, text) => {
    expect(column(propose(file, text).mapping, 'period')).toBeUndefined();
  });
});

describe('hours in the names of columns', () => {
  it('become rows, and 24시-01시 is of the next day', async () => {
    const text =
      '일자,역,21시-22시,22시-23시,23시-24시,24시-01시\n2024-06-30,가,1,2,3,4\n2024-07-01,가,5,6,7,8\n';
    const { mapping } = propose('t.csv', text.trimEnd());
    const taken = await takeText(text, mapping);
    const rows = await rowsIn(
      taken,
      'kept.parquet',
      'starts_at::varchar as at, value',
      'order by 1',
    );
    expect(rows.map(({ at, value }) => `${at} ${value}`)).toEqual([
      '2024-06-30 21:00:00 1',
      '2024-06-30 22:00:00 2',
      '2024-06-30 23:00:00 3',
      '2024-07-01 00:00:00 4',
      '2024-07-01 21:00:00 5',
      '2024-07-01 22:00:00 6',
      '2024-07-01 23:00:00 7',
      '2024-07-02 00:00:00 8',
    ]);
  });
});

describe('a unit above the table', () => {
  it('counts for figures that state none of their own', async () => {
    const text =
      '세출 현황,,,\n(단위 : 백만원),,,\n구분,예산,면적(km²),비고\n가,15,2,ㄱ\n나,20,3,ㄴ';
    const { mapping, reasons } = propose('t.csv', text);
    expect(column(mapping, 'amount')?.unit).toEqual({ from: '백만원', to: '원', factor: 1e6 });
    expect(column(mapping, 'area')?.unit).toMatchObject({ from: 'km2' });
    expect(reasons.find(({ where }) => where === 'unit')?.confidence).toBeLessThan(0.7);
    expect(await keptText(await takeText(text, mapping), 'amount,area')).toEqual([
      '15000000|2',
      '20000000|3',
    ]);
  });

  it('is not taken where several are stated', () => {
    const { mapping } = propose('t.csv', '(단위: 명·천원),\n구분,예산\n가,15\n나,20');
    expect(column(mapping, 'amount')?.unit).toBeUndefined();
  });
});

describe('texts that stand for no value', () => {
  const cells = ['3', '…', '－', '－９９９', '\u3000Ｘ ', '\u00a0-\u00a0', '４'];
  const text = `구분,건수\n${cells.map((cell, at) => `ㄱ${at},${cell}`).join('\n')}\n`;

  it('are proposed and met as they are written: full width, padded, one character of three dots', async () => {
    const { mapping } = propose('t.csv', text.trimEnd());
    const taken = await takeText(text, mapping);
    expect(await keptText(taken, 'cases,cases_missing')).toEqual([
      '3|·',
      '·|not-published',
      '·|not-applicable',
      '·|not-measured',
      '·|suppressed',
      '·|not-applicable',
      '4|·',
    ]);
    expect(taken.report.account.quarantined).toBe(0);
  });

  it('are met in columns of positions too', async () => {
    const rows = '구분,위도,경도\nㄱ,35.1,129.1\nㄴ,-,-\n';
    const taken = await takeText(rows, propose('t.csv', rows.trimEnd()).mapping);
    expect(await keptText(taken, 'lat,lat_missing')).toEqual(['35.1|·', '·|not-applicable']);
  });
});

describe('positions', () => {
  it('are set against the district of their row without being asked', async () => {
    const text =
      '시도,구군,위도,경도\n부산광역시,중구,35.106,129.032\n부산광역시,해운대구,35.106,129.032\n부산광역시,중구,129.032,35.106\n부산광역시,중구,38.9,-77\n';
    const { mapping, reasons } = propose('t.csv', text.trimEnd());
    expect(reasons.map(({ where }) => where)).toContain('positions');
    const taken = await takeText(text, mapping);
    const flags = await rowsIn(taken, 'flags.parquet', 'code, row_number', 'order by 2, 1');
    const placed = flags.filter(({ code }) => String(code).startsWith('position'));
    expect(placed.map(({ code, row_number }) => `${row_number} ${code}`)).toEqual([
      '3 position-elsewhere',
      '4 position-impossible',
      '5 position-impossible',
    ]);
  });

  it('north first are turned, and outside the city they are told', async () => {
    const text =
      '구분,위도,경도\nㄱ,129.032,35.106\nㄴ,129.16,35.16\nㄷ,129.08,35.18\nㄹ,128.68,35.23\n';
    const taken = await takeText(text, propose('t.csv', text.trimEnd()).mapping);
    expect(taken.report.crs).toBe('EPSG:4326');
    expect(await keptText(taken, 'lat')).toEqual(['35.106', '35.16', '35.18', '35.23']);
    const flags = await rowsIn(taken, 'flags.parquet', 'code, "value"', 'order by 1');
    expect(flags).toEqual([
      { code: 'crs-guessed', value: 'EPSG:4326' },
      { code: 'crs-swapped', value: 'EPSG:4326' },
      { code: 'position-outside', value: '128.68, 35.23' },
    ]);
  });
});
