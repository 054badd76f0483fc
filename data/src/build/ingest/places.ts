import { CITY } from '@bada/shared';
import { type BoundMapping, type PlaceLookup, placeLookups } from '@bada/shared/intake';
import { literal } from '../duckdb.ts';
import { type CrosswalkPlace, englishKeys, nameKeys, successorText } from './crosswalk.ts';
import { flagRows } from './flags.ts';
import type { Session } from './session.ts';

/** Loads the crosswalk as `crosswalk(system, key, place, valid_from, valid_to, heir, heirs)`: `heir` is the one place that
 * took over, `heirs` all of them in words. */
export async function loadCrosswalk(
  session: Session,
  crosswalk: readonly CrosswalkPlace[],
): Promise<void> {
  await session.run(
    'create table crosswalk (system varchar, key varchar, place varchar, valid_from varchar, valid_to varchar, heir varchar, heirs varchar)',
  );
  const rows = crosswalk.flatMap((one) => {
    const heir = one.successors.length === 1 ? (one.successors[0] ?? null) : null;
    const rest = [one.from || null, one.to || null, heir, successorText(one, crosswalk) ?? null];
    const keys = [
      ['mois', one.place],
      ...one.kostat.map((code) => ['kostat', code]),
      ...[...nameKeys(one, crosswalk), ...englishKeys(one, crosswalk)].map((key) => ['names', key]),
    ];
    return keys.map(([system = '', key = '']) => [system, key, one.place, ...rest]);
  });
  async function* batches() {
    yield rows;
  }
  await session.append('crosswalk', batches());
}

function isEnglish(key: string): string {
  return `regexp_full_match(${key}, '[ -~]*[A-Za-z][ -~]*')`;
}

/** Text that names are looked up by: agencies drop their 청, what stands in brackets is no place, and of English names
 * only letters and digits count. */
function lookupKey(lookup: PlaceLookup): string {
  if (lookup.spec.place?.system !== 'names') return 'key';
  const english = "regexp_replace(lower(key), '[^a-z0-9]', '', 'g')";
  return `case when ${isEnglish('key')} then ${english} else ${koreanKey(lookup)} end`;
}

function koreanKey({ spec }: PlaceLookup): string {
  const bare = `regexp_replace(regexp_replace(key, '\\([^)]*\\)', '', 'g'), '(구|군|시)청$', '\\1')`;
  const within = spec.place?.within;
  if (within === undefined) return bare;
  return `(case when ${startsInside(within, bare)} then ${bare} else (select max_by(p.name, length(p.name)) ${namesOf(within)}) || ${bare} end)`;
}

/** The Korean names of a province as `p.name`: 부산광역시, 부산시, 부산. */
function namesOf(province: string): string {
  return `from (select key as name from crosswalk where system = 'names' and place = ${literal(province)} and not ${isEnglish('key')}) p`;
}

/** Whether a text begins with a name of the province. */
function startsInside(province: string, text: string): string {
  return `exists (select 1 ${namesOf(province)} where starts_with(${text}, p.name))`;
}

/** Codes of other provinces pass where the mapping says so. */
function elsewhere({ spec }: PlaceLookup): string {
  const place = spec.place;
  if (place?.elsewhere !== 'keep' || place.system !== 'mois') return 'false';
  return `not starts_with(k.key, ${literal(CITY)}) and regexp_full_match(k.key, '[0-9]{2}([0-9]{3}([0-9]{5})?)?')`;
}

