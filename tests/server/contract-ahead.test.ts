import { Problem, Task } from '@bada/shared';
import { ContractState, OdcsDocument, withContractFacts } from '@bada/shared/catalogue';
import { QualityDetail, TaskPage } from '@bada/shared/intake';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQualityWorld, type QualityWorld } from '../support/quality-world.ts';
import type { SmallSource } from '../support/small-source.ts';
import { person } from './contract-support.ts';
import { jsonRequest } from './support.ts';

const ROWS = [
  ['26110', '2020-01-01', 10, 40],
  ['26140', '2021-01-01', 7, 3],
] as const;

const MENDED = [['26110', '2020-01-01', 10, 4], ROWS[1]] as const;

function within(id: string, other: string, gate = 'warn') {
  const holds = { column: 'households', op: '<=', other };
  const implementation = { criterion: 'logic', gate, holds };
  return { id, type: 'custom', engine: 'bada', severity: 'major', implementation };
}

const PEOPLE: SmallSource = {
  id: 'people',
  columns: [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
    { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
    { name: 'persons', type: 'INTEGER', role: 'measure', time: 'last' },
    { name: 'households', type: 'INTEGER', role: 'measure', time: 'last' },
  ],
  quality: [within('within', 'persons')],
};

let world: QualityWorld;

beforeEach(async () => {
  world = await openQualityWorld();
  await world.publish(PEOPLE, ROWS);
});

afterEach(() => world.close());

/** Stores the next version of the contract with changes. */
async function store(mend: (document: OdcsDocument) => unknown): Promise<void> {
  const steward = person(['steward']);
  const body = OdcsDocument.parse(
    await world.store.documents.newestBody(steward, 'contract', 'people'),
  );
  const [newest] = await world.store.documentVersions.list(steward, 'contract', 'people');
  const version = (newest?.version ?? 0) + 1;
  const document = { kind: 'contract', id: 'people', version, department: null } as const;
  const added = await world.store.documents.addVersion(steward, { ...document, body: mend(body) });
  expect(added).toBe('added');
}

async function refusal(path: string, init?: RequestInit): Promise<[number, string, string]> {
  const response = await world.request(path, init);
  const { code, message } = Problem.parse(await response.json());
  return [response.status, code, message.en];
}

async function detail(): Promise<QualityDetail> {
  return QualityDetail.parse(await (await world.request('/api/datasets/people/quality')).json());
}

async function taskPage(): Promise<TaskPage> {
  return TaskPage.parse(await (await world.request('/api/tasks')).json());
}

describe('a rule that a contract asks for ahead of its data', () => {
  const withRule = (rule: object) => (document: OdcsDocument) => {
    const text = JSON.stringify(document).replace(
      '"quality":[',
      `"quality":[${JSON.stringify(rule)},`,
    );
    return JSON.parse(text);
  };
  const lookup = {
    id: 'known',
    type: 'custom',
    engine: 'bada',
    severity: 'major',
    implementation: {
      criterion: 'reference',
      gate: 'warn',
      columns: ['place'],
      dataset: 'people',
      references: ['district'],
    },
  };

  test.each([
    ['a column that is not there', within('ahead', 'families'), 'families'],
    ['a column that is not there over there', lookup, 'people.district'],
  ])(
    'by %s is undiagnosed with its reason, and a coded problem where it is run',
    async (_, rule, what) => {
      await store(withRule(rule));
      const { unrunnable, report } = await detail();
      expect(unrunnable).toMatchObject([
        { id: rule.id, reason: { ko: expect.stringContaining(what) } },
      ]);
      expect(report?.value.results.map(({ id }) => id)).toContain('within');
      const expected = [422, 'quality.rule-not-runnable', expect.stringContaining(what)];
      const failing = `/api/datasets/people/failing?rule=${rule.id}`;
      expect(await refusal(failing)).toEqual(expected);
      expect(await refusal(`/api/datasets/people/failing.xlsx?rule=${rule.id}`)).toEqual(expected);
      const draft = jsonRequest('POST', { dataset: 'people', rule: rule.id });
      expect(await refusal('/api/tasks', draft)).toEqual(expected);
      const all = await world.request('/api/datasets/people/failing.xlsx');
      expect(all.status).toBe(200);
      expect((await world.request('/api/datasets/people/failing?rule=within')).status).toBe(200);
    },
  );

  test('the same holds for a task whose rule was moved to such a column', async () => {
    const { tasks } = await taskPage();
    await store((document) =>
      JSON.parse(JSON.stringify(document).replace('"other":"persons"', '"other":"families"')),
    );
    const [code] = await refusal(`/api/tasks/${tasks[0]?.id}/recheck`, { method: 'POST' });
    expect(code).toBe(422);
    const rows = await refusal('/api/datasets/people/failing?rule=within');
    expect(rows[1]).toBe('quality.rule-not-runnable');
  });

  test('a key that is not there yet leaves the failing rows readable', async () => {
    await store((document) =>
      JSON.parse(
        JSON.stringify(document)
          .replaceAll('"name":"place"', '"name":"dong"')
          .replace('"sortBy":["place"', '"sortBy":["dong"'),
      ),
    );
    const response = await world.request('/api/datasets/people/failing?rule=within');
    expect(response.status, await response.clone().text()).toBe(200);
    expect(await response.json()).toMatchObject({ rows: [{ key: [null, '2020-01-01'] }] });
  });
});

describe('tasks', () => {
  test('call columns by their titles', async () => {
    const { names } = await taskPage();
    expect(names.columns.people?.households).toEqual({ ko: 'households', en: 'households' });
  });

  test('follow their dataset to another department while they are unfinished', async () => {
    const before = await taskPage();
    expect(before.tasks.map(({ department }) => department)).toEqual(['statistics']);
    const organisation = {
      v: 1,
      departments: ['statistics', 'tourism'].map((code) => {
        return { code, name: { ko: code, en: code }, from: '2020-01-01' };
      }),
    };
    await world.store.documents.addVersion(person(['administrator']), {
      ...{ kind: 'organisation', id: 'organisation', version: 1, department: null },
      body: organisation,
    });
    const contract = await world.request('/api/datasets/people/contract');
    const { document } = ContractState.parse(await contract.json());
    const moved = withContractFacts(document, { ownerDepartment: 'tourism' });
    const headers = { 'if-match': contract.headers.get('etag') ?? '' };
    const body = { document: moved, reason: '' };
    const saved = await world.request(
      '/api/datasets/people/contract',
      jsonRequest('PUT', body, headers),
    );
    expect(saved.status, await saved.clone().text()).toBe(200);
    const { tasks } = await taskPage();
    expect(tasks.map(({ id, department }) => [id, department])).toEqual([
      [before.tasks[0]?.id, 'tourism'],
    ]);
    const mine = await world.request('/api/tasks?department=tourism');
    expect(TaskPage.parse(await mine.json()).total).toBe(1);
    expect(Task.parse(tasks[0]).version).toBe(before.tasks[0]?.version);
    const { tasks: synced } = await world.publish(PEOPLE, MENDED);
    expect(synced.finished).toBe(1);
    expect((await taskPage()).tasks.map(({ department }) => department)).toEqual(['tourism']);
  });
});
