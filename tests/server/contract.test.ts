import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSink } from '@bada/data/build';
import { Manifest, Problem } from '@bada/shared';
import {
  ContractCheck,
  ContractHistory,
  type ContractMetadata,
  ContractState,
  DatasetDetail,
  withMetadata,
} from '@bada/shared/catalogue';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { alignClasses } from '../../server/src/jobs/align-classes.ts';
import { DatasetVersions } from '../../server/src/jobs/dataset-versions.ts';
import { asPerson, contractOf, openPeopledApp, person, putContract } from './contract-support.ts';
import { jsonRequest, type TestApp } from './support.ts';

const ID = 'people-count';

let world: TestApp;

beforeEach(async () => {
  world = await openPeopledApp();
});

afterEach(() => world.close());

async function edited(change: Partial<ContractMetadata>) {
  const { state, tag } = await contractOf(world, ID);
  return { tag, document: withMetadata(state.document, { ...state.metadata, ...change }) };
}

async function save(change: Partial<ContractMetadata>, reason = '') {
  return putContract(world, ID, { ...(await edited(change)), reason });
}

async function dataset(id = ID) {
  const response = await world.request(`/api/datasets/${id}`);
  return DatasetDetail.parse(await response.json()).dataset;
}

async function history(id = ID) {
  const response = await world.request(`/api/datasets/${id}/contract/history`);
  return ContractHistory.parse(await response.json()).versions;
}

async function codeOf(response: Response) {
  return { status: response.status, code: Problem.parse(await response.json()).code };
}

describe('an edit', () => {
  test('is shown by catalogue, page and open formats without another build', async () => {
    const before = await (await world.request('/api/manifest')).json();
    const change = {
      title: { ko: '주민 수', en: 'Head count' },
      licence: { id: 'KOGL-1', note: { ko: '출처 표시', en: 'Name the source' } },
      ownerDepartment: 'budget',
      legalBasis: { ko: '주민등록법 제14조', en: 'Resident Registration Act, article 14' },
      cadence: 'monthly' as const,
      caveats: [{ id: 'early', ko: '잠정입니다.', en: 'Provisional.' }],
    };
    expect((await save(change, '제목을 쉽게')).status).toBe(200);
    const node = await dataset();
    expect(node).toMatchObject({
      title: change.title,
      licence: change.licence,
      legalBasis: change.legalBasis,
      cadence: 'monthly',
      caveats: change.caveats,
      owner: { code: 'budget', name: { ko: '예산과' } },
      contractVersion: '1.0.1',
    });
    const found = await (
      await world.request(`/api/datasets?q=${encodeURIComponent('주민')}`)
    ).text();
    expect(found).toContain('Head count');
    const dcat = await (await world.request(`/api/datasets/${ID}/dcat.jsonld`)).text();
    expect(dcat).toContain('주민 수');
    const listing = await (await world.request(`/api/datasets/${ID}/listing.csv`)).text();
    expect(listing).toContain('주민등록법 제14조');
    expect(await (await world.request('/api/manifest')).json()).toEqual(before);
  });

  test('of a column changes its names, term and unit, and nothing of its type', async () => {
    const { state } = await contractOf(world, ID);
    const columns = state.metadata.columns.map((column) =>
      column.name === 'persons'
        ? { ...column, title: { ko: '사람', en: 'People' }, term: 'PPL_CNT', unit: '명' }
        : column,
    );
    expect((await save({ columns })).status).toBe(200);
    const column = (await dataset()).columns.find(({ name }) => name === 'persons');
    expect(column).toMatchObject({
      title: { ko: '사람' },
      term: 'PPL_CNT',
      unit: '명',
      type: 'INTEGER',
    });
    const glossary = await (await world.request('/api/glossary')).text();
    expect(glossary).toContain('PPL_CNT');
  });

  test('keeps who, when, why and what, and can be gone back on', async () => {
    await save({ title: { ko: '하나', en: 'One' } }, '첫 손질');
    await save({ title: { ko: '둘', en: 'Two' } });
    const [newest, older] = await history();
    expect(newest).toMatchObject({ version: '1.0.2', author: 'steward', current: true });
    expect(older).toMatchObject({ version: '1.0.1', reason: '첫 손질', current: false });
    expect(newest?.changes.map(({ name, before, after }) => [name.ko, before, after])).toEqual([
      ['제목(한국어)', '하나', '둘'],
      ['제목(영어)', 'One', 'Two'],
    ]);
    const { tag } = await contractOf(world, ID);
    const body = { version: '1.0.1', reason: '되돌림' };
    const back = await world.request(
      `/api/datasets/${ID}/contract/restore`,
      jsonRequest('POST', body, { 'if-match': tag }),
    );
    expect(ContractState.parse(await back.json())).toMatchObject({ version: '1.0.3' });
    expect((await dataset()).title.ko).toBe('하나');
    expect((await history()).map(({ version }) => version)).toEqual(['1.0.3', '1.0.2', '1.0.1']);
  });
});

