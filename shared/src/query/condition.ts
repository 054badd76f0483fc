import { sql } from 'kysely';
import { z } from 'zod';
import { BadaError } from '../api/errors.ts';
import { IsoDate } from '../model/period.ts';
import type { ManifestDataset } from '../semantic/manifest.ts';
import type { Filter, FilterOp } from '../semantic/measure.ts';
import { PHYSICAL_TYPE } from '../semantic/physical-type.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

const OPERATORS: Readonly<Record<Exclude<FilterOp, 'in' | 'not-in'>, Fragment>> = {
  '=': sql`=`,
  '!=': sql`<>`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
};

/** A day, or a moment of it on the local clock. */
const IsoMoment = z.union([IsoDate, z.iso.datetime({ local: true })]);

function refuse(dimension: string, value: string | number, type: string): never {
  throw new BadaError('request.invalid', {
    where: `where.${dimension}`,
    what: { ko: `“${value}” 값은 ${type} 형식이 아닙니다`, en: `“${value}” is no ${type}` },
  });
}

function isWhole(value: number): boolean {
  return Math.trunc(value) === value && Math.abs(value) < 2 ** 31;
}

/** A value in the type of its column. A fraction is never cast to a whole number, which would
 * round it: `hour <= 7.5` must not keep 8. */
function typed(dimension: string, value: string | number, type: string): Fragment {
  if (!PHYSICAL_TYPE.test(type)) {
    throw new Error(`column type ${type} is not one that extracts may hold`);
  }
  if (type === 'VARCHAR') return sql`cast(${value} as ${sql.raw(type)})`;
  if (type === 'DATE') {
    if (!IsoDate.safeParse(value).success) refuse(dimension, value, type);
    return sql`cast(${value} as ${sql.raw(type)})`;
  }
  if (type === 'TIMESTAMP') {
    if (!IsoMoment.safeParse(value).success) refuse(dimension, value, type);
    return sql`cast(${value} as ${sql.raw(type)})`;
  }
  if (type === 'BOOLEAN') {
    if (value !== 'true' && value !== 'false') refuse(dimension, value, type);
    return sql`cast(${value} as ${sql.raw(type)})`;
  }
  const number = String(value).trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) refuse(dimension, value, type);
  const integral = type === 'INTEGER' || type === 'BIGINT';
  const own = integral && !isWhole(number) ? 'DOUBLE' : type;
  return sql`cast(${number} as ${sql.raw(own)})`;
}

function condition({ dimension, op, values }: Filter, type: string): Fragment {
  const column = sql.ref(dimension);
  const operands = values.map((value) => typed(dimension, value, type));
  switch (op) {
    case 'in':
      return sql`${column} in (${joinSql(operands, ', ')})`;
    case 'not-in':
      return sql`${column} not in (${joinSql(operands, ', ')})`;
    default:
      return sql`${column} ${OPERATORS[op]} ${operands[0]}`;
  }
}

/** Conditions on the columns that a dataset has; a filter on another dataset's column is not its.
 * @throws BadaError `request.invalid` where a value does not fit its column */
export function conditions(dataset: ManifestDataset, filters: readonly Filter[]): Fragment[] {
  return filters.flatMap((filter) => {
    const column = dataset.columns.find(({ name }) => name === filter.dimension);
    return column ? [condition(filter, column.type)] : [];
  });
}
