/** Texts that are written after figures and count nothing themselves. Floors (층), turns (회) and the like name
 * things as often as they count them, so they are not among them. */
const SUFFIXES = '%|‰|천원|만원|백만원|억원|원|명|건|개소|개|대|곳|세대|가구|km|kg|ha';

/** A suffix at the end of a folded cell, with the blank before it. */
export const SUFFIX = new RegExp(`(?<=\\d\\.?) ?(${SUFFIXES})$`);

/** The text after the figures of a column: the only one there is, and in most cells.
 * `values` are folded and hold no missing text. */
export function suffixOf(values: readonly string[]): string | undefined {
  const found = values.map((value) => SUFFIX.exec(value)?.[1]);
  const [suffix, ...others] = new Set(found.filter((one) => one !== undefined));
  if (suffix === undefined || others.length > 0) return undefined;
  return found.filter((one) => one !== undefined).length * 2 > values.length ? suffix : undefined;
}

/** A folded cell without the suffix of its column. */
export function withoutSuffix(value: string, suffix: string | undefined): string {
  return suffix === undefined ? value : value.replace(SUFFIX, '');
}
