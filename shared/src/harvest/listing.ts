import { readListing } from '../catalogue/listing-read.ts';
import { HarvestEntry } from './entry.ts';
import type { HarvestReading } from './json-ld.ts';

/** Reads a portal's listing (공공데이터 목록) from its cells as text, the header first. Pure. */
export function readHarvestListing(rows: readonly (readonly string[])[]): HarvestReading {
  const { datasets, problems } = readListing(rows);
  const entries = new Map<string, HarvestEntry>();
  const refused = problems
    .filter(({ column }) => column === '목록명')
    .map(({ row, value }) => `${row}: ${value}`);
  for (const listed of datasets) {
    const { title, provider, address = '', description = '', licence } = listed;
    const key = address || `${provider}/${title}`;
    const parsed = HarvestEntry.safeParse({
      key,
      title,
      description,
      publisher: provider,
      licence: licence === 'unstated' ? '' : licence,
      keywords: listed.keywords,
      formats: listed.formats.map((format) => format.toUpperCase()),
      modified: '',
      address: /^https?:\/\//.test(address) && URL.canParse(address) ? address : '',
    });
    if (parsed.success && !entries.has(key)) entries.set(key, parsed.data);
    else refused.push(key);
  }
  return { entries: [...entries.values()], problems: refused };
}
