/** Orders districts by their MOIS code, the official order, never by the alphabet. */
export function byCode(a: { place: string }, b: { place: string }): number {
  return a.place < b.place ? -1 : a.place > b.place ? 1 : 0;
}

/** `해운대구` is known as 해운대; of `중구` too little would remain. */
export function shortName(name: string): string {
  const korean = /^(..+)[구군]$/.exec(name);
  return korean?.[1] ?? name.replace(/-gun?$/, '');
}
