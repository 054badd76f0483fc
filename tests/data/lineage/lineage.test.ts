import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  allSinks,
  buildExtracts,
  fileSink,
  httpSink,
  type LineageSink,
  loadIndicators,
  readContract,
} from '@bada/data/build';
import {
  buildLineage,
  type DatasetContract,
  downstream,
  type Indicator,
  type LineageNode,
  lineageId,
  mappedColumns,
  upstream,
} from '@bada/shared';
import { parseMapping } from '@bada/shared/intake';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../support/project.ts';
import { type SmallSource, writeSmallSource } from '../../support/small-source.ts';
import { hasStandards, lineageCheck, lineageEvents } from '../../support/standards.ts';

const SOURCES = join(projectRoot, 'data', 'sources');
const QUALITY = join(projectRoot, 'data', 'quality');

const Event = z.looseObject({
  eventType: z.string().optional(),
  run: z.looseObject({ runId: z.string() }).optional(),
  job: z.looseObject({ name: z.string() }),
  inputs: z.array(z.looseObject({ name: z.string() })),
  outputs: z.array(z.looseObject({ name: z.string(), facets: z.looseObject({}).optional() })),
});

let home: string;
let contracts: DatasetContract[];
let indicators: Indicator[];

beforeAll(async () => {
  const folders = readdirSync(SOURCES).filter((name) =>
    existsSync(join(SOURCES, name, 'contract.yaml')),
  );
  contracts = await Promise.all(folders.map((name) => readContract(join(SOURCES, name))));
  indicators = await loadIndicators(join(projectRoot, 'data', 'indicators'));
});

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bada-lineage-'));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const SMALL: SmallSource = {
  id: 'people',
  columns: [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
    { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
  ],
};

function eventsOf(): z.infer<typeof Event>[] {
  return lineageEvents(home).map((event) => Event.parse(event));
}

function build(sources: string, sink: LineageSink) {
  const clock = () => new Date('2024-05-01T00:00:00Z');
  const lineage = { sink, indicators, clock };
  const builtAt = '2024-05-01T00:00:00.000Z';
  return buildExtracts({ sources, home, builtAt, quality: QUALITY, lineage });
}

describe('events of a build', () => {
  test.skipIf(!hasStandards)(
    'are valid OpenLineage with all facets (../shared), one start and one end per run',
    async () => {
      await build(SOURCES, fileSink(home));
      const events = eventsOf();
      const check = lineageCheck();
      const found = events.map(check);
      expect(found.flatMap(({ problems }) => problems)).toEqual([]);
      const checked = found.reduce((sum, one) => sum + one.checked, 0);
      expect(checked).toBeGreaterThan(60);
      const runs = Map.groupBy(
        events.filter(({ run }) => run),
        ({ run }) => run?.runId ?? '',
      );
      const states = [...runs.values()].map((run) => run.map(({ eventType }) => eventType));
      expect(states).toEqual([
        ['START', 'COMPLETE'],
        ['START', 'COMPLETE'],
      ]);
    },
  );

  test('tell for each output column its source column, and for an indicator its columns', async () => {
    await build(SOURCES, fileSink(home));
    const events = eventsOf();
    const outputs = events.flatMap((event) => event.outputs);
    const lineageOf = (name: string) =>
      z
        .looseObject({
          columnLineage: z.looseObject({
            fields: z.record(
              z.string(),
              z.object({
                inputFields: z.array(
                  z.object({
                    name: z.string(),
                    field: z.string(),
                    transformations: z.array(z.object({ subtype: z.string() })),
                  }),
                ),
              }),
            ),
          }),
        })
        .parse(outputs.find((output) => output.name === name)?.facets).columnLineage.fields;
    expect(lineageOf('births').births?.inputFields).toMatchObject([
      { name: 'births/births.csv', field: 'births' },
    ]);
    const share = lineageOf('indicator/ageing-share').value?.inputFields ?? [];
    expect(share.map(({ field, transformations }) => [field, transformations[0]?.subtype])).toEqual(
      [
        ['place', 'GROUP_BY'],
        ['period', 'GROUP_BY'],
        ['persons', 'AGGREGATION'],
        ['age_from', 'FILTER'],
      ],
    );
  });

  test('say that a build failed and why, and an unchanged build is no run', async () => {
    const sources = join(home, 'sources');
    writeSmallSource(sources, SMALL, [['26110', 'not a date']]);
    await expect(build(sources, fileSink(home))).rejects.toThrow();
    expect(eventsOf().map(({ eventType }) => eventType)).toEqual(['START', 'FAIL']);
    writeSmallSource(sources, SMALL, [
      ['26110', '2020-01-01'],
      ['26110', '2021-01-01'],
    ]);
    await build(sources, fileSink(home));
    const after = eventsOf().length;
    await build(sources, fileSink(home));
    expect(eventsOf()).toHaveLength(after);
  });

  test('reach an endpoint one by one; one that refuses or is gone stops nothing', async () => {
    const received: string[] = [];
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => received.push(chunk.toString('utf8')));
      request.on('end', () => response.writeHead(received.length > 2 ? 500 : 201).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = `http://127.0.0.1:${port}/api/v1/lineage`;
    const failures: string[] = [];
    const sink = allSinks([
      fileSink(home),
      httpSink({ url, onFailure: (reason) => failures.push(reason) }),
    ]);
    const sources = join(home, 'sources');
    writeSmallSource(sources, SMALL, [
      ['26110', '2020-01-01'],
      ['26110', '2021-01-01'],
    ]);
    await build(sources, sink);
    await new Promise((resolve) => server.close(resolve));
    expect(received).toHaveLength(3);
    expect(Event.parse(JSON.parse(received[0] ?? '')).eventType).toBe('START');
    expect(failures).toEqual(['status 500']);
    expect(eventsOf().length).toBeGreaterThan(3);
  });
});

