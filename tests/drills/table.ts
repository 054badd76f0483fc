/** A Markdown table of one row, its columns padded as the formatter wants them. */
export function table(cells: readonly (readonly [string, string | number])[]): string {
  const columns = cells.map(([head, value]) => {
    const width = Math.max(head.length, String(value).length);
    return [head.padEnd(width), '-'.repeat(width), String(value).padEnd(width)];
  });
  const line = (row: number) => `| ${columns.map((column) => column[row]).join(' | ')} |`;
  return [0, 1, 2].map(line).join('\n');
}