describe('who may', () => {
  test.each([
    ['steward', true, 200],
    ['administrator', true, 200],
    ['manager', true, 200],
    ['other-manager', false, 403],
    ['analyst', false, 403],
  ])('%s: %s', async (who, mayEdit, status) => {
    const path = `/api/datasets/${ID}/contract`;
    const seen = await world.request(path, { headers: asPerson(who) });
    expect(ContractState.parse(await seen.json()).mayEdit).toBe(mayEdit);
    const sent = await edited({ title: { ko: '새 이름', en: 'New name' } });
    expect((await putContract(world, ID, { ...sent, as: who })).status).toBe(status);
    expect((await dataset()).title.ko).toBe(status === 200 ? '새 이름' : ID);
  });

  test('a manager does not change the class; a steward does, and the files go along', async () => {
    const sent = await edited({ class: 'internal' });
    const refused = await putContract(world, ID, { ...sent, as: 'manager' });
    expect(refused.status).toBe(403);
    expect((await putContract(world, ID, sent)).status).toBe(200);
    const node = await dataset();
    expect(node.class).toBe('internal');
    const manifest = Manifest.parse(await (await world.request('/api/manifest')).json());
    expect(manifest.datasets.find(({ id }) => id === ID)?.class).toBe('internal');
    const file = await world.request(`/api/datasets/${ID}/download?format=parquet`);
    expect(file.status).toBe(200);
    expect((await file.arrayBuffer()).byteLength).toBe(node.files[0]?.bytes);
  });
});

test('the class of the stored contract outlives a build that follows the repository', async () => {
  await save({ class: 'internal' });
  // A build of before: the pointer stands on the manifest with the class of the source.
  writeFileSync(join(world.folder, 'current'), `${world.manifest.id}\n`);
  const { datasets: contracts } = await world.store.documents.contracts(person(['administrator']));
  const versions = new DatasetVersions({ home: world.home, sink: fileSink(world.home) });
  const moved = await alignClasses(person(['administrator']), {
    manifest: world.manifest,
    contracts,
    versions,
  });
  expect(moved).toEqual([ID]);
  expect((await dataset()).class).toBe('internal');
});

test('a steward who sets a licence makes a dataset publishable', async () => {
  expect((await save({ licence: { id: 'unstated', note: null } })).status).toBe(200);
  const published = async () => (await world.request('/dcat.jsonld')).text();
  expect(await published()).not.toContain(`/catalog/${ID}`);
  expect((await save({ licence: { id: 'KOGL-1', note: null } })).status).toBe(200);
  expect(await published()).toContain(`/catalog/${ID}`);
});

