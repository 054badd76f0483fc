import { sql } from 'kysely';
import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import { CITY, CODE_DIGITS } from '../model/place.ts';
import { plainOf } from '../semantic/formula.ts';
import type { ManifestDataset } from '../semantic/manifest.ts';
import type { Filter } from '../semantic/measure.ts';
import { periodOf } from './period-sql.ts';
import { columnInRole, type IndicatorPlan } from './plan.ts';
import { type Fragment, joinSql } from './sql-compiler.ts';

/** Rows that a level's figures are added up from: `either` takes a district's own rows in every period
 * in which it has any, and its dongs' in the others, so that nothing is counted twice. */
type Placement = 'city' | 'district' | 'dong' | 'either';

const { district: DISTRICT, dong: DONG } = CODE_DIGITS;

function refuse({ indicator }: IndicatorPlan, why: Localized): never {
  throw new BadaError('query.wrong', { id: indicator.id, why });
}

function refusePublishedSum(plan: IndicatorPlan): never {
  return refuse(plan, {
    ko: '공표된 비율은 하위 지역의 값을 더해 구할 수 없습니다',
    en: 'a published rate cannot be added up from the places within',
  });
}

/** Which rows a plan reads of a dataset with places.
 * @throws BadaError `query.wrong` where only a sum of published rates would answer */
function placementOf(dataset: ManifestDataset, plan: IndicatorPlan): Placement {
  const { level, indicator } = plan;
  const { formula, cityRule } = indicator;
  const isPublished = plainOf(formula).type === 'published';
  if (level === 'dong') return 'dong';
  if (level === 'city' && cityRule === 'published') return 'city';
  const levels = dataset.places?.levels ?? ['district'];
  const hasDong = levels.includes('dong');
  const hasDistrict = levels.includes('district');
  if (isPublished) {
    const isSum = level === 'city' ? cityRule !== 'none' : hasDong && !hasDistrict;
    return isSum ? refusePublishedSum(plan) : 'district';
  }
  if (!hasDong) return 'district';
  return hasDistrict ? 'either' : 'dong';
}

function codes(column: Fragment, digits: number): Fragment {
  return sql`${column} like ${CITY + '_'.repeat(digits - CITY.length)}`;
}

/** The district that holds a place. */
function districtOf(column: Fragment): Fragment {
  return sql`substr(${column}, 1, ${sql.lit(DISTRICT)})`;
}

/** Conditions on the place column that keep a placement's rows of a table, known as `f` where
 * `needsAlias` says so. */
export function placeConditions(
  dataset: ManifestDataset,
  plan: IndicatorPlan,
  table: string,
): Fragment[] {
  const name = columnInRole(dataset, 'place');
  const period = columnInRole(dataset, 'period');
  if (name === undefined || period === undefined) return [];
  const column = sql.ref(name);
  switch (placementOf(dataset, plan)) {
    case 'city':
      return [sql`${column} = ${CITY}`];
    case 'district':
      return [codes(column, DISTRICT)];
    case 'dong':
      return [codes(column, DONG)];
    case 'either': {
      const [ownAt, at] = [periodOf(dataset, 'own').native, periodOf(dataset, 'f').native];
      const same = sql`${sql.ref(`own.${name}`)} = ${districtOf(sql.ref(`f.${name}`))} and ${ownAt} = ${at}`;
      const own = sql`select 1 from ${sql.table(table)} as own where ${same}`;
      const dongs = sql`(${codes(column, DONG)} and not exists (${own}))`;
      return [sql`(${codes(column, DISTRICT)} or ${dongs})`];
    }
  }
}

/** Whether the conditions ask what else the table holds, so that its rows need the name `f`. */
export function needsAlias(dataset: ManifestDataset, plan: IndicatorPlan): boolean {
  return columnInRole(dataset, 'place') !== undefined && placementOf(dataset, plan) === 'either';
}

