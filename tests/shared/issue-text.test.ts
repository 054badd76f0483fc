import {
  expectedText,
  firstIssueText,
  Indicator,
  type Localized,
  MetricQuery,
  parseYaml,
  Strategies,
} from '@bada/shared';
import { Mapping } from '@bada/shared/intake';
import { Selection } from '@bada/shared/linked';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sampleIndicator } from './sample.ts';

function told(schema: z.ZodType, value: unknown): Localized {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('nothing was refused');
  return firstIssueText(error);
}

function expectBoth({ ko, en }: Localized): void {
  expect(ko).toMatch(/[가-힣]/);
  expect(ko).not.toBe(en);
  expect(en).not.toMatch(/[가-힣]/);
}

const text = z.strictObject({ kind: z.literal('text'), value: z.string() });
const count = z.strictObject({ kind: z.literal('count'), value: z.number() });

describe('what a schema finds wrong is told in both languages:', () => {
  test.each<[string, z.ZodType, unknown]>([
    ['another type', z.string(), 1],
    ['nothing', z.object({ a: z.string() }), {}],
    ['too much text', z.string().max(1), 'ab'],
    ['too few', z.array(z.string()).min(1), []],
    ['too small', z.number().min(2), 1],
    ['too large', z.number().max(2), 3],
    ['no whole number', z.number().int(), 1.5],
    ['no multiple', z.number().multipleOf(2048), 1000],
    ['another form', z.string().regex(/^a$/), 'b'],
    ['no date', z.iso.date(), '2021-13-31'],
    ['no address', z.url(), 'nowhere'],
    ['no uuid', z.uuid(), 'x'],
    ['another value', z.enum(['a', 'b']), 'c'],
    ['another literal', z.literal(1), 2],
    ['an unknown key', z.strictObject({}), { a: 1 }],
    ['neither of two', z.union([z.string(), z.number()]), true],
    ['no kind', z.discriminatedUnion('kind', [text, count]), { kind: 'other' }],
    ['a wrong key', z.record(z.string().regex(/^a$/), z.number()), { b: 1 }],
    ['a wrong member', z.map(z.string(), z.number()), new Map([['a', 'x']])],
    ['a check without words', z.string().refine(() => false), 'a'],
    ['a check in English alone', z.string().refine(() => false, 'never'), 'a'],
  ])('%s', (_, schema, value) => {
    expectBoth(told(schema, value));
  });

  test.each<[string, z.ZodType, unknown, string]>([
    [
      'a strategy named twice',
      Strategies,
      {
        v: 1,
        version: 1,
        strategies: ['a', 'a'].map((id) => ({
          id,
          name: { ko: '가', en: 'a' },
          aim: { ko: '가', en: 'a' },
        })),
      },
      '같은 전략이 두 번',
    ],
    [
      'times that run backwards',
      MetricQuery.shape.time,
      { from: '2021-01-02', to: '2021-01-01' },
      '',
    ],
    [
      'a condition of two values',
      MetricQuery,
      {
        v: 1,
        indicators: [{ id: 'births' }],
        where: [{ dimension: 'place', op: '=', values: ['26110', '26140'] }],
      },
      '값을 하나만',
    ],
    [
      'a rank of the city',
      Indicator,
      { ...sampleIndicator({}), formula: { type: 'rank', of: sampleIndicator({}).formula } },
      '',
    ],
    [
      'a pattern that is none',
      Mapping.shape.columns,
      [{ name: 'a', source: { pattern: '(' } }],
      '',
    ],
    [
      'two clauses of one view',
      Selection,
      {
        v: 1,
        clauses: ['a', 'b'].map((value) => ({
          type: 'points',
          view: 'one',
          dimension: 'kind',
          values: [value],
        })),
      },
      '',
    ],
  ])('%s, by a check of our own', (_, schema, value, ko) => {
    const said = told(schema, value);
    expectBoth(said);
    expect(said.ko).toContain(ko);
  });

  test('another form than the expected one', () => {
    expectBoth(expectedText('1.2.3'));
  });
});

describe('slips of a YAML text are told in both languages:', () => {
  test.each([
    ['an open bracket', 'a: [1'],
    ['a key twice', 'a: 1\na: 2'],
    ['a tab', 'a:\n\tb: 1'],
    ['two mappings in a line', 'a: b: c'],
    ['an unknown alias', 'a: *b'],
    ['an open quote', 'a: "b'],
    ['a wrong indent', 'a:\n    b: 1\n  c: 2'],
  ])('%s', (_, yaml) => {
    expect(() => parseYaml(z.unknown(), yaml, 'a.yaml')).toThrow(
      expect.objectContaining({
        params: expect.objectContaining({
          what: { ko: expect.stringMatching(/[가-힣]/), en: expect.not.stringMatching(/[가-힣]/) },
        }),
      }),
    );
  });
});
