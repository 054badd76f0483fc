import { aggregation } from './aggregation.ts';
import { engineStart } from './engine-start.ts';
import { firstScreen } from './first-screen.ts';
import { type Bench, record } from './report.ts';

const BENCHES: readonly Bench[] = [firstScreen, engineStart, aggregation];

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.find((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown !== undefined) {
    const known = BENCHES.map(({ name }) => name).join(', ');
    process.stderr.write(`There is no bench "${unknown}". There are: ${known}.\n`);
    return 1;
  }
  for (const bench of BENCHES) {
    if (names.length === 0 || names.includes(bench.name)) await record(bench);
  }
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
