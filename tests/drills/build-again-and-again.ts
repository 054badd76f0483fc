import { buildExtracts, fileSink } from '@bada/data/build';

/**
 * Builds two states of the same sources in turn, without end, into one home; to be killed.
 * Arguments: home, folder of formula and terms, two folders of sources.
 */
async function main([home = '', quality = '', ...states]: readonly string[]): Promise<void> {
  process.stdout.write('started\n');
  for (let turn = 0; ; turn += 1) {
    const sources = states[turn % states.length] ?? '';
    const builtAt = new Date().toISOString();
    const lineage = { sink: fileSink(home), indicators: [], clock: () => new Date() };
    await buildExtracts({ sources, home, builtAt, quality, lineage });
    process.stdout.write('published\n');
  }
}

await main(process.argv.slice(2));