/** The place that a row counts for at the plan's level. */
export function placeKey(dataset: ManifestDataset, plan: IndicatorPlan): Fragment {
  if (plan.level === 'city') return sql`${CITY}`;
  const column = sql.ref(columnInRole(dataset, 'place') ?? 'place');
  return addsDongs(dataset, plan) ? districtOf(column) : column;
}

/** Whether a district's figures may be sums of its dongs'. */
function addsDongs(dataset: ManifestDataset, plan: IndicatorPlan): boolean {
  if (plan.level !== 'district' || columnInRole(dataset, 'place') === undefined) return false;
  const placement = placementOf(dataset, plan);
  return placement === 'dong' || placement === 'either';
}

/** Whether figures of several places are added up. */
export function addsPlaces(dataset: ManifestDataset, plan: IndicatorPlan): boolean {
  if (columnInRole(dataset, 'place') === undefined) return false;
  if (plan.level === 'city') return placementOf(dataset, plan) !== 'city';
  return addsDongs(dataset, plan);
}

function isOrder(op: Filter['op']): boolean {
  return op.startsWith('<') || op.startsWith('>');
}

function refuseFinerPlaces(plan: IndicatorPlan, values: readonly (string | number)[]): void {
  if (values.every((value) => String(value).length <= CODE_DIGITS[plan.level])) return;
  refuse(plan, {
    ko: '일부 동의 합은 구·군 전체의 값이 아닙니다',
    en: 'some of the dongs are not the district',
  });
}

/** A filter on places: a value stands for itself and all places within it. */
function withinPlaces(key: Fragment, { op, values }: Filter): Fragment {
  if (isOrder(op)) return sql`${key} ${sql.raw(op)} ${values[0]}`;
  const byDigits = [...Map.groupBy(values.map(String), (value) => value.length)];
  const held = byDigits.map(([digits, all]) => {
    const wanted = all.map((value) => sql`${value}`);
    return sql`substr(${key}, 1, ${sql.lit(digits)}) in (${joinSql(wanted, ', ')})`;
  });
  const within = sql`(${joinSql(held, ' or ')})`;
  return op === '!=' || op === 'not-in' ? sql`not ${within}` : within;
}

/** Filters by the names of a dataset's columns: `place` is the column in that role, whatever it is called. */
export function namedFilters(dataset: ManifestDataset, filters: readonly Filter[]): Filter[] {
  const name = columnInRole(dataset, 'place');
  if (name === undefined) return [...filters];
  return filters.map((filter) =>
    filter.dimension === 'place' ? { ...filter, dimension: name } : filter,
  );
}

/** A query's filters on places where the codes of rows are not those that are asked for: as conditions, and the filters
 * that are left.
 * @throws BadaError `query.wrong` for a part of a district */
export function placeFilters(
  dataset: ManifestDataset,
  plan: IndicatorPlan,
): { kept: Fragment[]; rest: readonly Filter[] } {
  const name = columnInRole(dataset, 'place');
  if (name === undefined) return { kept: [], rest: plan.where };
  const where = namedFilters(dataset, plan.where);
  const isOther = ({ dimension, op, values }: Filter) => {
    if (dimension !== name) return false;
    refuseFinerPlaces(plan, values);
    const sameDigits = values.every((value) => String(value).length === CODE_DIGITS[plan.level]);
    return addsDongs(dataset, plan) || !(sameDigits || isOrder(op));
  };
  const key = placeKey(dataset, plan);
  return {
    kept: where.filter(isOther).map((filter) => withinPlaces(key, filter)),
    rest: where.filter((filter) => !isOther(filter)),
  };
}

/** Conditions on the places of an answer, known as `place`, that was made over all of them.
 * @throws BadaError `query.wrong` for a part of a district */
export function shownPlaces(plan: IndicatorPlan): Fragment[] {
  return plan.keep.map((filter) => {
    refuseFinerPlaces(plan, filter.values);
    return withinPlaces(sql`place`, filter);
  });
}
