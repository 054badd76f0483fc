import { IsoDate, isDistrict, KebabId } from '@bada/shared';

/** How the districts are drawn. */
export type Drawing = 'map' | 'tiles' | 'table';

/** How the districts are put into classes. */
export type Classing = 'quantile' | 'natural';

/** What a reader of the overview chose. What is not chosen is absent, and follows the data. */
export interface View {
  readonly indicator?: string;
  /** Selected districts in the order of choice. */
  readonly places: readonly string[];
  /** First day of the chosen period; absent for the latest. */
  readonly period?: string;
  readonly drawing: Drawing;
  readonly classing: Classing;
  /** Whether made-up figures are shown. */
  readonly samples: boolean;
}

/** The view before anything is chosen. */
export const START_VIEW: View = Object.freeze({
  places: [],
  drawing: 'map',
  classing: 'natural',
  samples: true,
});

const MAX_PLACES = 16;

function drawingOf(text: string | null): Drawing {
  return text === 'tiles' || text === 'table' ? text : 'map';
}

function placesOf(text: string | null): string[] {
  const places = (text ?? '').split('.').filter(isDistrict);
  return [...new Set(places)].slice(0, MAX_PLACES);
}

/** Reads a view from a URL's search part; what it does not understand is left out. */
export function decodeView(search: string): View {
  const query = new URLSearchParams(search);
  const indicator = KebabId.safeParse(query.get('indicator'));
  const period = IsoDate.safeParse(query.get('period'));
  return {
    ...(indicator.success ? { indicator: indicator.data } : {}),
    ...(period.success ? { period: period.data } : {}),
    places: placesOf(query.get('places')),
    drawing: drawingOf(query.get('drawing')),
    classing: query.get('classing') === 'quantile' ? 'quantile' : 'natural',
    samples: query.get('samples') !== 'off',
  };
}

/** Writes a view as a URL's search part, with `?` unless nothing was chosen. */
export function encodeView(view: View): string {
  const query = new URLSearchParams();
  if (view.indicator) query.set('indicator', view.indicator);
  if (view.places.length > 0) query.set('places', view.places.join('.'));
  if (view.period) query.set('period', view.period);
  if (view.drawing !== START_VIEW.drawing) query.set('drawing', view.drawing);
  if (view.classing !== START_VIEW.classing) query.set('classing', view.classing);
  if (!view.samples) query.set('samples', 'off');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
