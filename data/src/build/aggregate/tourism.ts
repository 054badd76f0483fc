import type { Figures } from './figures.ts';
import { cell, type Row, readRows, whole } from './read.ts';
import { sum, verify, verifyEqual } from './verify.ts';

const PATH = 'tourism/BC_BS_TRRSRT_INFLOW_CTPRVN_ACCTO_CARD_UTILIIZA_LIST_202112.csv';

/** What is known of this file; another file needs another look. */
const KNOWN = { records: 2_626, spots: 21, rounded: 5, pairs: 346 } as const;

/** First day of a quarter written `2020년 1분기`. */
function quarterStart(text: string): string {
  const [, year, quarter] = /^(\d{4})년 ([1-4])분기$/.exec(text) ?? [];
  verify(year !== undefined && quarter !== undefined, `no quarter: ${text}`);
  return `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`;
}

function verifyKnown(rows: readonly Row[]): void {
  verifyEqual(rows.length, KNOWN.records, 'records of the file');
  const rounded = rows.filter((row) => cell(row, 'CARD_USE_AMT').includes('E+'));
  verifyEqual(rounded.length, KNOWN.rounded, 'amounts rounded to three digits');
  const origins = Map.groupBy(rows, (row) =>
    [cell(row, 'PLC_NM'), cell(row, 'CTPR_NM'), cell(row, 'BASE_QUARTER')].join(),
  );
  const pairs = [...origins.values()].filter((group) => group.length > 1);
  verifyEqual(pairs.length, KNOWN.pairs, 'spots and origins with two records in a quarter');
}

/** Card spending by tourist spot and quarter, all origins together. */
export function aggregateTourism(folder: string): Figures[] {
  const records = readRows(folder, PATH);
  verifyKnown(records);
  const groups = Map.groupBy(records, (row) =>
    JSON.stringify([cell(row, 'PLC_NM').trim(), quarterStart(cell(row, 'BASE_QUARTER'))]),
  );
  const rows = [...groups.values()].map((group) => {
    const [first] = group;
    verify(first !== undefined, 'an empty group');
    return [
      cell(first, 'PLC_NM').trim(),
      quarterStart(cell(first, 'BASE_QUARTER')),
      sum(group.map((row) => whole(row, 'CARD_USE_AMT'))),
      sum(group.map((row) => whole(row, 'CARD_UTILIIZA_CAS_CO'))),
    ];
  });
  verifyEqual(new Set(rows.map(([spot]) => spot)).size, KNOWN.spots, 'tourist spots');
  const columns = ['spot', 'period', 'amount_won', 'uses'];
  return [{ dataset: 'tourism-card', columns, keyed: 2, rows }];
}
