import { sql } from 'kysely';
import { BadaError } from '../api/errors.ts';
import type { Clause } from './linked-selection.ts';
import { clauseSlots, wholeEnds } from './linked-slots.ts';
import { firstDayOf, type LinkedDimension } from './linked-view.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

type Binned = Extract<LinkedDimension, { kind: 'binned' }>;
type Interval = Extract<Clause, { type: 'interval' }>;
type Members = Exclude<Clause, Interval>;

const DAY = 86_400_000;
/** Days since 1970-01-01 between which a date can be written. */
const DATES = { least: -719_162, most: 2_932_896 };

function isoDate(days: number): string {
  const held = Math.min(Math.max(days, DATES.least), DATES.most);
  return new Date(held * DAY).toISOString().slice(0, 10);
}

function isTime({ type }: Binned): boolean {
  return type === 'date' || type === 'month' || type === 'year';
}

/** What the bins of a column count, as a number. */
function numberOf(type: Binned['type'], value: Fragment): Fragment {
  switch (type) {
    case 'date':
      return sql`(${value} - cast('1970-01-01' as date))`;
    case 'month':
      return sql`((year(${value}) - 1970) * 12 + month(${value}) - 1)`;
    case 'year':
      return sql`year(${value})`;
    default:
      return sql`cast(${value} as ${sql.raw(type === 'double' ? 'double' : 'bigint')})`;
  }
}

/** The slot of a binned dimension's value; `value` is the column or what it was grouped by. */
export function binnedSlot({ type, from, step, count }: Binned, value: Fragment): Fragment {
  const number = numberOf(type, value);
  const numeric = sql.raw(type === 'double' ? 'double' : 'bigint');
  const [first, width, end] = [from, step, from + step * count].map(
    (edge) => sql`cast(${edge} as ${numeric})`,
  );
  const bin =
    type === 'double'
      ? sql`least(floor((${number} - ${first}) / ${width}), ${count - 1})`
      : sql`((${number} - ${first}) // ${width})`;
  return sql`case when ${value} is null then 0 when ${number} < ${first} then 1 when ${number} >= ${end} then cast(${count + 2} as integer) else cast(${bin} as integer) + 2 end`;
}

function within(column: Fragment, dimension: Binned, clause: Interval): Fragment {
  const whole = dimension.type !== 'double';
  const { from, to } = whole ? wholeEnds(clause) : clause;
  const operand = (value: number) =>
    isTime(dimension)
      ? sql`cast(${isoDate(firstDayOf(dimension, value))} as date)`
      : sql`cast(${value} as ${sql.raw(whole ? 'bigint' : 'double')})`;
  const [above, below] = whole
    ? ['>=', '<']
    : [clause.ends.startsWith('[') ? '>=' : '>', clause.ends.endsWith(']') ? '<=' : '<'];
  const parts = [sql`${column} is not null`];
  if (from !== null) parts.push(sql`${column} ${sql.raw(above ?? '>=')} ${operand(from)}`);
  if (to !== null) parts.push(sql`${column} ${sql.raw(below ?? '<')} ${operand(to)}`);
  return joinSql(parts, ' and ');
}

/** Whole bins of a fraction are told apart by the bin itself, so that an edge belongs to the same
 * bin here as in a cube. */
function interval(column: Fragment, dimension: Binned, clause: Interval): Fragment {
  const ranges = clauseSlots(dimension, clause);
  const [range] = ranges ?? [];
  if (ranges && !range) return sql`false`;
  if (!range || dimension.type !== 'double') return within(column, dimension, clause);
  const slot = binnedSlot(dimension, column);
  return sql`(${slot}) between ${range.from} and ${range.to - 1}`;
}

function refuse(dimension: LinkedDimension, what: { ko: string; en: string }): never {
  throw new BadaError('request.invalid', { where: `selection.${dimension.name}`, what });
}

function members(column: Fragment, dimension: LinkedDimension, { values }: Members): Fragment {
  const wanted = dimension.type === 'text' ? 'string' : 'number';
  const type = sql.raw(dimension.type === 'text' ? 'varchar' : 'bigint');
  const all: readonly (string | number | null)[] = values;
  const present = all.filter((value) => value !== null);
  if (dimension.kind === 'binned' || present.some((value) => typeof value !== wanted)) {
    refuse(dimension, { ko: '고를 수 없는 값입니다', en: 'values that cannot be chosen there' });
  }
  const operands = present.map((value) => sql`cast(${value} as ${type})`);
  const parts = [
    ...(operands.length > 0 ? [sql`${column} in (${joinSql(operands, ', ')})`] : []),
    ...(all.includes(null) ? [sql`${column} is null`] : []),
  ];
  return parts.length > 0 ? sql`(${joinSql(parts, ' or ')})` : sql`false`;
}

/** The rows that a clause keeps.
 * @throws BadaError `request.invalid` where a clause does not fit its dimension */
export function clauseCondition(dimension: LinkedDimension, clause: Clause): Fragment {
  const column = sql.ref(dimension.column);
  if (clause.type !== 'interval') return members(column, dimension, clause);
  if (dimension.kind === 'coded') {
    refuse(dimension, { ko: '구간으로 고를 수 없습니다', en: 'no interval can be chosen there' });
  }
  return interval(column, dimension, clause);
}
