import { z } from 'zod';

/** Coordinate reference systems that Korean files come in. */
export const CrsCode = z.enum([
  'EPSG:4326',
  'EPSG:5174',
  'EPSG:5179',
  'EPSG:5181',
  'EPSG:5186',
  'EPSG:5187',
]);
export type CrsCode = z.infer<typeof CrsCode>;

/** A transverse Mercator system: lengths in metres, angles in degrees. */
interface TransverseMercator {
  readonly centralMeridian: number;
  readonly originLatitude: number;
  readonly scale: number;
  readonly falseEasting: number;
  readonly falseNorthing: number;
  /** Semi-major axis and inverse flattening of the ellipsoid. */
  readonly axis: number;
  readonly inverseFlattening: number;
  /** Bursa-Wolf shift to WGS84: metres, arc seconds (position vector), parts per million. */
  readonly shift?: readonly [number, number, number, number, number, number, number];
}

const GRS80 = { axis: 6_378_137, inverseFlattening: 298.257222101 };
const BESSEL = { axis: 6_377_397.155, inverseFlattening: 299.1528128 };

/** Parameters as registered (https://epsg.io). The registered shift of 5174 (operation 5189) turns about a pivot point;
 * read as Bursa-Wolf it is 20 m off, so the equivalent about the earth's centre stands here. */
const SYSTEMS: Readonly<Record<Exclude<CrsCode, 'EPSG:4326'>, TransverseMercator>> = Object.freeze({
  'EPSG:5174': {
    ...BESSEL,
    centralMeridian: 127.0028902777778,
    originLatitude: 38,
    scale: 1,
    falseEasting: 200_000,
    falseNorthing: 500_000,
    shift: [-115.8, 474.99, 674.11, 1.16, -2.31, -1.63, 6.43],
  },
  'EPSG:5179': {
    ...GRS80,
    centralMeridian: 127.5,
    originLatitude: 38,
    scale: 0.9996,
    falseEasting: 1_000_000,
    falseNorthing: 2_000_000,
  },
  'EPSG:5181': {
    ...GRS80,
    centralMeridian: 127,
    originLatitude: 38,
    scale: 1,
    falseEasting: 200_000,
    falseNorthing: 500_000,
  },
  'EPSG:5186': {
    ...GRS80,
    centralMeridian: 127,
    originLatitude: 38,
    scale: 1,
    falseEasting: 200_000,
    falseNorthing: 600_000,
  },
  'EPSG:5187': {
    ...GRS80,
    centralMeridian: 129,
    originLatitude: 38,
    scale: 1,
    falseEasting: 200_000,
    falseNorthing: 600_000,
  },
});

/** PROJ definition of a system, for libraries that transform shapes. */
export function projDefinition(crs: CrsCode): string {
  if (crs === 'EPSG:4326') return '+proj=longlat +datum=WGS84 +no_defs';
  const one = SYSTEMS[crs];
  const shift = one.shift ? ` +towgs84=${one.shift.join(',')}` : ' +towgs84=0,0,0,0,0,0,0';
  return (
    `+proj=tmerc +lat_0=${one.originLatitude} +lon_0=${one.centralMeridian} +k=${one.scale} ` +
    `+x_0=${one.falseEasting} +y_0=${one.falseNorthing} +a=${one.axis} +rf=${one.inverseFlattening}` +
    `${shift} +units=m +no_defs`
  );
}

/** Meridian arc length from the equator in metres (Snyder 1987, USGS PP 1395, eq. 3-21). */
function meridianArc(latitude: number, axis: number, e2: number): number {
  const [e4, e6] = [e2 ** 2, e2 ** 3];
  return (
    axis *
    ((1 - e2 / 4 - (3 * e4) / 64 - (5 * e6) / 256) * latitude -
      ((3 * e2) / 8 + (3 * e4) / 32 + (45 * e6) / 1024) * Math.sin(2 * latitude) +
      ((15 * e4) / 256 + (45 * e6) / 1024) * Math.sin(4 * latitude) -
      ((35 * e6) / 3072) * Math.sin(6 * latitude))
  );
}

/** One step of a computation in SQL: names for expressions over the names before them. */
type Step = Readonly<Record<string, string>>;

