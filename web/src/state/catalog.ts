import { Facet, type FacetChoice } from '@bada/shared/catalogue';

/** What a reader of the catalogue looks for. */
export interface CatalogView {
  readonly text: string;
  readonly choice: FacetChoice;
  /** The datasets, the standard terms that their columns use, the tasks on their quality, or what is fetched
   * from other systems. */
  readonly part: 'datasets' | 'terms' | 'tasks' | 'collections';
}

/** What a reader of a dataset's page looks at. */
export interface DatasetView {
  /** First row of the preview, from 0. */
  readonly offset: number;
}

const SEPARATOR = '|';
const PARTS = ['datasets', 'terms', 'tasks', 'collections'] as const;

/** Reads a catalogue view from a URL's search part; what it does not understand is left out. */
export function decodeCatalog(search: string): CatalogView {
  const query = new URLSearchParams(search);
  const chosen = Facet.options.flatMap((facet) => {
    const values = (query.get(facet) ?? '').split(SEPARATOR).filter((value) => value !== '');
    return values.length === 0 ? [] : [[facet, [...new Set(values)]] as const];
  });
  return {
    text: query.get('q') ?? '',
    choice: Object.fromEntries(chosen),
    part: PARTS.find((part) => part === query.get('part')) ?? 'datasets',
  };
}

/** Writes a catalogue view as a URL's search part, with `?` unless nothing was chosen. */
export function encodeCatalog({ text, choice, part }: CatalogView): string {
  const query = new URLSearchParams();
  if (text !== '') query.set('q', text);
  for (const facet of Facet.options) {
    const values = choice[facet] ?? [];
    if (values.length > 0) query.set(facet, values.join(SEPARATOR));
  }
  if (part !== 'datasets') query.set('part', part);
  const search = query.toString();
  return search === '' ? '' : `?${search}`;
}

/** A choice with one value of a facet added or taken away. */
export function toggled(choice: FacetChoice, facet: Facet, value: string): FacetChoice {
  const before = choice[facet] ?? [];
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return { ...choice, [facet]: after };
}

/** Reads a dataset view from a URL's search part. */
export function decodeDataset(search: string): DatasetView {
  const offset = Number(new URLSearchParams(search).get('from') ?? 1) - 1;
  return { offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0 };
}

/** Writes a dataset view as a URL's search part; rows count from 1 there. */
export function encodeDataset({ offset }: DatasetView): string {
  return offset === 0 ? '' : `?from=${offset + 1}`;
}
