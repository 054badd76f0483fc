import type { Draft } from './mapping-proposal.ts';

/** A text that names a total. */
export const TOTAL = /^\s*(합\s*계|총\s*계|소\s*계|계|전\s*체)\s*$/;

/** What tells totals rows: a word, or codes of a higher level. */
export function guessTotals(
  names: readonly string[],
  data: readonly (readonly string[])[],
): Draft[] {
  const index = names.findIndex((_, at) => data.some((cells) => TOTAL.test(cells[at] ?? '')));
  if (index >= 0) return [{ column: names[index], pattern: TOTAL.source }];
  const coded = names.findIndex((_, at) =>
    data.some((cells) => /\(\d{5}0{5}\)\s*$/.test(cells[at] ?? '')),
  );
  const finer = data.some((cells) => /\(\d{5}(?!0{5})\d{5}\)\s*$/.test(cells[coded] ?? ''));
  if (coded < 0 || !finer) return [];
  return [2, 5].map((digits) => ({
    column: names[coded],
    pattern: `\\((?<key>\\d{${digits}})0{${10 - digits}}\\)\\s*$`,
    parts: `\\((?<key>\\d{${digits}})\\d{${10 - digits}}\\)\\s*$`,
  }));
}
