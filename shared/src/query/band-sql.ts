import { sql } from 'kysely';
import { BadaError } from '../api/errors.ts';
import type { Bands } from '../semantic/bands.ts';
import type { ManifestDataset } from '../semantic/manifest.ts';
import type { Filter } from '../semantic/measure.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

/** The bands of that name, if a dataset has them. */
export function bandsOf({ bands }: ManifestDataset, name: string): Bands | undefined {
  return bands?.find(({ id }) => id === name);
}

/** The band that a row falls into; null outside of all. */
function bandSql({ column, values }: Bands): Fragment {
  const name = sql.ref(column);
  const cases = values.map(({ id, from, to }) => {
    const high = to === undefined ? sql`` : sql` and ${name} <= ${sql.lit(to)}`;
    return sql`when ${name} >= ${sql.lit(from)}${high} then ${sql.lit(id)}`;
  });
  return sql`case ${joinSql(cases, ' ')} end`;
}

/** Bands as a key that rows are grouped by. */
export function bandKey(dataset: ManifestDataset, name: string): Fragment | undefined {
  const bands = bandsOf(dataset, name);
  return bands && bandSql(bands);
}

function refuse(dimension: string, what: { ko: string; en: string }): never {
  throw new BadaError('request.invalid', { where: `where.${dimension}`, what });
}

function bandCondition(bands: Bands, { dimension, op, values }: Filter): Fragment {
  if (op.startsWith('<') || op.startsWith('>')) {
    refuse(dimension, {
      ko: '구간은 같은지 다른지로만 거를 수 있습니다',
      en: 'bands can be filtered by name only',
    });
  }
  const known = new Set(bands.values.map(({ id }) => id));
  const unknown = values.find((value) => !known.has(String(value)));
  if (unknown !== undefined) {
    const all = [...known].join(', ');
    refuse(dimension, {
      ko: `“${unknown}” 구간은 없습니다(${all})`,
      en: `there is no band “${unknown}” (${all})`,
    });
  }
  const wanted = joinSql(
    values.map((value) => sql`cast(${String(value)} as VARCHAR)`),
    ', ',
  );
  const word = op === '!=' || op === 'not-in' ? sql`not in` : sql`in`;
  return sql`${bandSql(bands)} ${word} (${wanted})`;
}

/** Conditions on the bands of a dataset.
 * @throws BadaError `request.invalid` for a band that there is not */
export function bandConditions(dataset: ManifestDataset, filters: readonly Filter[]): Fragment[] {
  return filters.flatMap((filter) => {
    const bands = bandsOf(dataset, filter.dimension);
    return bands ? [bandCondition(bands, filter)] : [];
  });
}
