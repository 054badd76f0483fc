import { Catalogue, type Indicator, LOCAL_VIEWER, QueryAnswers } from '@bada/shared';
import {
  DefinitionDependents,
  DefinitionHistory,
  DefinitionList,
  DefinitionPreview,
} from '@bada/shared/definitions';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asPerson } from './contract-support.ts';
import { Desk, openDefinitionApp, TODAY } from './definition-support.ts';
import { draftOf, jsonRequest, type TestApp } from './support.ts';

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

async function ask(version?: number): Promise<{ values: unknown[]; version: number; id: string }> {
  const queries = [
    { v: 1, indicators: [{ id: 'people', ...(version ? { version } : {}) }], by: ['city', 'year'] },
  ];
  const response = await world.request('/api/query', jsonRequest('POST', { queries }));
  const { answers } = QueryAnswers.parse(await response.json());
  const [answer] = answers;
  if (!answer || 'problem' in answer) throw new Error('no answer');
  const { proof, columns } = answer;
  return { values: columns.value, version: proof.indicators[0]?.version ?? 0, id: proof.id };
}

async function catalogued(): Promise<Indicator | undefined> {
  const { indicators } = Catalogue.parse(await (await world.request('/api/indicators')).json());
  return indicators.find(({ id }) => id === 'people');
}

test('a changed formula is answered once another person approved it, and breaks the series', async () => {
  const before = await ask();
  const document = { ...(await desk.document()), formula: WOMEN };
  const saved = await desk.put({ document, reason: '여성만 셉니다', effectiveFrom: '2021-01-01' });
  expect(saved.state).toMatchObject({ isMeaningChanged: true, problems: [] });
  expect(saved.state?.changes.map(({ path }) => path)).toContain(
    'formula.measure.where.1.dimension',
  );
  expect(await ask()).toEqual(before);
  expect((await desk.move('submit')).state?.draft?.status).toBe('submitted');
  expect(await ask()).toEqual(before);
  const approved = await desk.move('approve', { as: 'manager' });
  expect(approved).toMatchObject({ status: 200, state: { draft: null } });
  expect(await ask()).toMatchObject({ values: [300, 340, 380], version: 2 });
  const [at] = (await catalogued())?.breaks ?? [];
  expect(at).toMatchObject({ at: '2021-01-01' });
  expect(at?.ko).toContain('정의 2판');
});

test('a query that names the old version, and its proof, are reproduced', async () => {
  const before = await ask();
  await desk.release({ formula: WOMEN }, { effectiveFrom: '2021-01-01' });
  expect(await ask(1)).toMatchObject({ values: before.values, version: 1 });
  const response = await world.request(`/api/proofs/${before.id}?rows=1`);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ columns: { value: before.values } });
});

test('a day to come changes nothing until it comes', async () => {
  const before = await ask();
  const released = await desk.release({ formula: WOMEN }, { effectiveFrom: '2021-07-01' });
  expect(released.state).toMatchObject({ status: 'scheduled', scheduledFrom: '2021-07-01' });
  expect(await ask()).toEqual(before);
  expect(await catalogued()).toMatchObject({ version: 1, breaks: [] });
  expect(await ask(2)).toMatchObject({ values: [300, 340, 380] });
  const late = await desk.put({
    document: await desk.document(),
    reason: 'x',
    effectiveFrom: TODAY,
  });
  expect(late.status).toBe(200);
});

test('the day comes by itself', async () => {
  await world.close();
  let today = '2021-06-30';
  const noon = () => new Date(`${today}T03:00:00Z`);
  world = await openDefinitionApp({ clock: noon });
  desk = new Desk(world);
  const before = await ask();
  await desk.release({ formula: WOMEN }, { effectiveFrom: '2021-07-01' });
  expect(await ask()).toEqual(before);
  today = '2021-07-01';
  expect(await ask()).toMatchObject({ values: [300, 340, 380], version: 2 });
});

