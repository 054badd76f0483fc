import { z } from 'zod';

/** Kinds of shapes as people tell them apart. */
export const ShapeKind = z.enum(['point', 'line', 'area', 'mixed']);
export type ShapeKind = z.infer<typeof ShapeKind>;

/** What a shape is, without its coordinates. */
export const ShapeSummary = z.strictObject({
  kind: ShapeKind,
  /** Points, lines or areas that it consists of. */
  parts: z.number().int().min(0),
  /** Positions that it is drawn by. */
  positions: z.number().int().min(0),
});
export type ShapeSummary = z.infer<typeof ShapeSummary>;

const KINDS: Readonly<Record<string, ShapeKind>> = {
  Point: 'point',
  MultiPoint: 'point',
  LineString: 'line',
  MultiLineString: 'line',
  Polygon: 'area',
  MultiPolygon: 'area',
};

const Geometry = z.object({
  type: z.string(),
  coordinates: z.array(z.unknown()).optional(),
  geometries: z.array(z.unknown()).optional(),
});

function positionsIn(value: unknown): number {
  if (!Array.isArray(value)) return 0;
  if (typeof value[0] === 'number') return 1;
  return value.reduce((sum: number, one: unknown) => sum + positionsIn(one), 0);
}

function summaryOf(value: unknown): ShapeSummary | undefined {
  const parsed = Geometry.safeParse(value);
  if (!parsed.success) return undefined;
  const { type, coordinates = [], geometries } = parsed.data;
  if (type === 'GeometryCollection') {
    const inner = (geometries ?? []).map(summaryOf).filter((one) => one !== undefined);
    const kinds = new Set(inner.map(({ kind }) => kind));
    const [only = 'mixed'] = kinds;
    return {
      kind: kinds.size === 1 ? only : 'mixed',
      parts: inner.reduce((sum, { parts }) => sum + parts, 0),
      positions: inner.reduce((sum, { positions }) => sum + positions, 0),
    };
  }
  const kind = KINDS[type];
  if (kind === undefined) return undefined;
  const parts = type.startsWith('Multi') ? coordinates.length : 1;
  return { kind, parts, positions: positionsIn(coordinates) };
}

/** What a GeoJSON geometry is; undefined where the text is none. */
export function shapeSummary(text: string): ShapeSummary | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return summaryOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Kind of a shape from the beginning of its GeoJSON, where the rest was cut off. */
export function shapeKindOf(text: string): ShapeKind | undefined {
  const type = /^\{\s*"type"\s*:\s*"(\w+)"/.exec(text)?.[1] ?? '';
  return type === 'GeometryCollection' ? 'mixed' : KINDS[type];
}
