import { Problem, Task, type Viewer } from '@bada/shared';
import { FailingPage, OverlapList, QualityDetail, TaskPage } from '@bada/shared/intake';
import { read, utils } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openQualityWorld, type QualityWorld } from '../support/quality-world.ts';
import type { SmallSource } from '../support/small-source.ts';
import { jsonRequest } from './support.ts';

const GOOD = [
  ['26110', '2020-01-01', 10, 4],
  ['26110', '2021-01-01', 9, 4],
] as const;
const BAD = [
  ['26110', '2020-01-01', 10, 40],
  ['26110', '2021-01-01', 9, 12],
  ['26140', '2020-01-01', 8, 3],
] as const;

function people(id = 'people', gate = 'warn'): SmallSource {
  const implementation = {
    criterion: 'logic',
    gate,
    holds: { column: 'households', op: '<=', other: 'persons' },
    reason: { ko: '세대가 사람보다 많습니다', en: 'more households than persons' },
  };
  return {
    id,
    columns: [
      { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true },
      { name: 'period', type: 'DATE', role: 'period', key: 2, required: true },
      { name: 'persons', type: 'INTEGER', role: 'measure', time: 'last' },
      { name: 'households', type: 'INTEGER', role: 'measure', classification: 'restricted' },
    ],
    quality: [{ id: 'within', type: 'custom', engine: 'bada', severity: 'major', implementation }],
  };
}

function viewer(dataClass: Viewer['class']): Viewer {
  return { id: 'han', roles: ['steward'], departments: [], class: dataClass };
}

let world: QualityWorld;

beforeEach(async () => {
  world = await openQualityWorld({
    viewerOf: (request) =>
      viewer(request.headers.get('x-test-class') === 'restricted' ? 'restricted' : 'internal'),
  });
});

afterEach(() => world.close());

const RESTRICTED = { headers: { 'x-test-class': 'restricted' } };

async function detail(id = 'people'): Promise<QualityDetail> {
  return QualityDetail.parse(await (await world.request(`/api/datasets/${id}/quality`)).json());
}

async function failing(search: string, init?: RequestInit): Promise<FailingPage> {
  const response = await world.request(`/api/datasets/people/failing?${search}`, init);
  return FailingPage.parse(await response.json());
}

const Cells = z.array(z.array(z.union([z.string(), z.number(), z.null()])));

async function workbook(path: string): Promise<Record<string, z.infer<typeof Cells>>> {
  const response = await world.request(path);
  expect(response.status).toBe(200);
  const book = read(await response.arrayBuffer());
  return Object.fromEntries(
    book.SheetNames.map((name) => {
      const sheet = book.Sheets[name] ?? {};
      return [name, Cells.parse(utils.sheet_to_json(sheet, { header: 1, defval: null }))];
    }),
  );
}

async function codeOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).code;
}

describe('how good a dataset is', () => {
  test('tells diagnoses, reasons, the score with timeliness, and the verdict of the gate', async () => {
    await world.publish(people(), BAD);
    const found = await detail();
    expect(found.report).toMatchObject({ rows: 3, value: { errors: 2 }, exchange: { share: 1 } });
    expect(found.reasons.within).toEqual({
      ko: '세대가 사람보다 많습니다',
      en: 'more households than persons',
    });
    expect(found.evaluationDate).toBe('2022-06-30');
    expect(found.score?.dimensions.timeliness).toBe(100);
    // What lists say of it is judged by the same day.
    const listed = await (await world.request('/api/datasets/people')).json();
    expect(listed).toMatchObject({ dataset: { quality: { score: found.score?.score } } });
    expect(found.freshness).toMatchObject({ state: 'on-time' });
    expect(found.verdict).toMatchObject({ outcome: 'warn', failed: [{ id: 'within', errors: 2 }] });
    expect(found.drift).toBeNull();
  });

  test('a refused version is told with its reasons while the one before it stays', async () => {
    await world.publish(people('people', 'block'), GOOD);
    world.setNow('2024-03-05T00:00:00.000Z');
    await expect(world.publish(people('people', 'block'), BAD)).rejects.toThrow();
    const found = await detail();
    expect(found.verdict).toMatchObject({ outcome: 'block', at: '2024-03-05T00:00:00.000Z' });
    expect(found.report).toMatchObject({ rows: 2 });
  });

  test('the trend has a point per version and breaks where the rules changed', async () => {
    await world.publish(people(), GOOD);
    world.setNow('2024-03-05T00:00:00.000Z');
    await world.publish(people(), BAD);
    world.setNow('2024-03-06T00:00:00.000Z');
    const { quality: _rules, columns, ...rest } = people();
    const note = { name: 'note', type: 'VARCHAR', role: 'attribute' };
    const wider = { ...rest, columns: [...columns, note] };
    await world.publish(
      wider,
      GOOD.map((row) => [...row, 'x']),
    );
    const found = await detail();
    expect(found.trend.map(({ errors, breaks }) => [errors, breaks])).toEqual([
      [0, false],
      [2, false],
      [0, true],
    ]);
    expect(found.drift?.changes).toEqual([
      {
        text: { ko: '열 추가: note (VARCHAR)', en: 'column added: note (VARCHAR)' },
        breaking: false,
      },
    ]);
  });
});

