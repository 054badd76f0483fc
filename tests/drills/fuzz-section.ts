import { fuzzApi } from '../support/fuzz-run.ts';
import { table } from './table.ts';

/** Twenty thousand made-up requests; what is said of them, and whether nothing was surprising. */
export async function runFuzz(seed: number): Promise<{ section: string; isClean: boolean }> {
  const started = performance.now();
  const onProgress = (sent: number) => process.stdout.write(`fuzz: ${sent} sent\n`);
  const { sent, operations, surprises } = await fuzzApi({ count: 20_000, seed, onProgress });
  for (const { request, what } of surprises) {
    process.stdout.write(`${what}\n  ${JSON.stringify(request)}\n`);
  }
  const section = `## Made-up requests of every operation

Requests made from the API's own description, half of them as it wants them and half off somewhere, as people of
several roles; every answer is held to the description: status, kind and schema, no 5xx, no silence.

${table([
  ['operations', operations],
  ['requests', sent],
  ['surprises', `**${surprises.length}**`],
  ['seconds', Math.round((performance.now() - started) / 1000)],
])}
`;
  return { section, isClean: surprises.length === 0 };
}
