import { CrsCode, projDefinition } from '@bada/shared';
import proj4 from 'proj4';

/** East or longitude first, as the numbers stand. */
export type Pair = readonly [number, number];

/** What a reference system was taken to be, and why. */
export interface FoundCrs {
  readonly crs: CrsCode;
  /** The numbers stand north first. */
  readonly swapped: boolean;
  /** 1 where declared, less where it was found from the numbers. */
  readonly confidence: number;
}

/** What lies around a city's districts and their sea, WGS84 degrees, inclusive. */
export interface CityBox {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

const NAMES: readonly (readonly [RegExp, CrsCode])[] = [
  [/CRS84|WGS_?\s?(19)?84(?!.*PROJCS)/i, 'EPSG:4326'],
  [/Central_?\s?Belt_?\s?2010/i, 'EPSG:5186'],
  [/East_?\s?Belt_?\s?2010/i, 'EPSG:5187'],
  [/Korea(_|\s)?2000.*Central_?\s?Belt/i, 'EPSG:5181'],
  [/(Korean?(_|\s)?1985|Bessel).*Modified.*Central/i, 'EPSG:5174'],
  [/^(?!.*(Korean?(_|\s)?1985|Bessel)).*Unified/is, 'EPSG:5179'],
];

/** A system as a file declares it: a code, a URN, a name or the WKT of a `.prj`; undefined when it is another one. */
export function declaredCrs(text: string): CrsCode | undefined {
  const code = /EPSG[:/]+(?:[\d.]*:)?(\d{4,5})/i.exec(text)?.[1];
  const known = CrsCode.safeParse(`EPSG:${code}`);
  if (known.success) return known.data;
  if (/^PROJCS/i.test(text.trim())) {
    return NAMES.slice(1).find(([pattern]) => pattern.test(text))?.[1];
  }
  return NAMES.find(([pattern]) => pattern.test(text))?.[1];
}

function isInside([lon, lat]: Pair, { west, east, south, north }: CityBox): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** A function from a system's numbers to WGS84 degrees. */
export function transformer({
  crs,
  swapped,
}: Pick<FoundCrs, 'crs' | 'swapped'>): (pair: Pair) => Pair {
  const turn = ([a, b]: Pair): [number, number] => (swapped ? [b, a] : [a, b]);
  if (crs === 'EPSG:4326') return turn;
  const project = proj4(projDefinition(crs), projDefinition('EPSG:4326'));
  return (pair) => {
    const [lon, lat] = project.forward(turn(pair));
    return [lon, lat];
  };
}

/** The readings under which most positions lie in the city's box, best first; those within a hair of the best together. */
export function likelyCrs(pairs: readonly Pair[], city: CityBox): FoundCrs[] {
  if (pairs.length === 0) return [];
  const scored = CrsCode.options.flatMap((crs) =>
    [false, true].map((swapped) => {
      const convert = transformer({ crs, swapped });
      const inside = pairs.filter(
        (pair) => pair.every(Number.isFinite) && isInside(convert(pair), city),
      );
      return { crs, swapped, confidence: inside.length / pairs.length };
    }),
  );
  const best = Math.max(...scored.map(({ confidence }) => confidence));
  if (best < 0.5) return [];
  return scored
    .filter(({ confidence }) => confidence > best - 0.02)
    .map((one) => ({ ...one, confidence: Math.min(0.95, Math.round(one.confidence * 100) / 100) }));
}