/** Resolves the distinct keys of one place column into its lookup table. */
async function resolve(session: Session, lookup: PlaceLookup): Promise<void> {
  const system = lookup.spec.place?.system ?? 'mois';
  const follows = lookup.spec.place?.outOfDate === 'follow';
  await session.run(`create table ${lookup.table} as
    with keys as (select ${lookup.key} as key, ${lookup.at} as on_day, min(${lookup.raw}) as raw, count(*) as n, min(s.row_number) as first_row
        from live s where ${lookup.key} is not null group by all),
      looked as (select *, ${lookupKey(lookup)} as look from keys),
      found as (select k.key, k.on_day, x.place, x.heir,
          case when x.valid_to < k.on_day::varchar then x.heirs end as heirs,
          k.on_day is null or ((x.valid_from is null or x.valid_from <= k.on_day::varchar) and (x.valid_to is null or x.valid_to >= k.on_day::varchar)) as in_force
        from looked k join crosswalk x on x.system = ${literal(system)} and x.key = k.look),
      told as (select key, on_day, count(distinct place) as places, count(distinct place) filter (in_force) as now,
          min(place) filter (in_force) as current, min(place) as former, min(heirs) as heirs, min(heir) filter (heirs is not null) as heir from found group by all)
    select k.key, k.on_day, k.raw, k.n, k.first_row, t.heirs,
      case when t.now = 1 then 'resolved' when t.now > 1 or t.places > 1 then 'ambiguous' when t.places = 1 then 'out-of-date'
        when ${elsewhere(lookup)} then 'elsewhere' else 'unmatched' end as how,
      case when t.now = 1 then t.current when t.places = 1 and t.now = 0 then ${follows ? 'coalesce(t.heir, t.former)' : 't.former'} when t.places is null and ${elsewhere(lookup)} then k.key end as place
    from looked k left join told t on t.key = k.key and t.on_day is not distinct from k.on_day`);
}

/** What is flagged with the numbers of all its rows, those in a row as `2–5`. */
const LISTED = ['unmatched', 'ambiguous', 'out-of-date'] as const;

async function listRows(session: Session, { table, key, at }: PlaceLookup): Promise<string> {
  const listed = `${table}_rows`;
  await session.run(`create table ${listed} as
    with hit as (select p.key, p.on_day, s.row_number, s.row_number - row_number() over (partition by p.key, p.on_day order by s.row_number) as run
        from live s join ${table} p on p.key = ${key} and p.on_day is not distinct from ${at}
        where p.how in (${LISTED.map(literal).join(', ')})),
      runs as (select key, on_day, min(row_number) as low, max(row_number) as high from hit group by key, on_day, run)
    select key, on_day, string_agg(case when low = high then low::varchar else low || '–' || high end, ', ' order by low) as rows
    from runs group by key, on_day`);
  return listed;
}

async function flagColumn(session: Session, lookup: PlaceLookup): Promise<void> {
  const cases = (how: string) =>
    `select first_row as row_number, ${literal(lookup.column)} as "column", raw || ' (' || n || ')' || coalesce(' → ' || heirs, '') as "value" from ${lookup.table} where how = ${literal(how)}`;
  const listed = await listRows(session, lookup);
  for (const how of LISTED) {
    const select = `select p.*, l.rows from (select key, on_day, ${cases(how).slice('select '.length)}) p
      left join ${listed} l on l.key = p.key and l.on_day is not distinct from p.on_day`;
    await flagRows(session, `place-${how}`, select, { listsRows: true });
  }
  await flagRows(session, 'place-elsewhere', cases('elsewhere'));
  const within = lookup.spec.place?.within;
  if (within !== undefined) {
    const key = `${lookup.table}.key`;
    const bare = `${cases('resolved')} and not ${isEnglish(key)} and not ${startsInside(within, key)}`;
    await flagRows(session, 'place-guessed', bare, { confidence: 0.8 });
  }
}

/** Resolves every place column over the view `live`. Rows without a place that they must have go into
 * `place_quarantine(row_number, column, value, rule)`. */
export async function resolvePlaces(session: Session, bound: BoundMapping): Promise<void> {
  await session.run(
    'create table place_quarantine (row_number bigint, "column" varchar, "value" varchar, "rule" varchar)',
  );
  for (const lookup of placeLookups(bound)) {
    await resolve(session, lookup);
    await flagColumn(session, lookup);
    if (!lookup.spec.required) continue;
    await session.run(`insert into place_quarantine
      select s.row_number, ${literal(lookup.header)}, left(${lookup.raw}, 400), 'place-' || p.how
      from live s join ${lookup.table} p on p.key = ${lookup.key} and p.on_day is not distinct from ${lookup.at}
      where p.how in ('unmatched', 'ambiguous')`);
  }
}
