import type { ColumnSource, Mapping } from './mapping.ts';

function sourcesOf(from: ColumnSource, mapping: Mapping): readonly string[] {
  if (typeof from === 'string') return [from];
  if (Array.isArray(from)) return from;
  if ('pattern' in from) return [`/${from.pattern}/`];
  if ('date' in from) {
    const parts = mapping.columns.filter(({ name }) => name === from.date || name === from.hours);
    return parts.flatMap((column) => sourcesOf(column.from, mapping));
  }
  // A group or a text is filled from names of the file, the table or the columns that become rows.
  return mapping.pivot ? [`/${mapping.pivot.columns}/`] : [];
}

/** Which source columns each column of a mapping's result is made from. A set of source columns that
 * become rows stands as its pattern between slashes. */
export function mappedColumns(mapping: Mapping): Record<string, readonly string[]> {
  const columns = mapping.columns.map(
    ({ name, from }) => [name, sourcesOf(from, mapping)] as const,
  );
  const pivot = mapping.pivot
    ? [[mapping.pivot.value.name, [`/${mapping.pivot.columns}/`]] as const]
    : [];
  return Object.fromEntries([...columns, ...pivot]);
}
