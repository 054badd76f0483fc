import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadQualityPolicy } from '@bada/data/build';
import { deriveRules, parseDatasetContract, rulesOf, standardShare, termUses } from '@bada/shared';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../../support/project.ts';
import { type SmallSource, smallContract } from '../../support/small-source.ts';

const SOURCES = join(projectRoot, 'data', 'sources');
const ODCS = join(projectRoot, '..', 'shared', 'standards', 'odcs-3.1.0.schema.json');

const SOURCE: SmallSource = {
  id: 'small',
  columns: [
    { name: 'place', type: 'VARCHAR', role: 'place', key: 1, required: true, term: 'SGG_CD' },
    { name: 'period', type: 'DATE', role: 'period', key: 2, required: true, term: 'SGG_CD' },
    { name: 'kind', type: 'VARCHAR', role: 'dimension', values: ['a', 'b'], term: 'NO_TERM' },
    { name: 'open', type: 'VARCHAR', role: 'attribute', values: ['Y', 'N'] },
    { name: 'persons', type: 'INTEGER', role: 'measure', time: 'last' },
    { name: 'moves', type: 'INTEGER', role: 'measure', time: 'sum' },
    { name: 'spent', type: 'BIGINT', role: 'measure', unit: 'won' },
    { name: 'share', type: 'DOUBLE', role: 'measure', unit: 'percent' },
  ],
};

function contractOf(source: SmallSource) {
  return parseDatasetContract(smallContract(source), 'small.yaml');
}

describe('rules that a contract implies', () => {
  const rules = deriveRules(contractOf(SOURCE));
  const find = (criterion: string, column: string) =>
    rules.find(
      (rule) => rule.criterion === criterion && 'column' in rule && rule.column === column,
    );

  test('key and required columns block, everything else warns', () => {
    const blocking = rules.filter(({ gate }) => gate === 'block').map(({ id }) => id);
    expect(blocking.sort()).toEqual(['duplicate-key', 'required-period', 'required-place']);
  });

  test('each column gets the domain that its type, unit and values say', () => {
    expect(find('date', 'period')).toMatchObject({ from: '2020-01-01', to: '2021-01-01' });
    expect(find('code', 'kind')).toMatchObject({ values: ['a', 'b'] });
    expect(find('yes-no', 'open')).toBeDefined();
    expect(find('rate', 'share')).toMatchObject({ min: 0, max: 100 });
    expect(find('amount', 'spent')).toMatchObject({ min: 0 });
    expect(find('garbled', 'kind')).toBeDefined();
  });

  test('a stock is never negative, a flow may be', () => {
    expect(find('quantity', 'persons')).toMatchObject({ min: 0 });
    expect(find('quantity', 'moves')).not.toHaveProperty('min');
  });
});

describe('rules that a contract declares', () => {
  const quality = [
    {
      id: 'more-places',
      type: 'custom',
      engine: 'bada',
      severity: 'critical',
      implementation: { criterion: 'duplicate', columns: ['place', 'period'], gate: 'warn' },
    },
    { id: 'soda', type: 'custom', engine: 'soda', implementation: 'checks: []' },
    { id: 'words', type: 'text', description: 'is plausible' },
  ];

  test('one of our own replaces the derived one on the same columns', () => {
    const rules = rulesOf(contractOf({ ...SOURCE, quality }));
    const duplicates = rules.filter(({ criterion }) => criterion === 'duplicate');
    expect(duplicates).toMatchObject([{ id: 'more-places', gate: 'warn' }]);
  });

  test('entries for other engines are kept by name and not executed', () => {
    expect(contractOf({ ...SOURCE, quality }).quality.notExecuted).toEqual(['soda', 'words']);
  });

  test("the standard's own metrics become rules", () => {
    const entries = [
      { metric: 'nullValues', mustBe: 0 },
      { metric: 'invalidValues', mustBe: 0, arguments: { validValues: [1, 2] }, severity: 'error' },
      { metric: 'rowCount', mustBeGreaterThan: 1 },
    ];
    const columns = SOURCE.columns.map((column) =>
      column.name === 'moves' ? { ...column, quality: entries } : column,
    );
    const { rules, notExecuted } = contractOf({ ...SOURCE, columns }).quality;
    expect(rules).toMatchObject([
      { criterion: 'required', column: 'moves', severity: 'major' },
      { criterion: 'code', column: 'moves', values: ['1', '2'], severity: 'critical' },
    ]);
    expect(notExecuted).toEqual(['quality-3']);
  });

  test('a rule of ours that is not valid says where', () => {
    const broken = [{ ...quality[0], implementation: { criterion: 'rate' } }];
    expect(() => contractOf({ ...SOURCE, quality: broken })).toThrow('quality.more-places.column');
  });
});

describe('the contracts of the project', () => {
  const folders = readdirSync(SOURCES).filter((name) =>
    existsSync(join(SOURCES, name, 'contract.yaml')),
  );
  const textOf = (name: string) => readFileSync(join(SOURCES, name, 'contract.yaml'), 'utf8');

  test.skipIf(!existsSync(ODCS)).each(folders)(
    '%s with its rules is valid Open Data Contract Standard (../shared)',
    (name) => {
      const ajv = new Ajv2019({ strict: false, allErrors: true });
      addFormats.default(ajv);
      const validate = ajv.compile(JSON.parse(readFileSync(ODCS, 'utf8')));
      expect(validate(parse(textOf(name))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(
        true,
      );
    },
  );

  test('every term that they use is a standard term of the right type', async () => {
    const { terms } = await loadQualityPolicy(join(projectRoot, 'data', 'quality'));
    const uses = folders.flatMap((name) =>
      termUses(parseDatasetContract(textOf(name), name).columns, terms),
    );
    const wrong = uses.filter(({ state }) => state === 'unknown-term' || state === 'wrong-type');
    expect(wrong).toEqual([]);
  });

  test('the share of columns on standard terms counts only known terms of the right type', async () => {
    const { terms } = await loadQualityPolicy(join(projectRoot, 'data', 'quality'));
    const uses = termUses(contractOf(SOURCE).columns, terms);
    expect(uses.slice(0, 4).map(({ state }) => state)).toEqual([
      'standard',
      'wrong-type',
      'unknown-term',
      'no-term',
    ]);
    expect(standardShare(uses)).toBe(1 / 8);
  });
});
