import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Mapping, type ProposalSample, proposeMapping } from '@bada/shared/intake';
import { describe, expect, it } from 'vitest';
import { proposeForFile } from '../../../data/src/build/ingest/propose.ts';
import { INPUT, takeIn, takeText } from './support.ts';

function sampleOf(file: string, text: string): ProposalSample {
  const rows = text
    .split('\n')
    .map((line, index) => ({ number: index + 1, cells: line.split(',') }));
  return { file, rows };
}

function column({ columns }: Mapping, name: string) {
  return columns.find((one) => one.name === name);
}

const MARCH = [
  '구군별 현황,,,',
  '시도,구군,예산(천원),증감,건수',
  '부산광역시,중구,1500,△3,1',
  '부산광역시,서구,-,▲4,2',
  '부산광역시,동구,2500,5,3',
  '부산광역시,합계,4000,6,6',
].join('\n');

describe('a proposal', () => {
  const { mapping, reasons, confidence } = proposeMapping(sampleOf('현황_2024-03.csv', MARCH));

  it('finds header, places by names, units, missing texts and totals, with reasons', () => {
    expect(mapping.header.rows).toBe(1);
    expect(column(mapping, 'place')).toMatchObject({
      from: ['시도', '구군'],
      place: { system: 'names' },
    });
    expect(column(mapping, 'amount')).toMatchObject({
      type: 'integer',
      unit: { from: '천원', to: '원', factor: 1000 },
      missing: { '-': 'not-applicable' },
    });
    expect(mapping.totals).toMatchObject([{ column: '구군' }]);
    expect(reasons.every(({ ko, en }) => ko !== '' && en !== '')).toBe(true);
  });

  it('does not guess what △ means: it asks', () => {
    const asked = reasons.find(({ where, confidence: sure }) => where === '증감' && sure < 0.2);
    expect(asked?.en).toContain('△');
    expect(confidence).toBeLessThan(0.2);
    expect(mapping.columns.some(({ triangle }) => triangle !== undefined)).toBe(false);
  });

  it('takes the next month in without a hand', async () => {
    const decided = {
      ...mapping,
      columns: mapping.columns.map((one) =>
        one.from === '증감' ? { ...one, triangle: 'minus' as const } : one,
      ),
    };
    const april = MARCH.replace('1500', '1600').replace('4000', '4100');
    const { report } = await takeText(april, decided, { name: '현황_2024-04.csv' });
    expect(report.account).toEqual({ read: 4, kept: 3, totals: 1, quarantined: 0, duplicates: 0 });
    expect(report.flags.map(({ code }) => code)).toContain('totals-differ');
  });

  it.each([
    [
      '년도,위도,경도,코드\n2024,35.1,129.1,007\n2025,35.2,129.2,008',
      { year: 'year', lat: 'decimal', lon: 'decimal', code: 'code' },
    ],
    ['기준월,값\n2024.10,1.5\n2024.11,2', { reference_month: 'month', column_2: 'decimal' }],
    ['일자,비고\n2024-01-05,가\n2024-01-06,나', { date: 'date', column_2: 'text' }],
    ['분기,금액\n2020년 1분기,10\n2020년 2분기,20', { quarter: 'quarter', amount: 'integer' }],
  ])('reads %j', (text, types) => {
    const { columns } = proposeMapping(sampleOf('t.csv', text)).mapping;
    expect(Object.fromEntries(columns.map(({ name, type }) => [name, type]))).toEqual(types);
  });

  it('two header rows are joined where the lower one is not clear by itself', () => {
    const { mapping: two } = proposeMapping(
      sampleOf('t.csv', '구분,남,,여,\n,인구,세대,인구,세대\n가,1,2,3,4\n나,5,6,7,8'),
    );
    expect(two.header.rows).toBe(2);
    expect(two.columns.map(({ from }) => from)).toContain('여_세대');
  });
});

describe.skipIf(!existsSync(INPUT))('proposals for the files at ../shared/data', () => {
  it('wide ages: the proposal from 2020-06 takes 2018-05 in, and its totals agree', {
    timeout: 60_000,
  }, async () => {
    const [first] = await proposeForFile(join(INPUT, 'population/mois_age_2020-06.csv'));
    if (!first) throw new Error('no proposal');
    expect(first.proposal.mapping.pivot?.columns).toContain('(?<age>');
    const kept = {
      ...first.proposal.mapping,
      columns: first.proposal.mapping.columns.map((one) =>
        one.place ? { ...one, place: { ...one.place, elsewhere: 'keep' as const } } : one,
      ),
    };
    const taken = await takeIn(join(INPUT, 'population/mois_age_2018-05.csv'), {
      mappings: [kept],
    });
    expect(taken.report.account).toMatchObject({ quarantined: 0, duplicates: 0 });
    expect(taken.report.checks[0]).toMatchObject({ kind: 'totals', failed: 0 });
  });

  it('hours of a day become rows', async () => {
    const [wide] = await proposeForFile(join(INPUT, 'transport/subway_hourly_2024H1_wide.csv'));
    expect(wide?.proposal.mapping.pivot?.columns).toBe('^(?<hour>\\d{2})시-(?<until>\\d{2})시$');
  });
});
