import { type Mapping, proposeMapping } from '@bada/shared/intake';
import { describe, expect, it } from 'vitest';
import { keptText, rowsIn, takeText } from './support.ts';

function propose(text: string, file = 't.csv') {
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line, index) => ({ number: index + 1, cells: line.split(',') }));
  return proposeMapping({ file, rows });
}

function column({ columns }: Mapping, name: string) {
  return columns.find((one) => one.name === name);
}

function reason(proposal: ReturnType<typeof propose>, where: string) {
  return proposal.reasons.find((one) => one.where === where);
}

describe('a key', () => {
  it.each([
    ['관리번호,구,건수\nA1,중구,1\nA2,중구,1\n', ['number']],
    [
      '기준월,구분,건수\n2024-01,가,1\n2024-01,나,1\n2024-01,다,1\n2024-02,가,1\n2024-02,나,2\n',
      ['reference_month', 'kind'],
    ],
    // The next month's file brings the same codes.
    ['번호,기준월,건수\nA1,2024-01,1\nA2,2024-01,1\n', ['reference_month', 'number']],
    ['번호,설치일자,건수\nA1,2024-01-01,1\nA2,2024-01-01,1\n', ['number']],
    ['구분,0세,1세,2세,3세\n가,1,2,3,4\n나,1,2,3,4\n', ['kind', 'age']],
    ['시도,구군,건수\n부산광역시,중구,1\n부산광역시,서구,1\n', ['place']],
  ])('is found in %j', (text, key) => {
    const proposal = propose(text);
    expect(proposal.mapping.key).toEqual(key);
    expect(reason(proposal, 'key')?.confidence).toBeGreaterThan(0);
  });

  it.each([
    ['구분,건수\n가,1\n가,2\n'],
    // A blank cell tells no row apart, nor does a remark.
    ['구분,비고,건수\n가,ㄱ,1\n가,ㄴ,2\n'],
    ['연번,건수\n1,5\n2,5\n'],
    // Of three rows any text tells some apart.
    ['구분,건수\n가,1\n나,1\n다,2\n'],
  ])('is not made up in %j', (text) => {
    const { mapping } = propose(text);
    expect(mapping.key).toEqual([]);
    expect(mapping.duplicates).toBeUndefined();
  });
});

describe('rows told again', () => {
  it('are declared where a key is found, whatever the running number says', async () => {
    const text = '연번,관리번호,건수\n1,A1,5\n2,A2,6\n3,A1,5\n4,A3,5\n';
    const proposal = propose(text);
    expect(proposal.mapping.duplicates).toEqual({ except: ['연번'] });
    expect(proposal.mapping.key).toEqual(['number']);
    expect(reason(proposal, 'duplicates')?.en).toMatch(/1 /);
    const { report } = await takeText(text, proposal.mapping);
    expect(report.account).toEqual({ read: 4, kept: 3, totals: 0, quarantined: 0, duplicates: 1 });
    expect(report.checks.find(({ kind }) => kind === 'key')).toMatchObject({ failed: 0 });
  });

  it('are asked about where a running number alone tells rows apart', () => {
    const proposal = propose('연번,구,용도,건수\n1,중구,방범,1\n2,중구,방범,1\n3,중구,방범,2\n');
    expect(proposal.mapping.duplicates).toEqual({ except: ['연번'] });
    expect(reason(proposal, 'duplicates')?.confidence).toBeLessThan(0.7);
  });
});

describe('columns that are the sum of others', () => {
  it('become a check that finds the row that does not add up', async () => {
    const text =
      '구분,계,남,여,면적\n가,3,1,2,10\n나,7,3,4,20\n다,11,5,6,30\n라,15,7,8,40\n마,99,9,10,50\n';
    const proposal = propose(text);
    expect(proposal.mapping.sums).toEqual([
      { total: 'total', parts: ['column_3', 'column_4'], tolerance: 0 },
    ]);
    expect(reason(proposal, '계')?.ko).toContain('합');
    const { report } = await takeText(text, proposal.mapping);
    expect(report.account.kept).toBe(5);
    expect(report.checks.find(({ kind }) => kind === 'sums')).toMatchObject({ failed: 1 });
  });

  it('are found beside columns that become rows, missing parts being none', async () => {
    const text = '구분,총인구수,0세,1세,2세,3세\n가,6,1,2,3,-\n나,"1,010",1,2,3,"1,004"\n';
    const rows = [
      ['구분', '총인구수', '0세', '1세', '2세', '3세'],
      ['가', '6', '1', '2', '3', '-'],
      ['나', '1,010', '1', '2', '3', '1,004'],
    ].map((cells, index) => ({ number: index + 1, cells }));
    const { mapping } = proposeMapping({ file: 't.csv', rows });
    expect(mapping.sums).toEqual([{ total: 'persons_total', parts: 'pivot', tolerance: 0 }]);
    const { report } = await takeText(text, mapping);
    expect(report.checks.find(({ kind }) => kind === 'sums')).toMatchObject({ failed: 0 });
  });

  it('are rounded as their decimals say, in the unit of the result', async () => {
    const text =
      '구분,합계(천원),가(천원),나(천원)\n1,3.0,1.04,1.96\n2,5.1,2.5,2.51\n3,7.9,3.9,4.0\n';
    const { mapping } = propose(text);
    const [sum] = mapping.sums;
    expect(sum?.tolerance).toBeGreaterThan(0);
    expect(sum?.tolerance).toBeLessThan(1000);
    const { report } = await takeText(text, mapping);
    expect(report.checks.find(({ kind }) => kind === 'sums')).toMatchObject({ failed: 0 });
  });

  it.each([
    ['구분,계,남,여\n가,3,1,1\n나,7,3,3\n'],
    ['구분,계(천원),남(명),여(명)\n가,3,1,2\n나,7,3,4\n'],
    ['구분,값,남,여\n가,0,0,0\n나,0,0,0\n다,0,0,0\n라,0,0,0\n마,0,0,0\n'],
  ])('are not made up in %j', (text) => {
    expect(propose(text).mapping.sums).toEqual([]);
  });
});

