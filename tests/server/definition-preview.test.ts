import { Catalogue, type Indicator, QueryAnswers } from '@bada/shared';
import { DefinitionPreview } from '@bada/shared/definitions';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Desk, openDefinitionApp, TODAY } from './definition-support.ts';
import { jsonRequest, type TestApp } from './support.ts';

let world: TestApp;
let desk: Desk;

beforeEach(async () => {
  world = await openDefinitionApp();
  desk = new Desk(world);
});

afterEach(() => world.close());

const WOMEN: Indicator['formula'] = {
  type: 'sum',
  measure: {
    dataset: 'people-count',
    column: 'persons',
    where: [{ dimension: 'sex', op: '=', values: ['female'] }],
  },
};

async function ask(): Promise<unknown> {
  const queries = [{ v: 1, indicators: [{ id: 'people' }], by: ['city', 'year'] }];
  const response = await world.request('/api/query', jsonRequest('POST', { queries }));
  const { answers } = QueryAnswers.parse(await response.json());
  const [answer] = answers;
  return answer && 'columns' in answer ? answer.columns.value : undefined;
}

async function catalogued(): Promise<Indicator | undefined> {
  const { indicators } = Catalogue.parse(await (await world.request('/api/indicators')).json());
  return indicators.find(({ id }) => id === 'people');
}

describe('preview', () => {
  async function preview(document: unknown): Promise<DefinitionPreview> {
    const init = jsonRequest('POST', { document });
    const response = await world.request('/api/indicators/people/draft/preview', init);
    return DefinitionPreview.parse(await response.json());
  }

  function values(outcome: DefinitionPreview['draft']): unknown {
    return outcome && 'columns' in outcome ? outcome.columns.value : outcome?.problem.code;
  }

  test('shows a draft beside today, each draft its own, and leaves no trace', async () => {
    const document = await desk.document();
    const women = await preview({ ...document, formula: WOMEN });
    expect(values(women.present)).toEqual([620, 700, 780]);
    expect(values(women.draft)).toEqual([300, 340, 380]);
    const { measure } = WOMEN.type === 'sum' ? WOMEN : { measure: undefined };
    const men = await preview({
      ...document,
      formula: {
        type: 'sum',
        measure: { ...measure, where: [{ dimension: 'sex', op: '=', values: ['male'] }] },
      },
    });
    expect(values(men.draft)).toEqual([320, 360, 400]);
    expect(await ask()).toEqual([620, 700, 780]);
    expect((await desk.read()).state.draft).toBeNull();
  });

  test('says why a draft has no answer', async () => {
    const document = await desk.document();
    const finer = await preview({ ...document, reportGrain: 'month' });
    expect(finer.problems).toMatchObject([{ where: 'reportGrain' }]);
    expect(finer.draft).toBeNull();
    const rate = await preview({
      ...document,
      headline: { kind: 'place', place: '26110', label: { ko: '중구', en: 'Jung-gu' } },
      levels: ['city'],
    });
    expect(values(rate.draft)).toBe('query.dimension');
  });
});

describe('targets', () => {
  const target = {
    year: 2021,
    value: 900,
    sample: true,
    setBy: { ko: '예시', en: 'Sample' },
    setOn: '2020-01-01',
  };

  test('are sealed with who set and who approved them; a sample that stays, stays a sample', async () => {
    const next = { ...target, year: 2022, value: 950 };
    await desk.release({ targets: [target, next] }, { effectiveFrom: TODAY });
    expect((await catalogued())?.targets.map(({ sample }) => sample)).toEqual([true, true]);
    const real = { ...target, sample: false, value: 880 };
    await desk.release({ targets: [real, next] }, { effectiveFrom: TODAY, reason: '시정 계획' });
    const targets = (await catalogued())?.targets;
    expect(targets).toMatchObject([
      {
        year: 2021,
        value: 880,
        sample: false,
        setBy: { ko: 'steward' },
        setOn: TODAY,
        approvedBy: 'manager',
        approvedOn: TODAY,
        reason: '시정 계획',
      },
      { year: 2022, sample: true },
    ]);
    expect(await catalogued()).toMatchObject({ version: 1, breaks: [] });
  });

  test('nobody writes into a draft that somebody else approved a target', async () => {
    const forged = {
      ...target,
      sample: false,
      setBy: { ko: '시장', en: 'Mayor' },
      approvedBy: '시장',
    };
    await desk.release({ targets: [forged] }, { effectiveFrom: TODAY });
    expect((await catalogued())?.targets).toMatchObject([
      { setBy: { ko: 'steward' }, approvedBy: 'manager' },
    ]);
    const again = { ...forged, setBy: { ko: '시장', en: 'Mayor' } };
    await desk.release({ targets: [again], decimals: 1 }, { effectiveFrom: TODAY });
    expect((await catalogued())?.targets).toMatchObject([{ setBy: { ko: 'steward' } }]);
  });
});