test('texts change under the same version, without a break, and show at once', async () => {
  const before = await ask();
  const name = { ko: '사람', en: 'Persons' };
  await desk.release({ name }, { effectiveFrom: TODAY });
  expect(await catalogued()).toMatchObject({ name, version: 1, breaks: [] });
  expect(await ask()).toEqual(before);
});

test('new caveats are told by answers that are known already', async () => {
  await ask();
  await desk.release(
    { caveats: [{ id: 'odd', ko: '이상함', en: 'odd' }] },
    { effectiveFrom: TODAY },
  );
  const queries = [{ v: 1, indicators: [{ id: 'people' }], by: ['city', 'year'] }];
  const response = await world.request('/api/query', jsonRequest('POST', { queries }));
  expect(await response.text()).toContain('이상함');
});

describe('four eyes', () => {
  test('nobody who wrote on a draft approves it', async () => {
    const document = { ...(await desk.document()), decimals: 1 };
    await desk.put({ document, reason: 'r', effectiveFrom: TODAY }, { as: 'manager' });
    await desk.put({ document, reason: 'r', effectiveFrom: TODAY });
    await desk.move('submit');
    for (const as of ['manager', 'steward']) {
      expect(await desk.move('approve', { as })).toMatchObject({
        status: 403,
        code: 'definition.four-eyes',
      });
    }
    expect((await desk.move('approve', { as: 'administrator' })).status).toBe(200);
  });

  test('without sign-in names tell people apart, however they are written', async () => {
    await world.close();
    world = await openDefinitionApp({ now: TODAY, viewerOf: () => LOCAL_VIEWER });
    desk = new Desk(world);
    const document = { ...(await desk.document()), decimals: 1 };
    const body = { document, reason: 'r', effectiveFrom: TODAY };
    expect((await desk.read()).state.asksNames).toBe(true);
    expect(await desk.put(body)).toMatchObject({ status: 422, code: 'definition.name' });
    await desk.put({ ...body, name: '김하나' });
    await desk.move('submit', { name: '김하나' });
    expect((await desk.move('approve', { name: '김 하나' })).code).toBe('definition.four-eyes');
    expect((await desk.move('approve', { name: '이두리' })).status).toBe(200);
    const history = await world.request('/api/indicators/people/definition/history');
    const { states } = DefinitionHistory.parse(await history.json());
    expect(states[0]).toMatchObject({
      author: { name: '김하나' },
      approver: { name: '이두리' },
      reason: 'r',
      effectiveFrom: TODAY,
    });
  });

  test('a draft is given back with a note, written on and handed in again', async () => {
    const document = { ...(await desk.document()), decimals: 1 };
    await desk.put({ document, reason: 'r', effectiveFrom: TODAY });
    await desk.move('submit');
    expect((await desk.put({ document, reason: 'r' })).code).toBe('definition.submitted');
    expect((await desk.move('return', { as: 'executive' })).code).toBe('definition.note');
    const back = await desk.move('return', { as: 'executive', note: '단위를 확인하십시오' });
    expect(back.state?.draft).toMatchObject({
      status: 'returned',
      note: { by: { id: 'executive' }, text: '단위를 확인하십시오' },
    });
    expect((await desk.move('approve', { as: 'executive' })).code).toBe('definition.step');
    expect((await desk.move('submit')).status).toBe(200);
    expect((await desk.move('return')).state?.draft?.status).toBe('draft');
  });
});

