import { MAPPING_MACROS } from '@bada/shared/intake';
import { describe, expect, it } from 'vitest';
import { rowsOf, withDuckDb } from '../../../data/src/build/duckdb.ts';

/** What each text becomes, null where it is not of the form. */
async function read(
  call: (cell: string) => string,
  texts: readonly string[],
): Promise<(string | null)[]> {
  return withDuckDb(async (connection) => {
    for (const macro of MAPPING_MACROS) await connection.run(macro);
    const rows = await rowsOf(
      connection,
      `select i, ${call('t')}::varchar as v from (select unnest([${texts.map((text) => `'${text}'`).join(', ')}]) as t, unnest(range(${texts.length})) as i) order by i`,
    );
    return rows.map(({ v }) => (v === null ? null : String(v)));
  });
}

const folded = (name: string) => (cell: string) => `${name}(bada_fold(${cell}))`;

const READINGS: readonly [
  string,
  (cell: string) => string,
  Readonly<Record<string, string | null>>,
][] = [
  [
    'whole numbers: groups, zero fractions and full width are understood, nothing is rounded',
    (cell) => `bada_integer(${cell})`,
    {
      '1,234': '1234',
      '13272.0': '13272',
      '１２３': '123',
      ' 42 ': '42',
      '-0': '0',
      '007': '7',
      '1E+05': '100000',
      '−5': '-5',
      '1.5': null,
      '15e-1': null,
      '1,23': null,
      '12,3456': null,
      '0x1f': null,
      '1_000': null,
      '△5': null,
      '': null,
      '99999999999999999999': null,
    },
  ],
  [
    'numbers',
    (cell) => `bada_decimal(${cell})`,
    {
      '2024.10': '2024.1',
      '1,234.50': '1234.5',
      '.5': '0.5',
      '-999': '-999.0',
      '1e-3': '0.001',
      nan: null,
      inf: null,
      '1_0.5': null,
      '1.2.3': null,
    },
  ],
  [
    'days',
    (cell) => `bada_date(${cell})`,
    {
      '2024-01-05': '2024-01-05',
      '2024-1-5': '2024-01-05',
      '20240105': '2024-01-05',
      '2024. 1. 5.': '2024-01-05',
      '2024.1.5': '2024-01-05',
      '2024년 1월 5일': '2024-01-05',
      '2024/01/05': '2024-01-05',
      '2023-02-29': null,
      '2024-13-01': null,
      '2024-01-05x': null,
      '24.1.5': null,
      infinity: null,
    },
  ],
  [
    'months: October is not January',
    folded('bada_month_folded'),
    {
      '2024.10': '2024-10-01',
      '2024.1': '2024-01-01',
      '2024.1.': '2024-01-01',
      '2024년 1월': '2024-01-01',
      '202401': '2024-01-01',
      '2024-01': '2024-01-01',
      '2024.13': null,
      '2024': null,
    },
  ],
  [
    'quarters',
    folded('bada_quarter_folded'),
    {
      '2020년 1분기': '2020-01-01',
      '2020 4/4분기': '2020-10-01',
      '2024Q2': '2024-04-01',
      '20253': '2025-07-01',
      '2020년 5분기': null,
    },
  ],
  [
    'halves and years',
    (cell) =>
      `coalesce(bada_half_folded(bada_fold(${cell})), bada_year_folded(bada_fold(${cell})))`,
    {
      '2024년 하반기': '2024-07-01',
      '2024H1': '2024-01-01',
      '2024': '2024-01-01',
      '2024년': '2024-01-01',
      '2024년도': '2024-01-01',
      '24': null,
    },
  ],
  [
    'stamps: hour 24 is the next day',
    (cell) => `bada_datetime(${cell})`,
    {
      '20060719090000': '2006-07-19 09:00:00',
      '2012010124': '2012-01-02 00:00:00',
      '2012123101': '2012-12-31 01:00:00',
      '2024-01-05 24:00': '2024-01-06 00:00:00',
      '2024.1.5 3시': '2024-01-05 03:00:00',
      '2024-01-05 오후 3:05': '2024-01-05 15:05:00',
      '2024-01-05 오전 12:05': '2024-01-05 00:05:00',
      '2012010125': null,
      '20240105246000': null,
      '2024-01-05': null,
    },
  ],
  [
    'hours and yes or no',
    (cell) =>
      `coalesce(bada_hours_folded(bada_fold(${cell}))::varchar, bada_boolean_folded(bada_fold(${cell}))::varchar)`,
    { '01시': '1', '24': '24', '25': null, 여: 'true', 부: 'false', N: 'false', 아마: null },
  ],
];

describe('text becomes values as declared, or none', () => {
  it.each(READINGS)('%s', async (_, call, expected) => {
    const texts = Object.keys(expected);
    const found = await read(call, texts);
    expect(Object.fromEntries(texts.map((text, at) => [text, found[at]]))).toEqual(expected);
  });

  it('folding keeps what is no full-width form', async () => {
    expect(await read((cell) => `bada_fold(${cell})`, ['Ａ１　２', '①㈜', '가\u00a0나'])).toEqual([
      'A1 2',
      '①㈜',
      '가 나',
    ]);
  });
});
