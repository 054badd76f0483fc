import { z } from 'zod';

const Position = z.array(z.number());

/** The districts as GeoJSON: polygons in WGS84 with code, names and label point. */
export const DistrictShapes = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.number(),
      properties: z.object({
        place: z.string(),
        name_ko: z.string(),
        name_en: z.string(),
        label_lon: z.number(),
        label_lat: z.number(),
      }),
      geometry: z.object({
        type: z.literal('MultiPolygon'),
        coordinates: z.array(z.array(z.array(Position))),
      }),
    }),
  ),
});
export type DistrictShapes = z.infer<typeof DistrictShapes>;