describe('who may', () => {
  test('write: stewards, and managers of the owner department', async () => {
    const document = { ...(await desk.document()), decimals: 1 };
    for (const as of ['other-manager', 'analyst', 'executive', 'viewer', 'nobody']) {
      expect((await desk.put({ document }, { as })).status).toBe(403);
    }
    expect((await desk.put({ document }, { as: 'manager' })).status).toBe(200);
    expect((await desk.read('analyst')).state).toMatchObject({ mayEdit: false, mayApprove: false });
  });

  test('approve: also the executive of the department, and no other', async () => {
    const document = { ...(await desk.document()), decimals: 1 };
    await desk.put({ document, reason: 'r', effectiveFrom: TODAY });
    await desk.move('submit');
    for (const as of ['other-executive', 'other-manager', 'analyst', 'viewer']) {
      expect((await desk.move('approve', { as })).status).toBe(403);
    }
    expect((await desk.move('approve', { as: 'executive' })).status).toBe(200);
  });

  test('hand over: only who keeps both departments', async () => {
    const document = { ...(await desk.document()), ownerDepartment: 'budget' };
    expect((await desk.put({ document }, { as: 'manager' })).status).toBe(403);
    expect((await desk.put({ document })).status).toBe(200);
  });

  test('read drafts: people of the house', async () => {
    const response = await world.request('/api/definitions', { headers: asPerson('viewer') });
    expect(response.status).toBe(403);
  });
});

