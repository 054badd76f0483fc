import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import {
  keptText,
  mappingOf,
  namesIn,
  rowsIn,
  type Taken,
  takeIn,
  takeText,
  temporary,
} from './support.ts';

const district = {
  name: 'place',
  from: ['시도', '구군'],
  type: 'place',
  required: true,
  place: { system: 'names' },
};
const count = { name: 'n', from: '수', type: 'integer' };

async function quarantine(taken: Taken): Promise<string[]> {
  const rows = await rowsIn(taken, 'quarantine.parquet', '*', 'order by row_number, "column"');
  return rows.map((row) => `${row.row_number} ${row.column} ${row.value} ${row.rule}`);
}

function flagsOf({ report }: Taken): Record<string, number> {
  return Object.fromEntries(report.flags.map(({ code, count: n }) => [code, n]));
}

describe('every row is accounted for', () => {
  const text = [
    '시도,구군,수',
    '부산광역시,중구,"1,000"',
    '부산시,해운대구,20',
    '부산광역시,중구,"1,000"',
    ',,',
    '시도,구군,수',
    '부산광역시,없는구,3',
    '부산광역시,서구,많음',
    '부산,합계,1020',
    '',
  ].join('\n');
  const mapping = mappingOf({
    columns: [district, { ...count, required: true }],
    totals: [{ column: '구군', pattern: '^(합계|소계)$' }],
    duplicates: {},
  });

  it.each(['utf8', 'cp949', 'utf16'])('in %s', async (encoding) => {
    const taken = await takeText(text, mapping, { encoding });
    expect(taken.report.account).toEqual({
      read: 8,
      kept: 2,
      totals: 1,
      quarantined: 4,
      duplicates: 1,
    });
    expect(await keptText(taken, 'row_number,place,place_raw,n')).toEqual([
      '2|26110|부산광역시 중구|1000',
      '3|26350|부산시 해운대구|20',
    ]);
    expect(await quarantine(taken)).toEqual([
      '5   blank',
      '6  시도 | 구군 | 수 repeated-header',
      '7 시도 + 구군 부산광역시 없는구 place-unmatched',
      '8 수 많음 integer',
    ]);
    expect(await rowsIn(taken, 'duplicates.parquet')).toEqual([{ row_number: 4n, first_row: 2n }]);
    expect(taken.report.checks).toContainEqual({
      kind: 'totals',
      title: expect.anything(),
      what: '구군 1',
      checked: 1,
      failed: 0,
    });
  });

  it('a totals row that is not the sum is a flag', async () => {
    const taken = await takeText(text.replace('1020', '1021'), mapping);
    expect(flagsOf(taken)['totals-differ']).toBe(1);
  });

  it('ragged rows and rows with stray quotes go the careful way with their numbers', async () => {
    const ragged =
      '시도,구군,수\n부산광역시,중구,1\n부산광역시,서구\n부산광역시,동구,2,3\n\n부산광역시,남구,4\n';
    const taken = await takeText(ragged, mapping);
    expect(taken.report.account).toMatchObject({ read: 5, kept: 2, quarantined: 3 });
    expect(await keptText(taken, 'row_number,place')).toEqual(['2|26110', '6|26290']);
  });

  it('subtotals are checked against the parts of their group', async () => {
    const grouped = '구,성별,수\nA,남,1\nA,여,2\nA,소계,3\nB,남,5\nB,여,5\nB,소계,11\n';
    const taken = await takeText(
      grouped,
      mappingOf({
        columns: [
          { name: 'gu', from: '구', type: 'code' },
          { name: 'sex', from: '성별', type: 'text' },
          count,
        ],
        totals: [{ column: '성별', pattern: '^소계$', by: ['gu'] }],
      }),
    );
    const differs = taken.report.flags.find(({ code }) => code === 'totals-differ');
    expect(differs?.examples).toEqual([{ row: 7, column: '수', value: ': 11.0 ≠ 10.0' }]);
  });
});

