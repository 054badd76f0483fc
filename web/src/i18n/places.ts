/** Orders districts by their MOIS code, the official order, never by the alphabet. */
export function byCode(a: { place: string }, b: { place: string }): number {
  return a.place < b.place ? -1 : a.place > b.place ? 1 : 0;
}