describe('refused', () => {
  test('a writer who holds an older version, and learns the newer tag', async () => {
    const late = await edited({ title: { ko: '늦음', en: 'Late' } });
    await save({ title: { ko: '빠름', en: 'Fast' } });
    const response = await putContract(world, ID, late);
    expect(response.headers.get('etag')).toBe((await contractOf(world, ID)).tag);
    expect(await codeOf(response)).toEqual({ status: 412, code: 'contract.conflict' });
    expect((await dataset()).title.ko).toBe('빠름');
  });

  test('of two writers at once, one', async () => {
    const one = await edited({ title: { ko: '하나', en: 'One' } });
    const two = await edited({ title: { ko: '둘', en: 'Two' } });
    const answers = await Promise.all([one, two].map((sent) => putContract(world, ID, sent)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await history()).toHaveLength(1);
  });

  test.each([
    ['without If-Match', {}, 428, 'contract.precondition-required'],
    ['what changes nothing', { same: true }, 422, 'contract.unchanged'],
    ['another type of a column', { retype: true }, 422, 'contract.structure'],
    ['an unknown owner', { owner: 'nobody' }, 422, 'contract.not-valid'],
  ])('%s', async (_what, { same, retype, owner }: Record<string, unknown>, status, code) => {
    const { tag, document } = await edited({
      ...(same ? {} : { title: { ko: '새 이름', en: 'New' } }),
      ...(owner ? { ownerDepartment: 'nobody' } : {}),
    });
    const text = stringify(document);
    const yaml = retype ? text.replace('physicalType: INTEGER', 'physicalType: BIGINT') : text;
    const headers = status === 428 ? {} : { 'if-match': tag };
    const response = await world.request(
      `/api/datasets/${ID}/contract`,
      jsonRequest('PUT', { reason: '', yaml }, { ...asPerson('steward'), ...headers }),
    );
    expect(await codeOf(response)).toEqual({ status, code });
    expect(await history()).toEqual([]);
  });

  test('a dataset and a version that are not there', async () => {
    const gone = await world.request('/api/datasets/nothing/contract');
    expect(await codeOf(gone)).toEqual({ status: 404, code: 'dataset.not-found' });
    const response = await world.request(
      `/api/datasets/${ID}/contract/restore`,
      jsonRequest('POST', { version: '9.9.9' }, { 'if-match': '*' }),
    );
    expect(await codeOf(response)).toEqual({ status: 404, code: 'contract.version-unknown' });
  });
});

describe('YAML', () => {
  async function check(yaml: string): Promise<ContractCheck> {
    const path = `/api/datasets/${ID}/contract/check`;
    const response = await world.request(path, jsonRequest('POST', { yaml }));
    return ContractCheck.parse(await response.json());
  }

  test('goes out and comes back in: what differs is told before it is saved', async () => {
    const out = await (await world.request(`/api/datasets/${ID}/contract.yaml`)).text();
    expect(z.string().parse(out)).toContain(`id: ${ID}`);
    const { state } = await contractOf(world, ID);
    const yaml = stringify(state.document).replace('cadence: yearly', 'cadence: monthly');
    const { problems, changes } = await check(yaml);
    expect(problems).toEqual([]);
    expect(changes).toMatchObject([{ path: 'cadence', before: 'yearly', after: 'monthly' }]);
    expect(await history()).toEqual([]);
  });

  test('is refused with the lines of everything that is wrong', async () => {
    const { state } = await contractOf(world, ID);
    const lines = stringify(state.document).split('\n');
    const at = lines.findIndex((line) => line.includes('cadence: yearly'));
    lines[at] = (lines[at] ?? '').replace('yearly', 'sometimes');
    const type = lines.findIndex((line) => line.includes('physicalType: INTEGER'));
    lines[type] = (lines[type] ?? '').replace('INTEGER', 'JSON');
    const { problems, document } = await check(lines.join('\n'));
    expect(document).toBeNull();
    expect(problems.map(({ line }) => line).sort((a, b) => a - b)).toEqual(
      [at + 1, type + 1].sort((a, b) => a - b),
    );
    expect(problems.every(({ message }) => /[가-힣]/.test(message.ko))).toBe(true);
  });

  test.each([
    ['a broken line', 'id: [1\nversion: 2'],
    ['no document', ''],
    ['a scalar', 'contract'],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`).join('\n')}`,
    ],
  ])('%s ends in a told problem', async (_what, yaml) => {
    expect((await check(yaml)).problems.length).toBeGreaterThan(0);
  });
});
