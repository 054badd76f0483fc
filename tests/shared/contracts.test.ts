import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BadaError,
  datasetsOf,
  measuresOf,
  parseDatasetContract,
  parseIndicator,
  parseYaml,
} from '@bada/shared';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../support/project.ts';

function read(...path: string[]): string {
  return readFileSync(join(projectRoot, 'data', ...path), 'utf8');
}

const births = read('sources', 'births', 'contract.yaml');
const ageing = read('indicators', 'ageing-share.yaml');

function refusalOf(work: () => unknown): Record<string, unknown> {
  try {
    work();
  } catch (error) {
    if (error instanceof BadaError) return { code: error.code, ...error.params };
    throw error;
  }
  throw new Error('nothing was refused');
}

/** The text with one part replaced, which must be there. */
function broken(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`there is no “${part}”`);
  return text.replace(part, by);
}

describe('a YAML document', () => {
  const schema = z.strictObject({ list: z.array(z.strictObject({ n: z.number() })) });

  test('is given back parsed', () => {
    expect(parseYaml(schema, 'list: [{ n: 1 }]', 'a.yaml')).toEqual({ list: [{ n: 1 }] });
  });

  test.each([
    ['a slip of syntax with its line', 'list:\n  - n: [1', { where: 'line 2' }],
    [
      'a repeated key with its line',
      'list: []\nlist: []',
      { line: 2, where: 'line 2', what: { en: expect.stringContaining('unique') } },
    ],
    ['a wrong value with its path', 'list: [{ n: 1 }, { n: x }]', { where: 'list.1.n' }],
    ['a key nobody knows', 'list: []\nlsit: []', { where: 'document' }],
    ['an empty document', '', { where: 'document' }],
  ])('is refused for %s', (_, text, expected) => {
    const refusal = refusalOf(() => parseYaml(schema, text, 'a.yaml'));
    expect(refusal).toMatchObject({ code: 'contract.invalid', file: 'a.yaml', ...expected });
    expect(String(refusal.what)).not.toBe('');
  });
});

describe('a dataset contract', () => {
  test('gives columns, types, key and file', () => {
    const contract = parseDatasetContract(births, 'births/contract.yaml');
    expect(contract).toMatchObject({
      id: 'births',
      file: 'births.csv',
      class: 'internal',
      grain: 'year',
      key: ['place', 'period'],
    });
    expect(contract.columns.map(({ name, type, role }) => [name, type, role])).toEqual([
      ['place', 'VARCHAR', 'place'],
      ['period', 'DATE', 'period'],
      ['births', 'INTEGER', 'measure'],
      ['midyear_population', 'INTEGER', 'measure'],
      ['status', 'VARCHAR', 'status'],
    ]);
  });

  test('has hours as its periods only where they are moments', () => {
    const hourly = broken(births, 'grain: year', 'grain: hour');
    const refusal = refusalOf(() => parseDatasetContract(hourly, 'births'));
    expect(refusal).toMatchObject({ code: 'contract.invalid', where: 'grain' });
    const moments = broken(hourly, 'physicalType: DATE', 'physicalType: TIMESTAMP');
    expect(parseDatasetContract(moments, 'births').grain).toBe('hour');
  });

  test('orders its key by the declared positions', () => {
    const swapped = births
      .replace('primaryKeyPosition: 1', 'primaryKeyPosition: 3')
      .replace('primaryKeyPosition: 2', 'primaryKeyPosition: 1');
    expect(parseDatasetContract(swapped, 'births').key).toEqual(['period', 'place']);
  });

  test.each([
    ['another standard', 'apiVersion: v3.1.0', 'apiVersion: v2.2.0', 'apiVersion'],
    ['a class there is not', 'class: internal', 'class: secret', 'customProperties.0.value.class'],
    ['a grain there is not', 'grain: year', 'grain: decade', 'customProperties.0.value.grain'],
    [
      'a date that is none',
      `asOf: '2021-12-31'`,
      `asOf: '2021-13-31'`,
      'customProperties.0.value.asOf',
    ],
    [
      'a row group DuckDB cannot write',
      'rowGroupSize: 16384',
      'rowGroupSize: 1000',
      'customProperties.0.value.storage.rowGroupSize',
    ],
    [
      'a type that crashes the browser’s engine',
      'physicalType: DATE',
      'physicalType: TIMESTAMPTZ',
      'schema.0.properties.1.physicalType',
    ],
    [
      'a column name with a quote',
      'name: midyear_population',
      `name: 'mid"year'`,
      'schema.0.properties.3.name',
    ],
    [
      'a role there is not',
      'role: status',
      'role: state',
      'schema.0.properties.4.customProperties.0.value.role',
    ],
    [
      'a title in one language',
      'title: { ko: 출생아수, en: Births }',
      'title: { ko: 출생아수 }',
      'customProperties.0.value.title.en',
    ],
  ])('is refused for %s', (_, part, by, where) => {
    const text = broken(births, part, by);
    const refusal = refusalOf(() => parseDatasetContract(text, 'births/contract.yaml'));
    expect(refusal).toMatchObject({
      code: 'contract.invalid',
      file: 'births/contract.yaml',
      where,
    });
  });

  test.each([
    ['a word for another', 'grain: year', 'grian: year', 'grain'],
    ['a class for another', 'class: internal', 'class: intern', 'internal'],
    ['a role for another', 'role: status', 'role: statos', 'status'],
    ['a column to sort by', 'sortBy: [period, place]', 'sortBy: [periode, place]', 'period'],
  ])('%s is told with its line and what was likely meant', (_, part, by, meant) => {
    const text = broken(births, part, by);
    const line = text.slice(0, text.indexOf(by)).split('\n').length;
    const refusal = refusalOf(() => parseDatasetContract(text, 'births/contract.yaml'));
    expect(refusal).toMatchObject({
      line,
      what: {
        ko: expect.stringContaining(`혹시 ${meant}`),
        en: expect.stringMatching(new RegExp(`^line ${line}: .*Did you mean ${meant}\\?$`)),
      },
    });
  });

  test('is refused without the product’s own part', () => {
    const text = broken(births, 'property: bada', 'property: other');
    const refusal = refusalOf(() => parseDatasetContract(text, 'births'));
    expect(refusal).toMatchObject({ where: 'customProperties.0.property' });
  });
});