describe('a text after every number', () => {
  it('is taken off: per cent, full width and with a blank too', async () => {
    const text = '구분,비율,인원\n가,12.5%,1명\n나,7 %,2명\n다,－3％,"3명"\n라,-,4명\n'.replaceAll(
      '"',
      '',
    );
    const { mapping } = propose(text);
    expect(column(mapping, 'column_2')).toMatchObject({
      type: 'decimal',
      suffix: '%',
      unit: { from: '%', to: '%', factor: 1 },
    });
    const taken = await takeText(text, mapping);
    expect(taken.report.account.quarantined).toBe(0);
    expect(await keptText(taken, 'column_2,column_3')).toEqual([
      '12.5|1',
      '7.0|2',
      '-3.0|3',
      '·|4',
    ]);
  });

  it('that states money is a unit', async () => {
    const text = '구분,예산\n가,12천원\n나,7천원\n';
    const { mapping } = propose(text);
    expect(await keptText(await takeText(text, mapping), 'amount')).toEqual(['12000', '7000']);
  });

  it('is read under columns that become rows', async () => {
    const text = '구분,2019년,2020년,2021년,2022년\n가,1%,2%,3%,4%\n나,5%,6%,7%,8%\n';
    const { mapping } = propose(text);
    const taken = await takeText(text, mapping);
    expect(taken.report.rows).toBe(8);
    expect(taken.report.account.quarantined).toBe(0);
  });

  it.each(['구분,층\n가,3층\n나,2층\n', '구분,비율\n가,3%\n나,2명\n'])(
    'is not taken off where it says something else: %j',
    (text) => {
      expect(propose(text).mapping.columns[1]?.type).toBe('text');
    },
  );
});

describe('hours', () => {
  const WIDE = '역,22시-23시,23시-24시,24시-01시,01시-02시\n가,1,2,3,4\n나,5,6,7,8\n';
  const at = (taken: Parameters<typeof rowsIn>[0], name: string) =>
    rowsIn(taken, 'kept.parquet', `distinct ${name}::varchar as at`, 'order by 1');

  it('in the names of columns take their day from the name of the file', async () => {
    const proposal = propose(WIDE, '승하차_20240630.csv');
    expect(reason(proposal, 'period')?.confidence).toBeLessThan(0.7);
    const taken = await takeText(WIDE, proposal.mapping, { name: '승하차_20240701.csv' });
    expect((await at(taken, 'starts_at')).map((row) => row.at)).toEqual([
      '2024-07-01 01:00:00',
      '2024-07-01 22:00:00',
      '2024-07-01 23:00:00',
      '2024-07-02 00:00:00',
    ]);
  });

  it('without any day stay hours of a day, and it is said', async () => {
    const proposal = propose(WIDE, '승하차.csv');
    expect(column(proposal.mapping, 'starts_at')).toBeUndefined();
    expect(reason(proposal, 'hours')?.confidence).toBeLessThan(0.7);
    const taken = await takeText(WIDE, proposal.mapping, { name: '승하차.csv' });
    expect((await at(taken, 'hour')).map((row) => row.at)).toEqual(['1', '22', '23', '24']);
  });

  it('in a column of their own stand beside the day, 24 being the next', async () => {
    const text = '일자,시간대,건수\n2024-12-31,01시,1\n2024-12-31,24시,2\n2025-01-01,01시,3\n';
    const { mapping } = propose(text);
    expect(mapping.key).toEqual(['date', 'hour']);
    const taken = await takeText(text, mapping);
    expect((await at(taken, 'starts_at')).map((row) => row.at)).toEqual([
      '2024-12-31 01:00:00',
      '2025-01-01 00:00:00',
      '2025-01-01 01:00:00',
    ]);
  });
});
