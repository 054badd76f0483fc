/** A point or the rings of a polygon; null is a shape that is missing. */
export type ShapePlan =
  | null
  | { readonly point: readonly [number, number] }
  | { readonly rings: readonly (readonly (readonly [number, number])[])[] };

/** A `.shp` file. */
export function shpOf(shapes: readonly ShapePlan[]): Uint8Array {
  const records = shapes.map((shape, index) => recordOf(shape, index + 1));
  const length = records.reduce((sum, record) => sum + record.length, 100);
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE(length / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(shapes.some((shape) => shape && 'rings' in shape) ? 5 : 1, 32);
  return new Uint8Array(Buffer.concat([header, ...records]));
}

function recordOf(shape: ShapePlan, number: number): Buffer {
  const content =
    shape === null ? nullShape() : 'point' in shape ? point(shape.point) : polygon(shape.rings);
  const header = Buffer.alloc(8);
  header.writeInt32BE(number, 0);
  header.writeInt32BE(content.length / 2, 4);
  return Buffer.concat([header, content]);
}

function nullShape(): Buffer {
  return Buffer.alloc(4);
}

function point([x, y]: readonly [number, number]): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeInt32LE(1, 0);
  bytes.writeDoubleLE(x, 4);
  bytes.writeDoubleLE(y, 12);
  return bytes;
}

function polygon(rings: readonly (readonly (readonly [number, number])[])[]): Buffer {
  const points = rings.flat();
  const bytes = Buffer.alloc(44 + rings.length * 4 + points.length * 16);
  bytes.writeInt32LE(5, 0);
  bytes.writeInt32LE(rings.length, 36);
  bytes.writeInt32LE(points.length, 40);
  let start = 0;
  rings.forEach((ring, at) => {
    bytes.writeInt32LE(start, 44 + at * 4);
    start += ring.length;
  });
  points.forEach(([x, y], at) => {
    bytes.writeDoubleLE(x, 44 + rings.length * 4 + at * 16);
    bytes.writeDoubleLE(y, 44 + rings.length * 4 + at * 16 + 8);
  });
  return bytes;
}

/** A column of a `.dbf`: name, type letter and width in bytes. */
export type DbfPlan = readonly [name: string, type: 'C' | 'N' | 'D', width: number];

/** A `.dbf` file; a record beginning with '*' is marked as deleted. */
export function dbfOf(
  fields: readonly DbfPlan[],
  records: readonly (readonly string[])[],
  encode: (text: string) => Uint8Array,
): Uint8Array {
  const size = fields.reduce((sum, [, , width]) => sum + width, 1);
  const start = 32 + fields.length * 32 + 1;
  const header = Buffer.alloc(start);
  header[0] = 3;
  header.writeUInt32LE(records.length, 4);
  header.writeUInt16LE(start, 8);
  header.writeUInt16LE(size, 10);
  fields.forEach(([name, type, width], at) => {
    header.set(encode(name).subarray(0, 11), 32 + at * 32);
    header[32 + at * 32 + 11] = type.charCodeAt(0);
    header[32 + at * 32 + 16] = width;
  });
  header[start - 1] = 0x0d;
  const rows = records.map((record) => {
    const row = Buffer.alloc(size, 0x20);
    let at = 1;
    fields.forEach(([, , width], index) => {
      const text = record[index] ?? '';
      if (text.startsWith('*')) row[0] = 0x2a;
      row.set(encode(text.replace(/^\*/, '')).subarray(0, width), at);
      at += width;
    });
    return row;
  });
  return new Uint8Array(Buffer.concat([header, ...rows, Buffer.of(0x1a)]));
}
