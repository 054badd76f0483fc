import type { QualityCondition, QualityRule } from '@bada/shared';
import { identifier, literal } from '../duckdb.ts';

/** SQL of a plain value. */
function scalar(value: string | number): string {
  return typeof value === 'number' ? String(value) : literal(value);
}

/** SQL list of texts, e.g. `('a', 'b')`. */
export function textList(values: readonly string[]): string {
  return `(${values.map(literal).join(', ')})`;
}

/** SQL of a row's column in the scan. */
export function columnOf(name: string): string {
  return `s.${identifier(name)}`;
}

const OPERATORS = new Set(['=', '!=', '<', '<=', '>', '>=']);

/** SQL of a declared comparison; null where a compared value is null. */
export function conditionSql({ column, op, values, other }: QualityCondition): string {
  const left = columnOf(column);
  if (op === 'null' || op === 'not-null') return `${left} is ${op.replace('-', ' ')}`;
  if (op === 'in' || op === 'not-in') {
    return `${left} ${op.replace('-', ' ')} (${(values ?? []).map(scalar).join(', ')})`;
  }
  if (!OPERATORS.has(op)) throw new Error(`no such operator ${op}`);
  const right = other === undefined ? scalar(values?.[0] ?? '') : columnOf(other);
  return `${left} ${op} ${right}`;
}

type Calculation = Extract<QualityRule, { criterion: 'calculation' }>;

/** SQL of what a column has to equal; `total` needs its joined counterpart. */
export function computedSql({ equals }: Calculation, joined: string): string {
  switch (equals.kind) {
    case 'sum':
      return equals.terms
        .map(({ column, factor }) => `${columnOf(column)} * (${factor})`)
        .join(' + ');
    case 'ratio': {
      const [over, under] = [columnOf(equals.numerator), columnOf(equals.denominator)];
      return `cast(${over} as double) * ${equals.scale} / nullif(${under}, 0)`;
    }
    case 'total':
      return `${joined}.total`;
  }
}