describe('what a cell says', () => {
  it('not published, suppressed, not applicable and zero stay four things', async () => {
    const mapping = mappingOf({
      columns: [{ name: 'id', from: 'id', type: 'code' }, count],
      missing: {
        '…': 'not-published',
        X: 'suppressed',
        '-': 'not-applicable',
        '-999': 'not-measured',
        '#DIV/0!': 'not-computable',
      },
    });
    const taken = await takeText(
      'id,수\n01,0\n02,…\n03,X\n04,-\n05,-999\n06,#DIV/0!\n07,\n08,?\n',
      mapping,
    );
    expect(await keptText(taken, 'id,n,n_missing')).toEqual([
      '01|0|·',
      '02|·|not-published',
      '03|·|suppressed',
      '04|·|not-applicable',
      '05|·|not-measured',
      '06|·|not-computable',
      '07|·|blank',
    ]);
    expect(await quarantine(taken)).toEqual(['9 수 ? integer']);
  });

  it.each([
    ['minus', '-1200'],
    ['increase', '1200'],
  ])('△ means %s where declared so', async (triangle, value) => {
    const mapping = mappingOf({ columns: [{ ...count, triangle }] });
    expect(await keptText(await takeText('수\n"△1,200"\n', mapping), 'n')).toEqual([value]);
  });

  it('△ is refused where nothing is declared', async () => {
    const taken = await takeText('수\n△5\n3\n', mappingOf({ columns: [count] }));
    expect(await quarantine(taken)).toEqual(['2 수 △5 triangle']);
  });

  it('units, suffixes, ranges and code lists', async () => {
    const mapping = mappingOf({
      columns: [
        {
          name: 'won',
          from: '예산(천원)',
          type: 'integer',
          unit: { from: '천원', to: '원', factor: 1000 },
        },
        { name: 'rate', from: '율', type: 'decimal', suffix: '%', max: 100 },
        { name: 'way', from: '구분', type: 'code', values: { 승차: 'board', 하차: 'alight' } },
      ],
    });
    const taken = await takeText(
      '예산(천원),율,구분\n"1,500",12.5%,승차\n1,101%,하차\n1,1%,환승\n',
      mapping,
    );
    expect(await keptText(taken, 'won,rate,way')).toEqual(['1500000|12.5|board']);
    expect(await quarantine(taken)).toEqual(['3 율 101% range', '4 구분 환승 unknown-value']);
  });
});

