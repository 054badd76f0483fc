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

async function readShapes(session: Session, select: string, column: string): Promise<Shape[]> {
  const rows = await session.rows(
    `select row_number, ${sqlName(column)} as shape from (${select}) where ${sqlName(column)} is not null`,
  );
  return rows.map((row) => ({
    row: Number(row.row_number),
    geometry: JSON.parse(String(row.shape)),
  }));
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

/** Brings the shapes of a SELECT into WGS84: gives the SELECT to go on with, and the system they were in.
 * Shapes are held in memory; boundaries are few. */
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
  const shapes = await readShapes(session, select, column);
  const found =
    systemOf(bound, declared) ?? systemOfNumbers(shapes, await loadDistricts(session, districts));
  if (!found || (found.crs === 'EPSG:4326' && !found.swapped)) return { select, found };
  const convert = transformer(found);
  await session.run('create table shapes (row_number bigint, shape varchar)');
  async function* batches() {
    yield shapes.map(({ row, geometry }) => [row, JSON.stringify(mapped(geometry, convert))]);
  }
  await session.append('shapes', batches());
  const name = sqlName(column);
  return {
    select: `select t.* replace (coalesce(s.shape, t.${name}) as ${name}) from (${select}) t left join shapes s on s.row_number = t.row_number`,
    found,
  };
}