/** Inverse transverse Mercator (Snyder 1987, eq. 3-26 and 8-17 to 8-25): `_x`, `_y` in metres to `_phi`, `_lam` in radians. */
function inverseSteps(one: TransverseMercator): Step[] {
  const f = 1 / one.inverseFlattening;
  const e2 = 2 * f - f * f;
  const ep2 = e2 / (1 - e2);
  const radians = Math.PI / 180;
  const origin = meridianArc(one.originLatitude * radians, one.axis, e2);
  const rectifying = one.axis * (1 - e2 / 4 - (3 * e2 ** 2) / 64 - (5 * e2 ** 3) / 256);
  const e1 = (1 - Math.sqrt(1 - e2)) / (1 + Math.sqrt(1 - e2));
  return [
    { _mu: `(${origin} + (_y - ${one.falseNorthing}) / ${one.scale}) / ${rectifying}` },
    {
      _phi1:
        `_mu + ${(3 * e1) / 2 - (27 * e1 ** 3) / 32} * sin(2 * _mu)` +
        ` + ${(21 * e1 ** 2) / 16 - (55 * e1 ** 4) / 32} * sin(4 * _mu)` +
        ` + ${(151 * e1 ** 3) / 96} * sin(6 * _mu) + ${(1097 * e1 ** 4) / 512} * sin(8 * _mu)`,
    },
    {
      _c: `${ep2} * pow(cos(_phi1), 2)`,
      _t: 'pow(tan(_phi1), 2)',
      _n: `${one.axis} / sqrt(1 - ${e2} * pow(sin(_phi1), 2))`,
      _r: `${one.axis * (1 - e2)} / pow(1 - ${e2} * pow(sin(_phi1), 2), 1.5)`,
    },
    { _d: `(_x - ${one.falseEasting}) / (_n * ${one.scale})` },
    {
      _phi:
        `_phi1 - (_n * tan(_phi1) / _r) * (_d * _d / 2` +
        ` - (5 + 3 * _t + 10 * _c - 4 * _c * _c - ${9 * ep2}) * pow(_d, 4) / 24` +
        ` + (61 + 90 * _t + 298 * _c + 45 * _t * _t - ${252 * ep2} - 3 * _c * _c) * pow(_d, 6) / 720)`,
      _lam:
        `${one.centralMeridian * radians} + (_d - (1 + 2 * _t + _c) * pow(_d, 3) / 6` +
        ` + (5 - 2 * _c + 28 * _t - 3 * _c * _c + ${8 * ep2} + 24 * _t * _t) * pow(_d, 5) / 120) / cos(_phi1)`,
    },
  ];
}

/** From geodetic on one ellipsoid to WGS84 through earth-centred coordinates; height taken as 0. */
function shiftSteps(one: TransverseMercator): Step[] {
  if (!one.shift) return [];
  const f = 1 / one.inverseFlattening;
  const e2 = 2 * f - f * f;
  const wgsFlattening = 1 / 298.257223563;
  const w2 = 2 * wgsFlattening - wgsFlattening ** 2;
  const wgsAxis = GRS80.axis;
  const wgsMinor = wgsAxis * (1 - wgsFlattening);
  const wp2 = w2 / (1 - w2);
  const [dx, dy, dz, sx, sy, sz, ppm] = one.shift;
  const [rx, ry, rz] = [sx, sy, sz].map((seconds) => ((seconds / 3600) * Math.PI) / 180);
  const k = 1 + ppm / 1e6;
  return [
    { _nu: `${one.axis} / sqrt(1 - ${e2} * pow(sin(_phi), 2))` },
    {
      _gx: '_nu * cos(_phi) * cos(_lam)',
      _gy: '_nu * cos(_phi) * sin(_lam)',
      _gz: `_nu * ${1 - e2} * sin(_phi)`,
    },
    {
      _hx: `${dx} + ${k} * (_gx - (${rz}) * _gy + (${ry}) * _gz)`,
      _hy: `${dy} + ${k} * ((${rz}) * _gx + _gy - (${rx}) * _gz)`,
      _hz: `${dz} + ${k} * (-(${ry}) * _gx + (${rx}) * _gy + _gz)`,
    },
    { _p: 'sqrt(_hx * _hx + _hy * _hy)' },
    { _theta: `atan2(_hz * ${wgsAxis}, _p * ${wgsMinor})` },
    {
      _phi: `atan2(_hz + ${wp2 * wgsMinor} * pow(sin(_theta), 3), _p - ${w2 * wgsAxis} * pow(cos(_theta), 3))`,
      _lam: 'atan2(_hy, _hx)',
    },
  ];
}

/** SQL of positions in WGS84 degrees: over a relation with `_x` (east or longitude) and `_y` (north or
 * latitude), adds `_lon` and `_lat`; other columns pass. Differs from PROJ by less than a centimetre in Korea. */
export function toWgs84Sql(relation: string, crs: CrsCode): string {
  if (crs === 'EPSG:4326') return `select *, _x as _lon, _y as _lat from ${relation}`;
  const one = SYSTEMS[crs];
  const steps = [...inverseSteps(one), ...shiftSteps(one)];
  const known = new Set<string>();
  const nested = steps.reduce((inner, step) => {
    const again = Object.keys(step).filter((name) => known.has(name));
    for (const name of Object.keys(step)) known.add(name);
    const rest = again.length > 0 ? `* exclude (${again.join(', ')})` : '*';
    const added = Object.entries(step).map(([name, expression]) => `${expression} as ${name}`);
    return `(select ${rest}, ${added.join(', ')} from ${inner})`;
  }, relation);
  return `select * exclude (${[...known].join(', ')}), degrees(_lam) as _lon, degrees(_phi) as _lat from ${nested}`;
}
