import { httpFetcher, type Secrets } from '@bada/data/build';
import { type KeyedRecord, memorySource, odcloudRecords, readFile } from '@bada/data/read';
import { BadaError } from '@bada/shared';
import {
  type CatalogueSourceAddress,
  type Collection,
  type HarvestEntry,
  type HarvestReading,
  type JobResult,
  nextPage,
  readHarvestJsonLd,
  readHarvestListing,
  readHarvestPortal,
} from '@bada/shared/catalogue';
import type { JobContext } from '../runner.ts';
import { rdfXmlGraph } from './rdf-xml.ts';
import { turtleGraph } from './turtle.ts';

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
  readonly secrets: Secrets;
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

function jsonOf(text: string, { host }: URL): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BadaError('collect.answer', { source: host, what: 'no JSON' }, { cause });
  }
}

/** A page as JSON-LD, whichever form it came in. */
async function documentOf(
  form: CatalogueSourceAddress['form'],
  { text, at }: { readonly text: string; readonly at: URL },
): Promise<unknown> {
  switch (form) {
    case 'turtle':
      return turtleGraph(text, at);
    case 'rdf-xml':
      return rdfXmlGraph(text, at);
    default:
      return jsonOf(text, at);
  }
}

/** More pages are taken for a catalogue that never ends. */
const MOST_PAGES = 10_000;

/** The next page by its number, where the address that was given names the first. */
function numberedPage(at: URL): URL | undefined {
  const number = at.searchParams.get('page');
  if (number === null || !/^\d+$/.test(number)) return undefined;
  const next = new URL(at);
  next.searchParams.set('page', String(Number(number) + 1));
  return next;
}

/** A catalogue in one document or in pages: by the links that they hold, else by their numbers. */
async function readLinked(
  source: CatalogueSourceAddress,
  { fetcher, signal }: Asking,
): Promise<HarvestReading> {
  const entries = new Map<string, HarvestEntry>();
  const problems: string[] = [];
  const seen = new Set<string>();
  let isLinked = false;
  for (let at: URL | undefined = new URL(source.url); at !== undefined; ) {
    if (seen.has(at.href) || seen.size >= MOST_PAGES) {
      throw new BadaError('collect.answer', { source: at.host, what: `${at.pathname} again` });
    }
    seen.add(at.href);
    const { text } = await fetcher(at, signal);
    const document = await documentOf(source.form, { text, at });
    const page = readHarvestJsonLd(document);
    const fresh = page.entries.filter(({ key }) => !entries.has(key));
    for (const entry of fresh) entries.set(entry.key, entry);
    problems.push(...page.problems);
    const linked = nextPage(document, at);
    isLinked ||= linked !== undefined;
    at = linked ?? (isLinked || fresh.length === 0 ? undefined : numberedPage(at));
  }
  return { entries: [...entries.values()], problems };
}

/** Rows of the portal's list service asked for at once. */
const LIST_ROWS = 1000;

async function readPortal(
  { url, key, parameters }: CatalogueSourceAddress,
  { fetcher, signal, secret }: Asking,
): Promise<HarvestReading> {
  const { host } = new URL(url);
  if (key === null || secret === undefined) {
    throw new BadaError('collect.secret-missing', { name: host });
  }
  const source = { kind: 'odcloud' as const, url, key, parameters, pageSize: LIST_ROWS };
  const rows: KeyedRecord[] = [];
  for await (const batch of odcloudRecords(source, { fetcher, key: secret, signal })) {
    rows.push(...batch);
  }
  return readHarvestPortal(rows);
}

interface Asking {
  readonly fetcher: ReturnType<typeof httpFetcher>;
  readonly signal: AbortSignal;
  readonly secret: string | undefined;
}

async function reading(source: CatalogueSourceAddress, asking: Asking): Promise<HarvestReading> {
  switch (source.form) {
    case 'json-ld':
    case 'turtle':
    case 'rdf-xml':
      return readLinked(source, asking);
    case 'portal':
      return readPortal(source, asking);
    case 'listing': {
      const { text } = await asking.fetcher(new URL(source.url), asking.signal);
      return readHarvestListing(await rowsOf(text));
    }
  }
}

/** Takes in what another catalogue lists: all of it, or nothing.
 * @throws BadaError `collect.*`, `read.*`; an empty catalogue is taken for an error, as it would wipe all entries */
export async function harvest(
  collection: Collection & { readonly source: CatalogueSourceAddress },
  { signal, confirm }: JobContext,
  { hosts, secrets, take }: HarvestPorts,
): Promise<JobResult> {
  const { source } = collection;
  const url = new URL(source.url);
  const secret = source.key === null ? undefined : await secrets(source.key);
  const fetcher = httpFetcher({ hosts, secrets: secret === undefined ? [] : [secret] });
  const { entries, problems } = await reading(source, { fetcher, signal, secret });
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
