/** Why a place has or has no value; the words of an answer's `status` column. */
export type PlaceStatus =
  | 'final'
  | 'provisional'
  | 'revised'
  | 'missing'
  | 'suppressed'
  | 'not-computable';

/** Whether the place is drawn with a pattern instead of a class colour. */
export function patternOf(status: PlaceStatus): 'missing' | 'suppressed' | undefined {
  if (status === 'suppressed') return 'suppressed';
  return status === 'missing' || status === 'not-computable' ? 'missing' : undefined;
}
