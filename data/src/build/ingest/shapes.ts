import type { BoundMapping } from '@bada/shared/intake';
import { sqlName } from '@bada/shared/intake';
import {
  type CityBox,
  declaredCrs,
  type FoundCrs,
  likelyCrs,
  type Pair,
  transformer,
} from './crs.ts';
import { loadDistricts } from './districts.ts';
import type { Session } from './session.ts';
import { shapePoint } from './shape-point.ts';

interface Shape {
  readonly row: number;
  readonly geometry: unknown;
}

function isPair(value: unknown): value is Pair {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number';
}

/** Coordinates of any GeoJSON geometry, changed one by one; seven decimals are a centimetre. */
function mapped(value: unknown, convert: (pair: Pair) => Pair): unknown {
  if (isPair(value)) return convert(value).map((degrees) => Number(degrees.toFixed(7)));
  if (Array.isArray(value)) return value.map((one) => mapped(one, convert));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === 'coordinates' || name === 'geometries' ? mapped(one, convert) : one,
    ]),
  );
}

function pairsOf(value: unknown, into: Pair[]): void {
  if (into.length >= 2000) return;
  if (isPair(value)) into.push(value);
  else if (Array.isArray(value)) for (const one of value) pairsOf(one, into);
  else if (typeof value === 'object' && value !== null) pairsOf(Object.values(value), into);
}

/** Shapes looked at to tell their system, and shapes held at once. */
const SAMPLE = 500;
const BATCH = 500;

async function shapesWhere(session: Session, where: string): Promise<Shape[]> {
  const rows = await session.rows(`select row_number, shape from raw_shapes where ${where}`);
  return rows.map((row) => ({
    row: Number(row.row_number),
    geometry: JSON.parse(String(row.shape)),
  }));
}

/** All shapes, a few at a time: a layer of parcels does not fit into memory. */
async function* shapeBatches(session: Session, count: number): AsyncGenerator<Shape[]> {
  for (let from = 0; from < count; from += BATCH) {
    yield await shapesWhere(session, `rowid >= ${from} and rowid < ${from + BATCH}`);
  }
}

/** Writes the shapes in WGS84 as `shapes(row_number, shape)`, and a point of each as `shape_points(row_number, lon, lat)`. */
async function writeShapes(
  session: Session,
  { count, found }: { count: number; found: FoundCrs | undefined },
): Promise<void> {
  await session.run('create table shapes (row_number bigint, shape varchar)');
  await session.run('create table shape_texts (row_number bigint, lon varchar, lat varchar)');
  const convert = found ? transformer(found) : (pair: Pair) => pair;
  for await (const batch of shapeBatches(session, count)) {
    const moved = batch.map(({ row, geometry }) => ({ row, geometry: mapped(geometry, convert) }));
    await session.append(
      'shapes',
      once(moved.map((one) => [one.row, JSON.stringify(one.geometry)])),
    );
    const points = moved.flatMap(({ row, geometry }) => {
      const point = shapePoint(geometry);
      return point ? [[row, String(point[0]), String(point[1])]] : [];
    });
    await session.append('shape_texts', once(points));
  }
  await session.run(
    'create view shape_points as select row_number, lon::double as lon, lat::double as lat from shape_texts',
  );
}

async function* once<T>(batch: T): AsyncGenerator<T> {
  yield batch;
}

function systemOf(bound: BoundMapping, declared: string | undefined): FoundCrs | undefined {
  const crs = bound.mapping.positions?.crs ?? 'auto';
  if (crs !== 'auto') return { crs, swapped: false, confidence: 1 };
  const own = declared === undefined ? undefined : declaredCrs(declared);
  return own && { crs: own, swapped: false, confidence: 1 };
}

function systemOfNumbers(shapes: readonly Shape[], city: CityBox): FoundCrs | undefined {
  const pairs: Pair[] = [];
  // A few from each, so that no single shape decides.
  for (const { geometry } of shapes) {
    const some: Pair[] = [];
    pairsOf(geometry, some);
    pairs.push(...some.filter((_, index) => index % Math.ceil(some.length / 20) === 0));
  }
  const candidates = likelyCrs(pairs, city);
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** Brings the shapes of a SELECT into WGS84: gives the SELECT to go on with, and the system they were in. A point of
 * each stands in `shape_points` then. */
export async function shapesInWgs84(
  session: Session,
  {
    bound,
    select,
    declared,
    districts,
  }: { bound: BoundMapping; select: string; declared?: string | undefined; districts: string },
): Promise<{ select: string; found: FoundCrs | undefined }> {
  const column = bound.mapping.positions?.geometry;
  if (column === undefined) return { select, found: undefined };
  const name = sqlName(column);
  await session.run(
    `create table raw_shapes as select row_number, ${name} as shape from (${select}) where ${name} is not null`,
  );
  const count = await session.count('select count(*) from raw_shapes');
  const step = Math.max(1, Math.floor(count / SAMPLE));
  const sample = await shapesWhere(session, `rowid % ${step} = 0 and rowid < ${step * SAMPLE}`);
  const found =
    systemOf(bound, declared) ?? systemOfNumbers(sample, await loadDistricts(session, districts));
  await writeShapes(session, { count, found });
  if (!found || (found.crs === 'EPSG:4326' && !found.swapped)) return { select, found };
  return {
    select: `select t.* replace (coalesce(s.shape, t.${name}) as ${name}) from (${select}) t left join shapes s on s.row_number = t.row_number`,
    found,
  };
}
