import type {
  ExpressionSpecification,
  LayerSpecification,
  Map as MapLibreMap,
  StyleSpecification,
} from 'maplibre-gl';
import type { ThemeColours } from '../ui/theme.ts';
import type { DistrictCollection } from './geometry.ts';
import { LABEL_SIZE } from './labels.ts';

export const SOURCE = 'districts';
export const LABEL_SOURCE = 'labels';
export const FILL_LAYER = 'fill';
export const LABEL_LAYER = 'names';

/** What the map remembers of a district; everything that changes is recoloured through it. */
export interface DistrictState {
  /** Class from 0; −1 for none. */
  cls: number;
  pattern: 'missing' | 'suppressed' | 'none';
  selected: boolean;
  focused: boolean;
  hovered: boolean;
}

export interface StyleInput {
  colours: ThemeColours;
  /** From the lowest class to the highest. */
  classColours: readonly string[];
}

function when(key: 'selected' | 'focused' | 'hovered'): ExpressionSpecification {
  return ['case', ['boolean', ['feature-state', key], false], 1, 0];
}

function patternOpacity(name: DistrictState['pattern']): ExpressionSpecification {
  return ['case', ['==', ['feature-state', 'pattern'], name], 1, 0];
}

function classColour({ colours, classColours }: StyleInput): ExpressionSpecification {
  const cls: ExpressionSpecification = ['coalesce', ['feature-state', 'cls'], -1];
  return classColours.reduceRight<ExpressionSpecification>(
    (otherwise, colour, index) => ['case', ['==', cls, index], colour, otherwise],
    ['literal', colours.surface],
  );
}

function outline(
  id: string,
  key: 'selected' | 'focused' | 'hovered',
  colour: string,
  width: number,
): LayerSpecification {
  return {
    id,
    type: 'line',
    source: SOURCE,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': when(key) },
  };
}

function fills(input: StyleInput): LayerSpecification[] {
  const pattern = (name: 'missing' | 'suppressed'): LayerSpecification => ({
    id: name,
    type: 'fill',
    source: SOURCE,
    paint: { 'fill-pattern': name, 'fill-opacity': patternOpacity(name) },
  });
  return [
    { id: FILL_LAYER, type: 'fill', source: SOURCE, paint: { 'fill-color': classColour(input) } },
    pattern('missing'),
    pattern('suppressed'),
  ];
}

function names({ colours }: StyleInput): LayerSpecification {
  return {
    id: LABEL_LAYER,
    type: 'symbol',
    source: LABEL_SOURCE,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['Pretendard GOV Variable'],
      'text-size': LABEL_SIZE,
      'text-padding': 0,
    },
    paint: {
      'text-color': colours.text,
      'text-halo-color': colours.surface,
      'text-halo-width': 1.4,
    },
  };
}

/** The layers from the sea up to the names. */
function districtLayers(input: StyleInput): LayerSpecification[] {
  const { colours } = input;
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
    ...fills(input),
    {
      id: 'borders',
      type: 'line',
      source: SOURCE,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.landLine, 'line-width': 1 },
    },
    outline('hovered', 'hovered', colours.text, 1.2),
    outline('selected', 'selected', colours.text, 2.6),
    outline('focused', 'focused', colours.focus, 3.6),
    names(input),
  ];
}

/** A whole style without any address in it: no tiles, no glyphs, no sprites. */
export function districtStyle(
  districts: DistrictCollection,
  input: StyleInput,
): StyleSpecification {
  return {
    version: 8,
    sources: {
      [SOURCE]: { type: 'geojson', data: districts, promoteId: 'place' },
      [LABEL_SOURCE]: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: districtLayers(input),
  };
}

/** Repaints everything that depends on the theme or the classes, leaving data and states alone. */
export function recolour(map: MapLibreMap, input: StyleInput): void {
  const { colours } = input;
  map.setPaintProperty('sea', 'background-color', colours.sea);
  map.setPaintProperty(FILL_LAYER, 'fill-color', classColour(input));
  map.setPaintProperty('borders', 'line-color', colours.landLine);
  map.setPaintProperty('hovered', 'line-color', colours.text);
  map.setPaintProperty('selected', 'line-color', colours.text);
  map.setPaintProperty('focused', 'line-color', colours.focus);
  map.setPaintProperty(LABEL_LAYER, 'text-color', colours.text);
  map.setPaintProperty(LABEL_LAYER, 'text-halo-color', colours.surface);
}