describe('races', () => {
  test('of two who saw the same, one is refused and learns the new tag', async () => {
    const { tag } = await desk.read();
    const document = { ...(await desk.document()), decimals: 1 };
    const both = await Promise.all([
      desk.put({ document }, { tag }),
      desk.put({ document }, { tag, as: 'manager' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [lost] = both.filter(({ status }) => status === 412);
    expect(lost).toMatchObject({ code: 'definition.conflict', tag: (await desk.read()).tag });
  });

  test('a draft that was changed since it was read is not approved', async () => {
    const document = { ...(await desk.document()), decimals: 1 };
    await desk.put({ document, reason: 'r', effectiveFrom: TODAY });
    const { tag } = await desk.move('submit');
    await desk.move('return');
    await desk.move('submit');
    const late = await desk.move('approve', { as: 'manager', tag });
    expect(late).toMatchObject({ status: 412, code: 'definition.conflict' });
    const both = await Promise.all([
      desk.move('approve', { as: 'manager' }),
      desk.move('approve', { as: 'administrator' }),
    ]);
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  });

  test('a tag that was once good is not good again after the draft is gone', async () => {
    const document = { ...(await desk.document()), decimals: 1 };
    const { tag } = await desk.put({ document });
    await desk.discard();
    await desk.put({ document });
    expect((await desk.put({ document }, { tag })).status).toBe(412);
  });

  test('a change without a tag is refused', async () => {
    const init = jsonRequest('PUT', { document: await desk.document() });
    expect((await world.request('/api/indicators/people/draft', init)).status).toBe(428);
  });
});

describe('what is not whole is not handed in', () => {
  test.each([
    ['without a reason', { effectiveFrom: TODAY }, 'definition.reason'],
    ['without a day', { reason: 'r' }, 'definition.effective'],
  ])('%s', async (_, part, code) => {
    await desk.put({ document: { ...(await desk.document()), decimals: 1 }, ...part });
    expect((await desk.move('submit')).code).toBe(code);
  });

  test('when nothing differs', async () => {
    await desk.put({ document: await desk.document(), reason: 'r', effectiveFrom: TODAY });
    expect((await desk.move('submit')).code).toBe('definition.unchanged');
  });

  test('before a state that is decided already', async () => {
    await desk.release({ decimals: 1 }, { effectiveFrom: '2021-08-01' });
    const document = { ...(await desk.document()), decimals: 2 };
    await desk.put({ document, reason: 'r', effectiveFrom: TODAY });
    expect((await desk.move('submit')).code).toBe('definition.too-early');
  });

  test('with a name that is not there, told with what was meant', async () => {
    const measure = { dataset: 'people-count', column: 'person', where: [] };
    const document = { ...(await desk.document()), formula: { type: 'sum', measure } };
    const saved = await desk.put({ document, reason: 'r', effectiveFrom: TODAY });
    expect(saved.state?.problems).toMatchObject([
      { where: 'formula.measure.column', suggestion: { en: 'Did you mean persons?' } },
    ]);
    expect((await desk.move('submit')).code).toBe('definition.not-valid');
  });

  test('as YAML with a slip, told by line', async () => {
    const text = await (await world.request('/api/indicators/people/definition.yaml')).text();
    const yaml = text.replace('decimals: 0', 'decimal: 0');
    const line = yaml.split('\n').findIndex((one) => one.startsWith('decimal:')) + 1;
    const refused = await desk.put({ yaml });
    expect(refused.code).toBe('definition.not-valid');
    const preview = await world.request(
      '/api/indicators/people/draft/preview',
      jsonRequest('POST', { yaml }),
    );
    const { problems } = DefinitionPreview.parse(await preview.json());
    expect(problems).toContainEqual(
      expect.objectContaining({
        line,
        suggestion: expect.objectContaining({ en: expect.stringContaining('decimals') }),
      }),
    );
    expect((await desk.read()).state.draft).toBeNull();
  });
});

test('an earlier state comes back through the same hands, with its break', async () => {
  await desk.release({ formula: WOMEN }, { effectiveFrom: '2020-01-01' });
  const listed = await world.request('/api/indicators/people/definition/history');
  const { states } = DefinitionHistory.parse(await listed.json());
  expect(states.map(({ version, inForce }) => [version, inForce])).toEqual([
    [2, true],
    [1, false],
  ]);
  expect(states[0]?.changes.length).toBeGreaterThan(0);
  const restored = await desk.restore(states[1]?.number ?? 0);
  expect(restored.state?.draft?.document.formula).toEqual(states[1]?.document.formula);
  const document = restored.state?.draft?.document;
  await desk.put({ document, reason: '1판으로', effectiveFrom: '2021-01-01' });
  await desk.move('submit');
  await desk.move('approve', { as: 'manager' });
  expect(await ask()).toMatchObject({ values: [620, 700, 780], version: 3 });
  expect((await catalogued())?.breaks.map(({ at }) => at)).toEqual(['2020-01-01', '2021-01-01']);
  expect((await desk.restore(42)).code).toBe('definition.state-unknown');
});

test('a retired indicator is no longer offered, is refused by name, and reproduced by version', async () => {
  const board = draftOf('인구', '?indicator=people');
  await world.request('/api/boards', jsonRequest('POST', board, asPerson('analyst')));
  const response = await world.request('/api/indicators/people/definition/dependents');
  expect(DefinitionDependents.parse(await response.json())).toMatchObject({
    boards: [],
    otherBoards: 1,
    datasets: [{ id: 'people-count' }],
    isOffered: true,
  });
  await desk.release({ retired: '2021-05-01' }, { effectiveFrom: TODAY });
  expect(await catalogued()).toBeUndefined();
  expect((await desk.read()).state.status).toBe('retired');
  expect(await ask(1)).toMatchObject({ values: [620, 700, 780] });
  const queries = [{ v: 1, indicators: [{ id: 'people' }], by: ['city', 'year'] }];
  const refused = await world.request('/api/query', jsonRequest('POST', { queries }));
  expect(refused.status).toBe(410);
  expect(await refused.json()).toMatchObject({ code: 'indicator.retired' });
});

test('a new indicator begins as a draft', async () => {
  const fresh = new Desk(world, 'men');
  const document = { ...(await desk.document()), id: 'men', name: { ko: '남성', en: 'Men' } };
  const body = { document, reason: '새로', effectiveFrom: '2020-01-01' };
  const saved = await fresh.put(body, { tag: '"0.0"' });
  expect(saved).toMatchObject({ status: 200, state: { status: 'new', newest: null } });
  const list = DefinitionList.parse(await (await world.request('/api/definitions')).json());
  expect(list.definitions.find(({ id }) => id === 'men')).toMatchObject({
    version: 0,
    status: 'new',
    draft: { status: 'draft', author: { id: 'steward' } },
  });
  await fresh.move('submit');
  expect((await fresh.move('approve', { as: 'manager' })).state).toMatchObject({
    status: 'active',
    newest: { version: 1, breaks: [] },
  });
});
