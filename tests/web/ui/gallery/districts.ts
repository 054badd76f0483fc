import type { DistrictCollection } from '@bada/web/src/map/geometry.ts';
import geometry from '../../../../data/sources/districts/districts.geojson?raw';

/** The product's own boundaries. */
export const DISTRICTS: DistrictCollection = JSON.parse(geometry);

/** Column and row of each district in the tile grid. */
export const CELLS: Record<string, readonly [number, number]> = {
  '26110': [3, 5],
  '26140': [3, 4],
  '26170': [4, 4],
  '26200': [4, 5],
  '26230': [3, 3],
  '26260': [4, 2],
  '26290': [5, 4],
  '26320': [3, 2],
  '26350': [5, 2],
  '26380': [2, 4],
  '26410': [4, 1],
  '26440': [1, 3],
  '26470': [4, 3],
  '26500': [5, 3],
  '26530': [2, 3],
  '26710': [5, 1],
};
