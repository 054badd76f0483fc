import { isReservedDataset, type Mapping, MissingReason } from '@bada/shared/intake';
import type { BringMessages } from '../../i18n/messages/bring.ts';

type ColumnSource = Mapping['columns'][number]['from'];

/** Below this a person should look at what was proposed. */
export const SURE_FROM = 0.7;

/** Whether nobody has said yet which dataset results, or named it as none can be. */
export function isUnnamed({ dataset }: Pick<Mapping, 'dataset'>): boolean {
  return isReservedDataset(dataset) || dataset === '';
}

/** Where a column's text comes from, in words. */
export function sourceText(from: ColumnSource, words: BringMessages['mapping']): string {
  if (typeof from === 'string') return from;
  if (Array.isArray(from)) return from.join(words.joined);
  if ('pattern' in from) return `/${from.pattern}/`;
  if ('group' in from) return words.fileName(from.group);
  if ('text' in from) return `“${from.text}”`;
  return [from.date, from.hours].join(words.joined);
}

/** Headers that a column reads, to find its reasons by. */
export function sourceHeaders(from: ColumnSource): readonly string[] {
  if (typeof from === 'string') return [from];
  return Array.isArray(from) ? from : [];
}

type Missing = NonNullable<Mapping['columns'][number]['missing']>;

/** Signs for missing values as lines of `sign=reason`. */
export function missingText(missing: Missing | undefined): string {
  return Object.entries(missing ?? {})
    .map(([sign, reason]) => `${sign}=${reason}`)
    .join('\n');
}

/** Reads lines of `sign=reason`; undefined where one cannot be read. */
export function parseMissing(text: string): Missing | undefined {
  const found: Missing = {};
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const at = line.lastIndexOf('=');
    const reason = MissingReason.safeParse(line.slice(at + 1).trim());
    const sign = line.slice(0, Math.max(0, at)).trim();
    if (!reason.success || sign === '') return undefined;
    found[sign] = reason.data;
  }
  return found;
}
