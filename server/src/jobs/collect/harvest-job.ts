import { httpFetcher } from '@bada/data/build';
import { memorySource, readFile } from '@bada/data/read';
import { BadaError } from '@bada/shared';
import {
  type CatalogueSourceAddress,
  type Collection,
  type HarvestEntry,
  type HarvestReading,
  type JobResult,
  readHarvestJsonLd,
  readHarvestListing,
} from '@bada/shared/catalogue';
import type { JobContext } from '../runner.ts';

/** What a harvest changed here. */
interface HarvestCounts {
  readonly added: number;
  readonly changed: number;
  readonly vanished: number;
  readonly conflicts: readonly string[];
}

/** What harvesting needs. */
export interface HarvestPorts {
  readonly hosts: readonly string[];
  readonly take: (collection: string, entries: readonly HarvestEntry[]) => Promise<HarvestCounts>;
}

const SHOWN = 50;

async function rowsOf(text: string): Promise<string[][]> {
  const file = await readFile(memorySource('listing.csv', new TextEncoder().encode(text)));
  const rows: string[][] = [];
  for (const table of file.tables.slice(0, 1)) {
    for await (const batch of table.batches()) for (const { cells } of batch) rows.push([...cells]);
  }
  return rows;
}

async function reading(source: CatalogueSourceAddress, text: string): Promise<HarvestReading> {
  if (source.form === 'listing') return readHarvestListing(await rowsOf(text));
  try {
    return readHarvestJsonLd(JSON.parse(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const { host } = new URL(source.url);
    throw new BadaError('collect.answer', { source: host, what: 'no JSON' }, { cause });
  }
}

/** Takes in what another catalogue lists: all of it, or nothing.
 * @throws BadaError `collect.*`, `read.*`; an empty catalogue is taken for an error, as it would wipe all entries */
export async function harvest(
  collection: Collection & { readonly source: CatalogueSourceAddress },
  { signal, confirm }: JobContext,
  { hosts, take }: HarvestPorts,
): Promise<JobResult> {
  const { source } = collection;
  const url = new URL(source.url);
  const { text } = await httpFetcher({ hosts })(url, signal);
  const { entries, problems } = await reading(source, text);
  if (entries.length === 0) throw new BadaError('collect.no-rows', { source: url.host });
  await confirm();
  const counts = await take(collection.id, entries);
  return {
    kind: 'harvest',
    entries: entries.length,
    ...counts,
    conflicts: counts.conflicts.slice(0, SHOWN),
    problems: problems.slice(0, SHOWN),
  };
}
