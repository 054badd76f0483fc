import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { machineLines } from './machine.ts';

const RESULTS = join(import.meta.dirname, 'RESULTS.md');

/** Cells as text; the first row is the head. Every column but the first is set to the right. */
export type Table = readonly (readonly string[])[];

/** What a bench measured, ready to be written down. */
export interface Finding {
  /** Heading in RESULTS.md. */
  readonly title: string;
  /** What was done, how often and under which conditions. */
  readonly method: string;
  readonly tables: readonly { readonly caption: string; readonly rows: Table }[];
  /** What bounds the numbers and what was tried to move them; written by hand. */
  readonly notes: readonly string[];
}

/** A bench by its name on the command line. */
export interface Bench {
  readonly name: string;
  readonly run: () => Promise<Finding>;
  /** Milliseconds after which it is given up; four minutes where absent. */
  readonly limitMs?: number;
}

const HEAD = `# Speed

Measured, never gated: times depend on the machine, so each stands as a ratio against a peer or a
floor that was measured in the same run.

\`pnpm bench\` runs everything (about half an hour); \`pnpm bench aggregation\` runs one bench and
replaces only its section. Names: \`first-screen\`, \`engine-start\`, \`aggregation\`,
\`catalogue-search\`, \`ingest\`, \`preview\`, \`linked\`, \`analytic\`, \`extract-loading\`, \`server-load\`,
\`tiles\`, \`answer-form\`, \`cold-page\`, \`memory\`. The machine should have nothing else to do: the load average before and after a run stands in its section. Where it was
busy, \`best to best\` (the quickest run against the peer's quickest) is the ratio to trust.
`;

/** Milliseconds with as many digits as they are worth. */
export function ms(value: number): string {
  if (value >= 100) return Math.round(value).toString();
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** A quotient, e.g. `1.42×`. */
export function ratio(value: number, to: number): string {
  const quotient = value / to;
  return `${quotient.toFixed(quotient >= 10 ? 1 : 2)}×`;
}

/** A Markdown table, its columns padded. */
function markdownTable(rows: Table): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, at) => (at === 0 ? (row[at] ?? '').padEnd(width) : (row[at] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(Math.max(width - 1, 1))}:`)).join(' | ')} |`;
  const [first = [], ...rest] = rows;
  return [line(first), rule, ...rest.map(line)].join('\n');
}

function sectionOf(name: string, finding: Finding, circumstances: readonly string[]): string {
  const tables = finding.tables.map(({ caption, rows }) => `${caption}\n\n${markdownTable(rows)}`);
  return [
    `<!-- bench:${name} -->`,
    `## ${finding.title}`,
    finding.method,
    circumstances.map((line) => `- ${line}`).join('\n'),
    ...tables,
    ...finding.notes,
    `<!-- end:${name} -->`,
  ].join('\n\n');
}

function replaced(text: string, name: string, section: string): string {
  const start = text.indexOf(`<!-- bench:${name} -->`);
  const mark = `<!-- end:${name} -->`;
  const end = text.indexOf(mark);
  if (start < 0 || end < start) return `${text.trimEnd()}\n\n${section}\n`;
  return text.slice(0, start) + section + text.slice(end + mark.length);
}

/** The sections of an earlier run; the head is always today's. */
function earlier(): string {
  const text = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const first = text.indexOf('<!-- bench:');
  return first < 0 ? HEAD : `${HEAD}\n${text.slice(first)}`;
}

/** Runs a bench and writes its section into RESULTS.md in place of the one from before. */
export async function record({ name, run }: Bench): Promise<void> {
  const before = performance.now();
  const circumstances = await machineLines(`node tests/bench/run.ts ${name}`);
  const finding = await run();
  const seconds = Math.round((performance.now() - before) / 1000);
  const lines = [...circumstances.before, ...circumstances.after(seconds)];
  const section = sectionOf(name, finding, lines);
  writeFileSync(RESULTS, replaced(earlier(), name, section));
  process.stdout.write(`${section}\n\n`);
}