describe('an indicator', () => {
  const indicator = parseIndicator(ageing, 'ageing-share.yaml');

  test('reads its measures numerator first, each dataset once', () => {
    expect(measuresOf(indicator.formula).map(({ where }) => where.length)).toEqual([1, 0]);
    expect(datasetsOf(indicator)).toEqual(['population-age']);
  });

  test('cannot be changed by those who read it', () => {
    expect(Object.isFrozen(indicator)).toBe(true);
  });

  test.each([
    ['a formula', 'type: ratio', 'type: ratoi', 'ratio'],
    ['a key of a formula', 'maxGapDays', 'maxGapDay', 'maxGapDays'],
    ['a city rule', 'cityRule: ratio-of-sums', 'cityRule: ratio-of-smus', 'ratio-of-sums'],
    ['a key', 'decimals: 1', 'decimal: 1', 'decimals'],
  ])(
    '%s that is not known is told with its line and what was likely meant',
    (_, part, by, meant) => {
      const whole = ageing.includes(part)
        ? ageing
        : ageing.replace('scale: 100', `scale: 100\n  ${by}: 3`);
      const text = whole.includes(by) ? whole : broken(ageing, part, by);
      const line = text.slice(0, text.indexOf(by)).split('\n').length;
      const refusal = refusalOf(() => parseIndicator(text, 'ageing-share.yaml'));
      expect(refusal).toMatchObject({
        line,
        what: { ko: expect.stringContaining(`혹시 ${meant}`) },
      });
    },
  );

  test.each([
    ['an id with capitals', 'id: ageing-share', 'id: Ageing', 'id'],
    ['an unknown formula', 'type: ratio', 'type: average', 'formula.type'],
    ['a scale of zero', 'scale: 100', 'scale: 0', 'formula.scale'],
    ['five decimals', 'decimals: 1', 'decimals: 5', 'decimals'],
    ['an average as the city’s value', 'cityRule: ratio-of-sums', 'cityRule: average', 'cityRule'],
    ['no levels', 'levels: [city, district]', 'levels: []', 'levels'],
    ['two values for >=', 'values: [65]', 'values: [65, 70]', 'formula.numerator.where.0.values'],
    ['a word nobody knows', 'decimals: 1', 'decimals: 1\ncolour: red', 'document'],
  ])('is refused for %s', (_, part, by, where) => {
    const refusal = refusalOf(() => parseIndicator(broken(ageing, part, by), 'ageing-share.yaml'));
    expect(refusal).toMatchObject({ code: 'contract.invalid', file: 'ageing-share.yaml', where });
  });
});
