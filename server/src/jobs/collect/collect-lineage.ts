import { randomUUID } from 'node:crypto';
import type { Collected, LineageSink } from '@bada/data/build';
import { LINEAGE_NAMESPACE, runEvent, schemaFacet, statisticsFacet } from '@bada/shared';
import { type RowSource, sourceIdentity } from '@bada/shared/catalogue';

interface Collecting {
  /** Of the collection. */
  readonly id: string;
  readonly source: RowSource;
}

/** Records a collection as a run: from the API or table, named without user, key or parameters, to the file that the
 * intake reads. */
export async function recordCollecting(
  { sink, clock }: { sink: LineageSink; clock: () => Date },
  { id, source }: Collecting,
  work: () => Promise<Collected>,
): Promise<Collected> {
  const run = { runId: randomUUID(), job: `collect.${id}` };
  const now = () => clock().toISOString();
  const input = sourceIdentity(source);
  await sink.write([runEvent({ ...run, type: 'START', time: now(), inputs: [input] })]);
  try {
    const collected = await work();
    const { columns, rows: rowCount, bytes: size, sha256 } = collected;
    const schema = schemaFacet(columns.map((name) => ({ name, type: 'VARCHAR' })));
    const output = {
      namespace: `${LINEAGE_NAMESPACE}/files`,
      name: `${sha256.slice(0, 12)}/${id}.json/${id}`,
      facets: { schema },
      outputFacets: { outputStatistics: statisticsFacet({ rowCount, size }) },
    };
    const inputs = [{ ...input, facets: { schema } }];
    const event = { ...run, type: 'COMPLETE' as const, time: now(), inputs, outputs: [output] };
    await sink.write([runEvent(event)]);
    return collected;
  } catch (failure) {
    const error = failure instanceof Error ? failure.message : String(failure);
    await sink.write([runEvent({ ...run, type: 'FAIL', time: now(), inputs: [input], error })]);
    throw failure;
  }
}
