import { Facet, type FacetChoice } from '@bada/shared/catalogue';

/** What a reader of the catalogue looks for. */
export interface CatalogView {
  readonly text: string;
  readonly choice: FacetChoice;
  /** Catalogues whose entries are looked at: `here` is our own, others are named by their collection. None is all. */
  readonly origin: readonly string[];
  /** The datasets, the standard terms that their columns use, the tasks on their quality, or what is fetched
   * from other systems. */
  readonly part: 'datasets' | 'terms' | 'tasks' | 'collections';
}

/** What a reader of a dataset's page looks at. */
export interface DatasetView {
  /** First row of the preview, from 0. */
  readonly offset: number;
  /** What is chosen over its linked views, as `linked-choice.ts` reads it; empty for nothing. */
  readonly chosen: string;
}

const SEPARATOR = '|';
const PARTS = ['datasets', 'terms', 'tasks', 'collections'] as const;

function valuesOf(query: URLSearchParams, name: string): string[] {
  const values = (query.get(name) ?? '').split(SEPARATOR).filter((value) => value !== '');
  return [...new Set(values)];
}

/** Our own catalogue among the origins. */
export const HERE = 'here';

/** Reads a catalogue view from a URL's search part; what it does not understand is left out. */
export function decodeCatalog(search: string): CatalogView {
  const query = new URLSearchParams(search);
  const chosen = Facet.options.flatMap((facet) => {
    const values = valuesOf(query, facet);
    return values.length === 0 ? [] : [[facet, values] as const];
  });
  return {
    text: query.get('q') ?? '',
    choice: Object.fromEntries(chosen),
    origin: valuesOf(query, 'origin'),
    part: PARTS.find((part) => part === query.get('part')) ?? 'datasets',
  };
}

/** Writes a catalogue view as a URL's search part, with `?` unless nothing was chosen. */
export function encodeCatalog({ text, choice, origin, part }: CatalogView): string {
  const query = new URLSearchParams();
  if (text !== '') query.set('q', text);
  for (const facet of Facet.options) {
    const values = choice[facet] ?? [];
    if (values.length > 0) query.set(facet, values.join(SEPARATOR));
  }
  if (origin.length > 0) query.set('origin', origin.join(SEPARATOR));
  if (part !== 'datasets') query.set('part', part);
  const search = query.toString();
  return search === '' ? '' : `?${search}`;
}

/** A list with one value added or taken away. */
export function withToggled(before: readonly string[], value: string): string[] {
  return before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
}

/** A choice with one value of a facet added or taken away. */
export function toggled(choice: FacetChoice, facet: Facet, value: string): FacetChoice {
  return { ...choice, [facet]: withToggled(choice[facet] ?? [], value) };
}

/** Reads a dataset view from a URL's search part. */
export function decodeDataset(search: string): DatasetView {
  const query = new URLSearchParams(search);
  const offset = Number(query.get('from') ?? 1) - 1;
  const chosen = query.get('chosen') ?? '';
  return { offset: Number.isSafeInteger(offset) && offset > 0 ? offset : 0, chosen };
}

/** Writes a dataset view as a URL's search part; rows count from 1 there. */
export function encodeDataset({ offset, chosen }: DatasetView): string {
  const query = new URLSearchParams();
  if (offset > 0) query.set('from', String(offset + 1));
  if (chosen !== '') query.set('chosen', chosen);
  return query.size > 0 ? `?${query}` : '';
}
