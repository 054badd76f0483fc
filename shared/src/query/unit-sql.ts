import { sql } from 'kysely';
import { BadaError } from '../api/errors.ts';
import type { ManifestDataset } from '../semantic/manifest.ts';
import { type Conversion, conversion, unitOf } from '../semantic/unit.ts';
import type { IndicatorPlan } from './plan.ts';
import type { Reading } from './reading.ts';
import type { Fragment } from './sql-compiler.ts';

/** How a reading's values become those of the unit that it asks for; undefined where it asks for none.
 * @throws BadaError `query.wrong` where its column measures something else, or counts are asked for in a unit */
function wantedConversion(
  plan: IndicatorPlan,
  dataset: ManifestDataset,
  { measure, aggregate }: Reading,
): Conversion | undefined {
  if (measure.unit === undefined) return undefined;
  const declared = dataset.columns.find(({ name }) => name === measure.column)?.unit;
  const isCounted = aggregate.kind === 'count' || aggregate.kind === 'distinct';
  const own = declared === undefined || isCounted ? undefined : unitOf(declared);
  const found = own && conversion(own, measure.unit);
  if (found) return found;
  const { id } = plan.indicator;
  const shown = isCounted ? '' : (declared ?? '');
  throw new BadaError('query.wrong', {
    id,
    why: {
      ko: `${dataset.id}.${measure.column}의 단위(${shown || '없음'})는 ${measure.unit} 단위로 바꿀 수 없습니다`,
      en: `${dataset.id}.${measure.column} is in ${shown || 'no unit'}, which does not convert to ${measure.unit}`,
    },
  });
}

/** A value in the unit that is asked for.
 * @throws BadaError `query.wrong` for a unit of something else */
export function inWantedUnit(
  value: Fragment,
  { plan, dataset, reading }: { plan: IndicatorPlan; dataset: ManifestDataset; reading: Reading },
): Fragment {
  const found = wantedConversion(plan, dataset, reading);
  if (!found) return value;
  const { times, over } = found;
  const larger = times === 1 ? value : sql`(${value}) * ${times}`;
  return over === 1 ? larger : sql`(${larger}) / ${over}`;
}