describe('failing rows', () => {
  beforeEach(() => world.publish(people(), BAD));

  test('come in pages with key and reason; narrower columns are masked by class', async () => {
    expect(await failing('rule=within&limit=1')).toEqual({
      rule: 'within',
      reason: { ko: '세대가 사람보다 많습니다', en: 'more households than persons' },
      key: ['place', 'period'],
      columns: ['households', 'persons'],
      rows: [{ number: 1, key: ['26110', '2020-01-01'], value: '***' }],
      offset: 0,
      total: 2,
    });
    const second = await failing('rule=within&limit=1&offset=1', RESTRICTED);
    expect(second.rows).toEqual([{ number: 2, key: ['26110', '2021-01-01'], value: '12 | 9' }]);
  });

  test('of a rule that is not there are a coded error, as page and as file', async () => {
    for (const path of ['failing?rule=none', 'failing.xlsx?rule=none']) {
      const response = await world.request(`/api/datasets/people/${path}`);
      expect([response.status, await codeOf(response)]).toEqual([404, 'quality.rule-unknown']);
    }
  });

  test('leave as a workbook with reasons in both languages and the same masks', async () => {
    const sheets = await workbook('/api/datasets/people/failing.xlsx');
    expect(sheets['틀린 행 Failing rows']).toEqual([
      [
        '행 번호 Row',
        '키 Key: place',
        '키 Key: period',
        '열 Columns',
        '값 Value',
        '규칙 Rule',
        '사유',
        'Reason',
      ],
      ...[1, 2].map((row) => [
        row,
        '26110',
        `202${row - 1}-01-01`,
        'households, persons',
        '***',
        'within',
        '세대가 사람보다 많습니다',
        'more households than persons',
      ]),
    ]);
    expect(sheets['설명 About']?.at(-1)?.slice(0, 3)).toEqual(['within', 3, 2]);
  });
});

describe('the evidence file', () => {
  test('holds diagnosis with official band, rules, actions with both rates, and history', async () => {
    await world.publish(people(), BAD);
    const list = await world.request('/api/tasks');
    const task = Task.parse(TaskPage.parse(await list.json()).tasks[0]);
    const note = { kind: 'note', text: '원자료를 고침' };
    const init = jsonRequest('POST', note, { 'if-match': '*' });
    await world.request(`/api/tasks/${task.id}/changes`, init);
    world.setNow('2024-03-05T00:00:00.000Z');
    await world.publish(people(), GOOD);
    const sheets = await workbook('/api/datasets/people/evidence.xlsx');
    const [header = [], first = []] = sheets['진단 Diagnoses'] ?? [];
    const value = (name: string) => first[header.indexOf(name)];
    expect(value('진단일 Diagnosed')).toBe('2024-03-05');
    expect(value('오류율(%) Error rate')).toBe(0);
    expect(value('오류율 구간 Official band')).toBe('0.01% 미만 below');
    expect(value('연계 일치율(%) Links')).toBe(100);
    const [names = [], action = []] = sheets['조치 Actions'] ?? [];
    const cell = (name: string) => action[names.indexOf(name)];
    expect(cell('상태 Status')).toBe('조치 완료 done');
    expect(cell('처리일 Settled')).toBe('2024-03-05');
    expect(cell('조치 전 오류율(%) Rate before')).toBeCloseTo(200 / 3);
    expect(cell('조치 후 오류율(%) Rate after')).toBe(0);
    expect(cell('기록 Notes')).toBe('2024-03-01 han: 원자료를 고침');
    expect(sheets['이력 History']?.map((row) => row[4])).toEqual([
      '내용 What',
      '과제 등록 opened',
      '기록 note',
      '재진단 measured',
    ]);
    expect(sheets['규칙 Rules']?.length).toBeGreaterThan(5);
  });

  test('of all datasets has a line of each', async () => {
    await world.publish(people(), BAD);
    await world.publish(people('others'), GOOD);
    const sheets = await workbook('/api/evidence.xlsx');
    expect(sheets['진단 Diagnoses']?.slice(1).map(([id]) => id)).toEqual(['others', 'people']);
  });
});

test('datasets that hold the same figures are told with the share that agrees', async () => {
  await world.publish(people(), BAD);
  await world.publish(people('others'), GOOD);
  const response = await world.request('/api/datasets/people/overlaps');
  const { overlaps } = OverlapList.parse(await response.json());
  expect(overlaps).toMatchObject([
    {
      other: 'others',
      sharedKeys: 2,
      measures: [
        { column: 'persons', compared: 2, agreeing: 2 },
        { column: 'households', compared: 2, agreeing: 0 },
      ],
    },
  ]);
});
