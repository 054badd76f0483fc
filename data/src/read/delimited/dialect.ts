/** How the cells of a delimited text are set apart. */
export interface Dialect {
  /** One character. */
  readonly delimiter: string;
  readonly quotes: boolean;
  /** What ends a record: LF (a CR before it belongs to it), or CR where lone ones are more frequent than LF. */
  readonly newline: '\n' | '\r';
}

const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_RECORDS = 200;

/** Finds the dialect from the beginning of a text; what is chosen stays as chosen. */
export function findDialect(
  sample: string,
  { delimiter, quotes = true }: { readonly delimiter?: string; readonly quotes?: boolean },
): Dialect {
  const plain = withoutQuoted(sample, quotes);
  const newline = count(plain, /\r(?!\n)/g) > count(plain, /\n/g) ? '\r' : '\n';
  const lines = plain.split(newline).slice(0, SAMPLE_RECORDS);
  // The last line may be cut by the sample's end.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return { delimiter: delimiter ?? likeliest(whole), quotes, newline };
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** Quoted cells say nothing about the delimiter, and their line breaks end no record. */
function withoutQuoted(sample: string, quotes: boolean): string {
  return quotes ? sample.replace(/"(?:[^"]|"")*"/g, '') : sample;
}

/** The delimiter under which most lines have the same number of cells, more than one; a comma when none has. */
function likeliest(lines: readonly string[]): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = agreement(lines.map((line) => line.split(delimiter).length));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** Lines that share the commonest width above one, with wider tables slightly preferred. */
function agreement(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) {
    if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  return Math.max(0, ...[...counts].map(([width, count]) => count * (1 + Math.log2(width) / 8)));
}
