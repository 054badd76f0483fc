import { sum } from './verify.ts';

/** Residents of a place on one date by five-year age. */
export interface AgeCount {
  readonly place: string;
  /** First day of the month. */
  readonly period: string;
  /** 21 counts: 0–4, 5–9, …, 95–99, 100 and over. */
  readonly bands: readonly number[];
}

/** First ages of the bands; the last band is open. */
export const BAND_STARTS: readonly number[] = Array.from({ length: 21 }, (_, index) => index * 5);

/** Band by band sum. */
export function addBands(counts: readonly (readonly number[])[]): number[] {
  return BAND_STARTS.map((_, band) => sum(counts.map((bands) => bands[band] ?? 0)));
}