describe('the graph', () => {
  const boards = [
    { id: 'b1', title: '회의', href: '/?indicator=ageing-share', indicators: ['ageing-share'] },
  ];
  const ids = (nodes: readonly LineageNode[], kind: string) =>
    nodes.filter((node) => node.kind === kind).map(({ id }) => id.replace(`${kind}:`, ''));

  test('tells what breaks when a column changes: indicators and the boards that show them', () => {
    const graph = buildLineage({ datasets: contracts, indicators, boards });
    const broken = downstream(graph, lineageId('column', 'population-age', 'age_from'));
    expect(ids(broken, 'indicator').sort()).toEqual(['ageing-index', 'ageing-share']);
    expect(ids(broken, 'board')).toEqual(['b1']);
    const unused = downstream(graph, lineageId('column', 'cctv', 'installations'));
    expect(unused).toEqual([]);
  });

  test('tells where an indicator comes from, nearest first', () => {
    const graph = buildLineage({ datasets: contracts, indicators, boards });
    const origin = upstream(graph, lineageId('board', 'b1'));
    expect(origin[0]?.id).toBe('indicator:ageing-share');
    expect(ids(origin, 'source')).toEqual(['population-age']);
    expect(origin.at(-1)?.kind).toBe('source');
  });

  test('every column that an indicator reads is a node of the graph', () => {
    const graph = buildLineage({ datasets: contracts, indicators });
    const loose = graph.edges.filter(
      ({ from, to }) => !graph.nodes.has(from) || !graph.nodes.has(to),
    );
    expect(loose).toEqual([]);
  });

  test('reaches through a mapping to the columns of the file that was sent', () => {
    const mapping = parseMapping(
      JSON.stringify({
        v: 1,
        id: 'ages',
        title: { ko: '연령', en: 'Ages' },
        dataset: 'population-age',
        match: { file: '^ages', columns: ['행정구역'] },
        columns: [
          { name: 'place', type: 'place', from: '행정구역' },
          { name: 'age_from', type: 'integer', from: { group: 'age' } },
        ],
        pivot: { columns: '_(?<age>\\d+)세$', value: { name: 'persons', type: 'integer' } },
      }),
      'ages.yaml',
    );
    const mapped = mappedColumns(mapping);
    expect(mapped).toEqual({
      place: ['행정구역'],
      age_from: ['/_(?<age>\\d+)세$/'],
      persons: ['/_(?<age>\\d+)세$/'],
    });
    const datasets = contracts.map((one) =>
      one.id === 'population-age' ? { ...one, mapping: mapped } : one,
    );
    const graph = buildLineage({ datasets, indicators });
    const column = lineageId('source-column', 'population-age', '행정구역');
    expect(ids(downstream(graph, column), 'indicator')).toContain('ageing-share');
  });

  test('a circle of edges ends', () => {
    const title = { ko: '가', en: 'a' };
    const nodes = new Map(['a', 'b'].map((id) => [id, { id, kind: 'dataset' as const, title }]));
    const edges = [
      { from: 'a', to: 'b', use: 'read' as const },
      { from: 'b', to: 'a', use: 'read' as const },
    ];
    expect(downstream({ nodes, edges }, 'a').map(({ id }) => id)).toEqual(['b']);
  });
});
