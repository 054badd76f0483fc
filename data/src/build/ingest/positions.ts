import { toWgs84Sql } from '@bada/shared';
import { type BoundMapping, type PositionRule, sqlName } from '@bada/shared/intake';
import { literal } from '../duckdb.ts';
import { declaredCrs, type FoundCrs, likelyCrs, type Pair } from './crs.ts';
import { loadDistricts, locatedSql } from './districts.ts';
import { flagRows } from './flags.ts';
import type { Session } from './session.ts';

/** Degrees (about 25 km) around the city beyond which one of its points cannot lie. */
const NEAR = 0.25;

/** The two columns of a point, or undefined where positions are shapes or absent. */
function pointColumns(rule: PositionRule | undefined): { lon: string; lat: string } | undefined {
  if (rule?.lon === undefined || rule.lat === undefined) return undefined;
  return { lon: rule.lon, lat: rule.lat };
}

async function samplePairs(
  session: Session,
  select: string,
  { lon, lat }: { lon: string; lat: string },
): Promise<Pair[]> {
  const [x, y] = [sqlName(lon), sqlName(lat)];
  const rows = await session.rows(
    `select ${x}::double as x, ${y}::double as y from (${select}) where ${x} is not null and ${y} is not null limit 2000`,
  );
  return rows.map((row) => [Number(row.x), Number(row.y)]);
}

/** Of systems that fit alike, the one under which clearly more points lie where their rows say. */
async function byClaims(
  session: Session,
  { select, rule, candidates }: { select: string; rule: PositionRule; candidates: FoundCrs[] },
): Promise<FoundCrs | undefined> {
  if (rule.claimed === undefined) return undefined;
  const scored: { one: FoundCrs; hits: number }[] = [];
  for (const one of candidates) {
    const points = `(select _lon as lon, _lat as lat, claim from (${toWgs84Sql(placed(select, rule, one), one.crs)}))`;
    const hits = await session.count(
      `select count(*) from ${points} p join (${locatedSql(points)}) l on l.lon = p.lon and l.lat = p.lat where l.place = left(p.claim, 5)`,
    );
    scored.push({ one, hits });
  }
  scored.sort((a, b) => b.hits - a.hits);
  const [first, second] = scored;
  if (!first || (second && first.hits <= second.hits * 1.002)) return undefined;
  return { ...first.one, confidence: 0.6 };
}

function placed(select: string, rule: PositionRule, { swapped }: FoundCrs): string {
  const [x, y] = swapped ? [rule.lat, rule.lon] : [rule.lon, rule.lat];
  return `(select ${sqlName(x ?? '')}::double as _x, ${sqlName(y ?? '')}::double as _y, ${sqlName(rule.claimed ?? '')} as claim from (${select}))`;
}

/** Finds the system of the points that a SELECT gives, by the mapping, the file's own word, or the numbers. */
export async function findPointCrs(
  session: Session,
  {
    bound,
    select,
    declared,
    districts,
  }: { bound: BoundMapping; select: string; declared?: string | undefined; districts: string },
): Promise<FoundCrs | undefined> {
  const rule = bound.mapping.positions;
  const columns = pointColumns(rule);
  if (!rule || !columns) return undefined;
  if (rule.crs !== 'auto') return { crs: rule.crs, swapped: false, confidence: 1 };
  const own = declared === undefined ? undefined : declaredCrs(declared);
  if (own) return { crs: own, swapped: false, confidence: 1 };
  const city = await loadDistricts(session, districts);
  const candidates = likelyCrs(await samplePairs(session, select, columns), city);
  if (candidates.length <= 1) return candidates[0];
  return byClaims(session, { select, rule, candidates });
}

/** Says how sure the system is, and what the file declares that is none of those known. */
export async function flagCrs(
  session: Session,
  { found, declared }: { found: FoundCrs | undefined; declared: string | undefined },
): Promise<void> {
  const one = (value: string) =>
    `select null as row_number, '' as "column", ${literal(value)} as "value"`;
  const isUnknown = declared !== undefined && declaredCrs(declared) === undefined;
  if (isUnknown) await flagRows(session, 'crs-declared-unsupported', one(nameIn(declared)));
  if (!found) return void (await flagRows(session, 'crs-ambiguous', one('')));
  const { crs, swapped, confidence } = found;
  if (confidence < 1) await flagRows(session, 'crs-guessed', one(crs), { confidence });
  if (swapped) await flagRows(session, 'crs-swapped', one(crs), { confidence });
}

/** The name of a declared system: the first text in the WKT of a `.prj`. */
function nameIn(declared: string): string {
  return /"([^"]+)"/.exec(declared)?.[1] ?? declared.slice(0, 100);
}

/** The SELECT with its point columns in WGS84. */
export function inWgs84(select: string, bound: BoundMapping, found: FoundCrs | undefined): string {
  const columns = pointColumns(bound.mapping.positions);
  if (!columns || !found || (found.crs === 'EPSG:4326' && !found.swapped)) return select;
  const [lon, lat] = [sqlName(columns.lon), sqlName(columns.lat)];
  const [x, y] = found.swapped ? [lat, lon] : [lon, lat];
  const moved = toWgs84Sql(
    `(select *, ${x}::double as _x, ${y}::double as _y from (${select}))`,
    found.crs,
  );
  return `select * exclude (_x, _y, _lon, _lat) replace (_lon as ${lon}, _lat as ${lat}) from (${moved})`;
}

/** The positions of the view `result` as `row_number`, `lon`, `lat`, `claim`, and the columns they come from; undefined
 * where there are none. */
function pointsOf({ mapping: { positions } }: BoundMapping) {
  const claimed = positions?.claimed;
  const claim = claimed === undefined ? 'null' : `left(r.${sqlName(claimed)}, 5)`;
  const columns = pointColumns(positions);
  if (columns) {
    const [lon, lat] = [`r.${sqlName(columns.lon)}`, `r.${sqlName(columns.lat)}`];
    const select = `select r.row_number, ${lon}::double as lon, ${lat}::double as lat, ${claim} as claim from result r
      where ${lon} is not null and ${lat} is not null`;
    return { select, named: `${columns.lon}, ${columns.lat}` };
  }
  if (positions?.geometry === undefined) return undefined;
  const select = `select p.*, ${claim} as claim from shape_points p join result r on r.row_number = p.row_number`;
  return { select, named: positions.geometry };
}

/** Flags positions of the view `result` that cannot be, lie outside the city, or in another district than claimed; of a
 * shape, one point stands for it. */
export async function checkPoints(
  session: Session,
  { bound, districts }: { bound: BoundMapping; districts: string },
): Promise<void> {
  const found = pointsOf(bound);
  if (!found) return;
  const { west, east, south, north } = await loadDistricts(session, districts);
  await session.run(`create table points as select *,
    lon between ${west - NEAR} and ${east + NEAR} and lat between ${south - NEAR} and ${north + NEAR} as possible
    from (${found.select})`);
  await session.run(
    `create table located as ${locatedSql('(select distinct lon, lat from points where possible)')}`,
  );
  const cases = (where: string, also = "''") =>
    `select p.row_number, ${literal(found.named)} as "column", p.lon || ', ' || p.lat || ${also} as "value"
     from points p left join located l on l.lon = p.lon and l.lat = p.lat where ${where}`;
  await flagRows(session, 'position-impossible', cases('not p.possible'));
  await flagRows(session, 'position-outside', cases('p.possible and l.place is null'));
  await flagRows(
    session,
    'position-elsewhere',
    cases('l.place <> p.claim', `' (' || p.claim || ' → ' || l.place || ')'`),
  );
}
