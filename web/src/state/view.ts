import { isDistrict, KebabId, Locale, PeriodStart } from '@bada/shared';
import { EngineWish, Theme } from './preferences.ts';

/** How the districts are drawn. */
export type Drawing = 'map' | 'tiles' | 'table';

/** How the districts are put into classes. */
export type Classing = 'quantile' | 'natural';

/** What a reader of the overview chose. What is not chosen is absent, and follows the data. */
export interface View {
  readonly indicator?: string;
  /** Selected districts in the order of choice. */
  readonly places: readonly string[];
  /** First day of the chosen period, of hours their beginning; absent for the latest. */
  readonly period?: string | undefined;
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

/** Whether a page with this search part shows made-up figures. */
export function decodeSamples(search: string): boolean {
  return new URLSearchParams(search).get('samples') !== 'off';
}

/** Search part of a page that shows made-up figures, or not. */
export function encodeSamples(samples: boolean): '' | '?samples=off' {
  return samples ? '' : '?samples=off';
}

/** Reads a view from a URL's search part; what it does not understand is left out. */
export function decodeView(search: string): View {
  const query = new URLSearchParams(search);
  const indicator = KebabId.safeParse(query.get('indicator'));
  const period = PeriodStart.safeParse(query.get('period'));
  return {
    ...(indicator.success ? { indicator: indicator.data } : {}),
    ...(period.success ? { period: period.data } : {}),
    places: placesOf(query.get('places')),
    drawing: drawingOf(query.get('drawing')),
    classing: query.get('classing') === 'quantile' ? 'quantile' : 'natural',
    samples: decodeSamples(search),
  };
}

/** A choice in an address that the view cannot take over; one that names what no longer exists is
 * noticed where that is known. */
export interface Unread {
  readonly key: string;
  readonly asked: string;
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  drawing: ['map', 'tiles', 'table'],
  classing: ['natural', 'quantile'],
  samples: ['on', 'off'],
  lang: Locale.options,
  theme: Theme.options,
  engine: EngineWish.options,
};

function isUnread(key: string, text: string): boolean {
  if (text === '') return false;
  if (key === 'indicator') return !KebabId.safeParse(text).success;
  if (key === 'period') return !PeriodStart.safeParse(text).success;
  const choices = CHOICES[key];
  return choices !== undefined && !choices.includes(text);
}

/** What `decodeView` leaves out of a URL's search part although it was asked for. */
export function unreadOf(search: string): Unread[] {
  return [...new URLSearchParams(search)].flatMap(([key, text]): Unread[] => {
    if (key !== 'places') return isUnread(key, text) ? [{ key, asked: text }] : [];
    const unknown = text.split('.').filter((place) => place !== '' && !isDistrict(place));
    return unknown.map((asked) => ({ key, asked }));
  });
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
