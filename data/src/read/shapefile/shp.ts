import type { ReadContext } from '../options.ts';
import { damaged } from '../source.ts';
import { type Position, polygonText } from './rings.ts';

const HEADER = 100;

/** Shapes of a `.shp` file as GeoJSON text, '' for a null shape. Heights and measures are left out.
 * @throws BadaError `read.damaged` */
export function readShapes(bytes: Uint8Array, context: ReadContext): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getInt32(0) !== 9994) {
    throw damaged(context, 'SHP', 'header', 'no Shapefile');
  }
  if (view.getInt32(24) * 2 > bytes.length) throw damaged(context, 'SHP', 'header', 'cut off');
  const shapes: string[] = [];
  for (let at = HEADER; at + 8 <= bytes.length; ) {
    const length = view.getInt32(at + 4) * 2;
    const end = at + 8 + length;
    const where = `record ${shapes.length + 1}`;
    if (length < 4 || end > bytes.length) throw damaged(context, 'SHP', where, 'cut off');
    shapes.push(shapeText(view, { at: at + 8, end, where, context }));
    at = end;
  }
  return shapes;
}

interface Place {
  readonly at: number;
  readonly end: number;
  readonly where: string;
  readonly context: ReadContext;
}

function shapeText(view: DataView, place: Place): string {
  const type = view.getInt32(place.at, true);
  switch (type % 10) {
    case 0:
      return '';
    case 1:
      return geometryText('Point', positions(view, place, place.at + 4, 1)[0]);
    case 3:
      return lineText(parts(view, place));
    case 5:
      return polygonText(parts(view, place));
    case 8: {
      const count = countAt(view, place, place.at + 36);
      return geometryText('MultiPoint', positions(view, place, place.at + 40, count));
    }
    default:
      throw damaged(place.context, 'SHP', place.where, `shape type ${type} is not supported`);
  }
}

function geometryText(type: string, coordinates: unknown): string {
  return JSON.stringify({ type, coordinates });
}

function lineText(lines: readonly Position[][]): string {
  const [only] = lines;
  return lines.length === 1
    ? geometryText('LineString', only)
    : geometryText('MultiLineString', lines);
}

/** Paths or rings of a record. */
function parts(view: DataView, place: Place): Position[][] {
  const partCount = countAt(view, place, place.at + 36);
  const pointCount = countAt(view, place, place.at + 40);
  const starts = place.at + 44;
  const points = starts + partCount * 4;
  if (points > place.end) throw damaged(place.context, 'SHP', place.where, 'broken parts');
  const all = positions(view, place, points, pointCount);
  const from = Array.from({ length: partCount }, (_, part) =>
    view.getInt32(starts + part * 4, true),
  );
  return from.map((first, part) => all.slice(first, from[part + 1] ?? pointCount));
}

function countAt(view: DataView, { end, where, context }: Place, at: number): number {
  const count = at + 4 <= end ? view.getInt32(at, true) : -1;
  if (count < 0 || count > end) throw damaged(context, 'SHP', where, 'broken count');
  return count;
}

function positions(
  view: DataView,
  { end, where, context }: Place,
  at: number,
  count: number,
): Position[] {
  if (at + count * 16 > end) throw damaged(context, 'SHP', where, 'broken points');
  return Array.from(
    { length: count },
    (_, index): Position => [
      view.getFloat64(at + index * 16, true),
      view.getFloat64(at + index * 16 + 8, true),
    ],
  );
}
