import { describe, expect, it } from 'vitest';
import { crosswalk, keptText, mappingOf, rowsIn, type Taken, takeText } from './support.ts';

function flagsOf({ report }: Taken): Record<string, number> {
  return Object.fromEntries(report.flags.map(({ code, count: n }) => [code, n]));
}

describe('places', () => {
  const codes = (system: string, rest = {}) =>
    mappingOf({
      columns: [
        { name: 'day', from: '일', type: 'date' },
        { name: 'place', from: '곳', type: 'place', place: { system, at: 'day', ...rest } },
      ],
    });

  it('codes of both systems; 26 is Busan in one and Ulsan in the other', async () => {
    const mois = await takeText(
      '일,곳\n2024-01-01,26\n2024-01-01,2611000000\n2024-01-01,2635051000\n',
      codes('mois'),
    );
    expect(await keptText(mois, 'place')).toEqual(['26', '26110', '2635051000']);
    const kostat = await takeText(
      '일,곳\n2024-01-01,26\n2024-01-01,21510\n2024-01-01,21310\n',
      codes('kostat'),
    );
    expect(await keptText(kostat, 'place')).toEqual(['31', '26710', '26710']);
  });

  it('a code out of force on its day is a flag, and its successor is in the crosswalk', async () => {
    const text = '일,곳\n2015-01-01,2671031000\n2023-06-01,2671031000\n2023-06-01,2671025900\n';
    const taken = await takeText(text, codes('mois'));
    expect(flagsOf(taken)).toEqual({ 'place-out-of-date': 1 });
    expect(taken.report.flags[0]?.examples).toEqual([
      { row: 3, column: 'place', value: '2671031000 (1) → 일광읍 (2671025900)' },
    ]);
  });

  it('the one place that took over is followed where the mapping says so, a split never', async () => {
    const text = '일,곳\n2023-06-01,2671031000\n2023-06-01,2644054000\n2015-01-01,2671031000\n';
    const taken = await takeText(text, codes('mois', { outOfDate: 'follow' }));
    expect(await keptText(taken, 'place')).toEqual(['2671025900', '2644054000', '2671031000']);
    expect(taken.report.flags[0]?.examples.map(({ value }) => value)).toEqual([
      '2671031000 (1) → 일광읍 (2671025900)',
      '2644054000 (1) → 명지1동 (2644053500) + 명지2동 (2644054500)',
    ]);
  });

  it('English names from the province down or up to it, whatever their hyphens and capitals', async () => {
    const names = [
      'busan/haeundae-gu',
      'Busan Haeundae Gu',
      '"Haeundae-gu, Busan"',
      'Busan Metropolitan City Gijang-gun',
      'Jung-gu',
      'Incheon Jung-gu',
      'Busan Gijang-gun Ilgwang-eup',
    ];
    const text = ['일,곳', ...names.map((name) => `2024-01-01,${name}`), ''].join('\n');
    const taken = await takeText(text, codes('names', { within: '26' }));
    const places = ['26350', '26350', '26350', '26710', '·', '28110', '2671025900'];
    expect(await keptText(taken, 'place')).toEqual(places);
    expect(flagsOf(taken)).toEqual({ 'place-unmatched': 1 });
  });

  it('a name that fits two places is flagged with all of its rows, and none is chosen', async () => {
    const twin = crosswalk.find(({ place }) => place === '26110');
    if (!twin) throw new Error('26110 is not in the crosswalk');
    const two = [...crosswalk, { ...twin, place: '26999' }];
    const rows = ['부산 중구', '부산 서구', '부산 중구', '부산 중구', '부산 없는구'];
    const text = ['일,곳', ...rows.map((name) => `2024-01-01,${name}`), ''].join('\n');
    const taken = await takeText(text, codes('names'), { crosswalk: two });
    expect(await keptText(taken, 'place')).toEqual(['·', '26140', '·', '·', '·']);
    expect(await rowsIn(taken, 'flags.parquet', 'code, row_number, "value", rows')).toEqual([
      { code: 'place-ambiguous', row_number: 2n, value: '부산 중구 (3)', rows: '2, 4–5' },
      { code: 'place-unmatched', row_number: 6n, value: '부산 없는구 (1)', rows: '6' },
    ]);
  });

  it('names from the province down, with spellings; a bare name is never resolved', async () => {
    const text =
      '일,곳\n2024-01-01,부산광역시 영도구청\n2024-01-01,부산 동래구\n2024-01-01,중구\n2024-01-01,부산광역시 중구 영주제1동\n2024-01-01,인천광역시 중구\n';
    const taken = await takeText(text, codes('names'));
    expect(await keptText(taken, 'place')).toEqual(['26200', '26260', '·', '2611059000', '28110']);
    expect(flagsOf(taken)).toEqual({ 'place-unmatched': 1 });
  });

  it('bare names inside a declared province are a guess that is flagged', async () => {
    const taken = await takeText('일,곳\n2024-01-01,중구\n', codes('names', { within: '26' }));
    expect(await keptText(taken, 'place')).toEqual(['26110']);
    expect(taken.report.flags).toMatchObject([{ code: 'place-guessed', confidence: 0.8 }]);
  });

  it('the province that is declared is the one that bare names are of', async () => {
    const text = '일,곳\n2024-01-01,중구\n2024-01-01,대구 중구\n2024-01-01,부산 중구\n';
    const taken = await takeText(text, codes('names', { within: '27' }));
    expect(await keptText(taken, 'place')).toEqual(['27110', '27110', '·']);
    expect(flagsOf(taken)).toEqual({ 'place-guessed': 1, 'place-unmatched': 1 });
  });
});