describe('layouts', () => {
  it('several header rows, a preamble and columns that become rows, hour 24 on the next day', async () => {
    const text = '승하차 현황\n,,시간,\n일자,역,23시-24시,24시-01시\n2024-06-30,095,7,2\n';
    const mapping = mappingOf({
      match: { file: 't', columns: ['^일자$', '^시간_24시-01시$'] },
      header: { rows: 2 },
      columns: [
        { name: 'day', from: '일자', type: 'date', required: true },
        { name: 'station', from: '역', type: 'code' },
        { name: 'hour', from: { group: 'from' }, type: 'hours' },
        { name: 'starts_at', from: { date: 'day', hours: 'hour' }, type: 'datetime' },
      ],
      pivot: {
        columns: '^시간_(?<from>\\d{2})시-\\d{2}시$',
        value: { name: 'n', type: 'integer' },
      },
    });
    const taken = await takeText(text, mapping);
    expect(taken.report.account).toMatchObject({ read: 1, kept: 1 });
    expect(await keptText(taken, 'station,hour,starts_at,n')).toEqual([
      '095|23|2024-06-30 23:00:00|7',
      '095|24|2024-07-01 00:00:00|2',
    ]);
  });

  it('the sheet of a workbook names its month', async () => {
    const book = XLSX.utils.book_new();
    const sheet = XLSX.utils.aoa_to_sheet([
      ['구분', '수'],
      ['가', 3],
      ['나', 4],
      ['계', 7],
    ]);
    XLSX.utils.book_append_sheet(book, sheet, '2024년 3월');
    const path = join(temporary(), 't.xlsx');
    writeFileSync(path, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
    const mapping = mappingOf({
      match: { file: 't', table: '(?<year>\\d{4})년 (?<month>\\d+)월', columns: ['^구분$'] },
      columns: [
        { name: 'kind', from: '구분', type: 'text', required: true },
        { name: 'period', from: { text: '{year}.{month}' }, type: 'month' },
        count,
      ],
      totals: [{ column: '구분', pattern: '^계$' }],
    });
    const taken = await takeIn(path, { mappings: [mapping] });
    expect(await keptText(taken, 'kind,period,n')).toEqual(['가|2024-03-01|3', '나|2024-03-01|4']);
    expect(taken.report.checks[0]).toMatchObject({ checked: 1, failed: 0 });
  });

  it('a total column is checked against its parts', async () => {
    const mapping = mappingOf({
      columns: [
        { name: 'total', from: '계', type: 'integer' },
        { name: 'men', from: '남', type: 'integer' },
        { name: 'women', from: '여', type: 'integer' },
      ],
      sums: [{ total: 'total', parts: ['men', 'women'] }],
    });
    const taken = await takeText('계,남,여\n3,1,2\n9,4,4\n', mapping);
    expect(flagsOf(taken)['sum-differs']).toBe(1);
  });
});

describe('positions', () => {
  it('positions in metres are found, transformed and compared with the district they claim', async () => {
    const text = '구,x,y\n26110,1139469,1680010\n26350,1150135,1689057\n26110,1150135,1689057\n';
    const mapping = mappingOf({
      columns: [
        { name: 'place', from: '구', type: 'place', place: { system: 'mois' } },
        { name: 'lon', from: 'x', type: 'decimal' },
        { name: 'lat', from: 'y', type: 'decimal' },
      ],
      positions: { lon: 'lon', lat: 'lat', claimed: 'place' },
    });
    const taken = await takeText(text, mapping);
    expect(taken.report.crs).toBe('EPSG:5179');
    const lons = await rowsIn(
      taken,
      'kept.parquet',
      'round(lon, 1)::varchar as lon, round(lat, 1)::varchar as lat',
    );
    expect(lons[0]).toEqual({ lon: '129.0', lat: '35.1' });
    expect(flagsOf(taken)).toMatchObject({ 'crs-guessed': 1, 'position-elsewhere': 1 });
  });
});

describe('all or nothing', () => {
  const mapping = mappingOf({ columns: [count] });

  it('a mapping that does not fit leaves nothing behind', async () => {
    const parent = temporary();
    const wrong = mappingOf({ columns: [{ ...count, from: '없음' }] });
    await expect(takeText('수\n1\n', wrong, { output: join(parent, 'out') })).rejects.toMatchObject(
      {
        code: 'mapping.column-missing',
      },
    );
    expect(namesIn(parent)).toEqual([]);
  });

  it('a stopped run leaves nothing behind', async () => {
    const parent = temporary();
    const controller = new AbortController();
    const text = `수\n${'1\n'.repeat(400_000)}`;
    const running = takeText(text, mapping, {
      output: join(parent, 'out'),
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(running).rejects.toMatchObject({
      code: 'ingest.cancelled',
    });
    expect(namesIn(parent)).toEqual([]);
  });

  it('what a killed run left is swept by the next, and a result is not replaced unasked', async () => {
    const parent = temporary();
    writeFileSync(join(parent, '.partial-999999-left'), '');
    const output = join(parent, 'out');
    await takeText('수\n1\n', mapping, { output });
    expect(namesIn(parent)).toEqual(['out']);
    expect(namesIn(join(output, 'made-up'))).toEqual([
      'duplicates.parquet',
      'flags.parquet',
      'kept.parquet',
      'quarantine.parquet',
      'report.json',
      'totals.parquet',
    ]);
    await expect(takeText('수\n1\n', mapping, { output })).rejects.toMatchObject({
      code: 'ingest.output-exists',
    });
  });

  it('an expression that SQL cannot run is told as the mapping’s', async () => {
    const wrong = mappingOf({ columns: [{ ...count, type: 'code', extract: '(.)\\1' }] });
    await expect(takeText('수\n1\n', { ...wrong })).rejects.toMatchObject({ code: 'mapping.sql' });
  });

  it('numbers of persons stop the ingest until the mapping says what becomes of them', async () => {
    const text = '성명,주민등록번호,수\n김철수,900101-1234568,1\n이영희,850505-2345674,2\n';
    await expect(takeText(text, mapping)).rejects.toMatchObject({ code: 'ingest.personal-data' });
    const masked = mappingOf({
      columns: [{ name: 'person', from: '주민등록번호', type: 'text' }, count],
      personal: { 주민등록번호: 'mask', 성명: 'drop' },
    });
    const taken = await takeText(text, masked);
    expect(await keptText(taken, 'person,n')).toEqual(['9*************|1', '8*************|2']);
  });

  it('header only, no mapping, two mappings: each a coded error', async () => {
    await expect(takeText('수\n', mapping)).rejects.toMatchObject({ code: 'ingest.empty' });
    await expect(takeText('수\n1\n', mapping, { mappings: [] })).rejects.toMatchObject({
      code: 'mapping.none',
    });
    const twice = [mapping, mappingOf({ id: 'other', columns: [count] })];
    await expect(takeText('수\n1\n', mapping, { mappings: twice })).rejects.toMatchObject({
      code: 'mapping.ambiguous',
    });
  });
});
