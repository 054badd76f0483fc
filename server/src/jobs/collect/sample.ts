import { type CollectPorts, sampleRecords } from '@bada/data/build';
import { maskAll } from '@bada/data/read';
import type { CollectSample, RowSource } from '@bada/shared/catalogue';

const ROWS = 10;
/** Somebody waits for it. */
const PATIENCE = { timeout: 20_000, tries: 1 };

/** Gives the first rows of a source. */
export type Sampler = (source: RowSource, signal: AbortSignal) => Promise<CollectSample>;

/** A look at a source before anything is saved: its first rows, personal data masked.
 * @throws BadaError `collect.*` */
export function sampler(ports: Omit<CollectPorts, 'signal'>): Sampler {
  return async (source, signal) => {
    const records = await sampleRecords(source, ROWS, {
      ...ports,
      http: { ...ports.http, ...PATIENCE },
      signal,
    });
    const columns = [...new Set(records.flatMap((record) => [...record.keys()]))];
    const rows = records.map((record) => columns.map((name) => maskAll(record.get(name) ?? '')));
    return { columns, rows };
  };
}
