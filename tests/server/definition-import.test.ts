import { DefinitionImported, DefinitionList } from '@bada/shared/definitions';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asPerson } from './contract-support.ts';
import { Desk, openDefinitionApp } from './definition-support.ts';
import { jsonRequest, type TestApp } from './support.ts';

let world: TestApp;

beforeEach(async () => {
  world = await openDefinitionApp();
});

afterEach(() => world.close());

async function exported(): Promise<string> {
  return (await world.request('/api/definitions.yaml')).text();
}

async function bring(files: { name: string; text: string }[], more = {}, as = 'steward') {
  const init = jsonRequest('POST', { files, ...more }, asPerson(as));
  return world.request('/api/definitions/import', init);
}

async function told(response: Response): Promise<DefinitionImported> {
  return DefinitionImported.parse(await response.json());
}

async function drafts(): Promise<string[]> {
  const { definitions } = DefinitionList.parse(
    await (await world.request('/api/definitions')).json(),
  );
  return definitions.flatMap(({ id, draft }) => (draft ? [id] : []));
}

test('what was exported is known already and writes nothing', async () => {
  const name = 'indicators.yaml';
  const { definitions, written } = await told(await bring([{ name, text: await exported() }]));
  expect(definitions.map(({ outcome }) => outcome)).toEqual(['same', 'same']);
  expect(written).toBe(false);
  expect(await drafts()).toEqual([]);
});

test('what differs becomes drafts, and can be looked at before', async () => {
  const text = (await exported()).replaceAll('decimals: 0', 'decimals: 1');
  const files = [{ name: 'a.yaml', text }];
  const looked = await told(await bring(files, { dryRun: true }));
  expect(looked).toMatchObject({ written: false });
  expect(looked.definitions[0]?.changes).toMatchObject([{ path: 'decimals', after: '1' }]);
  expect(await drafts()).toEqual([]);
  expect(await told(await bring(files, { reason: '자릿수' }))).toMatchObject({ written: true });
  expect(await drafts()).toEqual(['people', 'staff']);
  expect((await new Desk(world).read()).state.draft).toMatchObject({ reason: '자릿수' });
});

test('one slip keeps everything out, told with file, line and what was meant', async () => {
  const good = (await exported()).replaceAll('decimals: 0', 'decimals: 1');
  const [first = '', second = ''] = good.split('---\n');
  const bad = `${first}---\n${second.replace('column: persons', 'column: person')}`;
  const response = await told(await bring([{ name: 'b.yaml', text: bad }]));
  const line =
    bad.split('\n').findIndex((one) => one.includes('column: person') && !one.includes('persons')) +
    1;
  expect(response.written).toBe(false);
  expect(response.problems).toMatchObject([
    {
      file: 'b.yaml',
      line,
      where: 'formula.measure.column',
      suggestion: { ko: '혹시 persons입니까?' },
    },
  ]);
  expect(await drafts()).toEqual([]);
});

test.each([
  ['no YAML', 'a: [1', 'a.yaml', 1],
  ['nothing', '', 'a.yaml', 1],
])('a file that holds %s is told', async (_, text, file, line) => {
  const { problems, written } = await told(await bring([{ name: file, text }]));
  expect(problems[0]).toMatchObject({ file, line });
  expect(written).toBe(false);
});

test('the same indicator in two files is told', async () => {
  const text = (await exported()).split('---\n')[0] ?? '';
  const files = ['a.yaml', 'b.yaml'].map((name) => ({ name, text }));
  expect((await told(await bring(files))).problems).toMatchObject([
    { file: 'b.yaml', line: 1, where: 'id' },
  ]);
});

test('a draft that waits for approval is not overwritten, nor is anything else written', async () => {
  const desk = new Desk(world, 'staff');
  const document = { ...(await desk.document()), decimals: 2 };
  await desk.put({ document, reason: 'r', effectiveFrom: '2021-06-01' });
  await desk.move('submit');
  const text = (await exported()).replaceAll('decimals: 0', 'decimals: 1');
  const refused = await bring([{ name: 'a.yaml', text }]);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: 'definition.draft-open' });
  expect(await drafts()).toEqual(['staff']);
});

test('bringing in is the business of stewards', async () => {
  expect((await bring([{ name: 'a.yaml', text: 'a' }], {}, 'manager')).status).toBe(403);
});
