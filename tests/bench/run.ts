import { aggregation } from './aggregation.ts';
import { analytic } from './analytic.ts';
import { answerForm } from './answer-form.ts';
import { catalogueSearch } from './catalogue-search.ts';
import { coldPage } from './cold-page.ts';
import { engineStart } from './engine-start.ts';
import { extractLoading } from './extract-loading.ts';
import { firstScreen } from './first-screen.ts';
import { ingest } from './ingest.ts';
import { linked } from './linked.ts';
import { memory } from './memory.ts';
import { preview } from './preview.ts';
import { type Bench, record } from './report.ts';
import { serverLoad } from './server-load.ts';
import { tiles } from './tiles.ts';

const BENCHES: readonly Bench[] = [
  firstScreen,
  engineStart,
  aggregation,
  catalogueSearch,
  ingest,
  preview,
  linked,
  analytic,
  extractLoading,
  serverLoad,
  tiles,
  answerForm,
  coldPage,
  memory,
];
const LIMIT_MS = 240_000;

/** A page that hangs must not hang the machine it is measured on. */
async function inTime(bench: Bench): Promise<void> {
  const { limitMs = LIMIT_MS } = bench;
  const { promise: late, reject } = Promise.withResolvers<never>();
  const message = `The bench ${bench.name} did not end within ${limitMs / 1000} s.`;
  const watch = setTimeout(() => reject(new Error(message)), limitMs);
  await Promise.race([record(bench), late]).finally(() => clearTimeout(watch));
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    const known = BENCHES.map(({ name }) => name).join(', ');
    process.stderr.write(`There is no bench "${unknown}". There are: ${known}.\n`);
    return 1;
  }
  for (const bench of BENCHES) {
    if (names.length === 0 || names.includes(bench.name)) await inTime(bench);
  }
  return 0;
}

try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
}
