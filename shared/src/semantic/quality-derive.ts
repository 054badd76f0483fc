import type { Column, DatasetContract } from './dataset-contract.ts';
import { isNumberType } from './physical-type.ts';
import { type QualityRule, ruleColumns } from './quality-rule.ts';

/** Shape of administrative codes: city, district or dong. */
const PLACE_PATTERN = '[0-9]{2}([0-9]{3}([0-9]{5})?)?';

const YES_NO = ['Y', 'N'];

function requiredRule({ name, required }: Column): QualityRule[] {
  if (!required) return [];
  const id = `required-${name}`;
  return [{ id, criterion: 'required', column: name, severity: 'critical', gate: 'block' }];
}

function codeRules({ name, role, values, type }: Column): QualityRule[] {
  const codes = Object.keys(values ?? {});
  const base = { column: name, severity: 'major', gate: 'warn' } as const;
  if (codes.length === 2 && YES_NO.every((one) => codes.includes(one))) {
    return [{ ...base, id: `yes-no-${name}`, criterion: 'yes-no', values: codes }];
  }
  if (codes.length > 0) return [{ ...base, id: `code-${name}`, criterion: 'code', values: codes }];
  if (role === 'place' && type === 'VARCHAR') {
    return [{ ...base, id: `code-${name}`, criterion: 'code', pattern: PLACE_PATTERN }];
  }
  return [];
}

function textRules({ name, type, format }: Column): QualityRule[] {
  if (type !== 'VARCHAR' || format === 'geojson') return [];
  return [
    { id: `garbled-${name}`, criterion: 'garbled', column: name, severity: 'major', gate: 'warn' },
    {
      id: `blank-special-${name}`,
      criterion: 'blank-special',
      column: name,
      severity: 'minor',
      gate: 'warn',
    },
  ];
}

function dateRules({ name, type, role }: Column, contract: DatasetContract): QualityRule[] {
  if (type !== 'DATE' && type !== 'TIMESTAMP') return [];
  const range = role === 'period' ? contract.period : { from: '1900-01-01', to: '2100-12-31' };
  const base = { id: `date-${name}`, criterion: 'date', column: name, ...range } as const;
  return [{ ...base, severity: 'major', gate: 'warn' }];
}

function measureRules({ name, role, unit, time, type }: Column): QualityRule[] {
  if (role !== 'measure' || !isNumberType(type)) return [];
  const base = { column: name, severity: 'major', gate: 'warn' } as const;
  if (unit === 'percent') {
    return [{ ...base, id: `rate-${name}`, criterion: 'rate', min: 0, max: 100 }];
  }
  if (unit === 'won') return [{ ...base, id: `amount-${name}`, criterion: 'amount', min: 0 }];
  // A stock cannot be negative; a flow may be (net migration), so its contract has to say.
  const floor = time === 'last' ? { min: 0 } : {};
  return [{ ...base, id: `quantity-${name}`, criterion: 'quantity', ...floor, whole: false }];
}

function keyRule({ key }: DatasetContract): QualityRule[] {
  if (key.length === 0) return [];
  const columns = [...key];
  return [
    { id: 'duplicate-key', criterion: 'duplicate', columns, severity: 'critical', gate: 'block' },
  ];
}

/** The rules that a contract implies without saying so: a required column, a key, a list of
 * values, a date, a unit. */
export function deriveRules(contract: DatasetContract): QualityRule[] {
  const byColumn = contract.columns.flatMap((column) => [
    ...requiredRule(column),
    ...codeRules(column),
    ...textRules(column),
    ...dateRules(column, contract),
    ...measureRules(column),
  ]);
  return [...keyRule(contract), ...byColumn];
}

function subject(rule: QualityRule): string {
  return [rule.criterion, ...ruleColumns(rule)].join(' ');
}

/** All rules of a contract; a declared rule replaces the derived one on the same columns.
 * @throws Error when two rules share an id */
export function rulesOf(contract: DatasetContract): QualityRule[] {
  const declared = contract.quality.rules;
  const said = new Set(declared.map(subject));
  const rules = [...deriveRules(contract).filter((rule) => !said.has(subject(rule))), ...declared];
  const repeated = rules.find(({ id }, at) => rules.findIndex((one) => one.id === id) !== at);
  if (repeated) throw new Error(`contract ${contract.id} has two quality rules ${repeated.id}`);
  return rules;
}
