import type { Mapping } from './mapping.ts';
import { headerKey } from './mapping-header.ts';

/** Tells the columns of the source that a column of the result is made from, by their headers. */
export function headersBehind(
  { columns, pivot }: Pick<Mapping, 'columns' | 'pivot'>,
  name: string,
): (header: string) => boolean {
  const stem = name.replace(/_(raw|missing)$/, '');
  const own = columns.filter((column) => column.name === name || column.name === stem);
  const isPivoted = pivot?.value.name === name || pivot?.value.name === stem;
  const patterns = [
    ...(isPivoted ? [pivot.columns] : []),
    ...own.flatMap(({ from }) =>
      typeof from === 'object' && 'pattern' in from ? from.pattern : [],
    ),
  ].map((pattern) => new RegExp(pattern, 'u'));
  const names = own.flatMap(({ from }) =>
    typeof from === 'string' || Array.isArray(from) ? [from].flat() : [],
  );
  const keys = new Set(names.map(headerKey));
  return (header) => keys.has(headerKey(header)) || patterns.some((one) => one.test(header));
}
