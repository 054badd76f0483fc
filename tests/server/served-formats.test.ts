import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { shaclProblems } from '../shared/catalogue/shacl.ts';
import {
  dataPackageCheck,
  hasStandards,
  lineageCheck,
  lineageEvents,
  odcsCheck,
  standard,
} from '../support/standards.ts';
import { publishGauges } from '../support/typed-dataset.ts';
import { addOddDataset } from './catalogue-support.ts';
import { answerAndPublish, bring, confirmAndRun } from './ingest-support.ts';
import { openTestApp, type TestApp } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const List = z.object({ datasets: z.array(z.object({ id: z.string() })) });

/** What the product does not know: the city is named by its address in a gazetteer and not drawn, some
 * licences, their kinds and some periods are told by nobody, and a version has no day of issue beside the day of its figures. */
const NOT_TOLD = ['bbox', 'centroid', 'issued', 'license', 'temporal', 'type'];

let app: TestApp;
let ids: string[];

/** Datasets as they come: embedded, built by hand, with moments and shapes, and brought as a file. */
beforeAll(async () => {
  app = await openTestApp();
  await addOddDataset(app);
  await publishGauges(app.home);
  const text = '구군코드,기준일,건수\n26110,2024-01-01,3\n26140,2024-01-01,5\n';
  await answerAndPublish(app, await confirmAndRun(app, await bring(app, '민원.csv', text)));
  ids = List.parse(await document('/api/datasets')).datasets.map(({ id }) => id);
});

afterAll(() => app.close());

async function body(path: string): Promise<Response> {
  const response = await app.request(path);
  expect(response.status, `${path}: ${await response.clone().text()}`).toBe(200);
  return response;
}

async function document(path: string): Promise<object> {
  return z.looseObject({}).parse(await (await body(path)).json());
}

describe.skipIf(!hasStandards)('what is served keeps the schemas published in ../shared:', () => {
  test('every contract is Open Data Contract Standard 3.1', async () => {
    const problems = odcsCheck();
    expect(ids).toEqual(expect.arrayContaining(['gauges', 'brought', 'odd-values']));
    for (const id of ids) {
      const text = await (await body(`/api/datasets/${id}/contract.yaml`)).text();
      expect(problems(parse(text)), id).toEqual([]);
    }
  });

  test('every dataset is a Data Package 2', async () => {
    const problems = dataPackageCheck();
    for (const id of ids) {
      expect(problems(await document(`/api/datasets/${id}/datapackage.json`)), id).toEqual([]);
    }
  });

  test('what a package holds is valid by itself', async () => {
    const zip = await (await body('/api/datasets/odd-values/package.zip')).arrayBuffer();
    const files = unzipSync(new Uint8Array(zip));
    const read = (name: string) =>
      z.looseObject({}).parse(JSON.parse(new TextDecoder().decode(files[name])));
    expect(dataPackageCheck()(read('datapackage.json'))).toEqual([]);
    expect(await shaclProblems(read('dcat.jsonld'), standard('dcat-ap-3.0.0-shapes.ttl'))).toEqual(
      [],
    );
  });

  test('the catalogue is DCAT-AP 3', async () => {
    const catalogue = await document('/dcat.jsonld');
    for (const shapes of ['shapes', 'range']) {
      const found = await shaclProblems(catalogue, standard(`dcat-ap-3.0.0-${shapes}.ttl`));
      expect(found, shapes).toEqual([]);
    }
  });

  test('what it recommends is there but for what nobody has told', async () => {
    const shapes = standard('dcat-ap-3.0.0-shapes_recommended.ttl');
    const found = await shaclProblems(await document('/dcat.jsonld'), shapes);
    const paths = new Set(found.map((one) => one.split(' of ')[0]?.split(/[/#]/).at(-1)));
    expect([...paths].sort()).toEqual(NOT_TOLD);
  });

  test('every event of builds and publications is OpenLineage', async () => {
    const check = lineageCheck();
    const events = lineageEvents(app.home);
    expect(events.length).toBeGreaterThan(1);
    expect(events.flatMap((event) => check(event).problems)).toEqual([]);
  });
});
