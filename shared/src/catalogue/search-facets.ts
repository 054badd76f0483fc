import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import type { DatasetNode } from './dataset-node.ts';
import { FORMATS } from './formats.ts';

/** What a list of datasets can be narrowed by. */
export const Facet = z.enum([
  'department',
  'domain',
  'publisher',
  'licence',
  'format',
  'cadence',
  'class',
  'period',
]);
export type Facet = z.infer<typeof Facet>;

/** Chosen values by facet: any of them within a facet, all facets together. */
export type FacetChoice = Readonly<Partial<Record<Facet, readonly string[]>>>;

/** A value of a facet with the number of datasets that it would leave. */
const FacetValue = z.strictObject({
  value: z.string(),
  /** Name for readers; null where the value is one of a fixed list. */
  label: Localized.nullable(),
  count: z.number().int().min(0),
});
type FacetValue = z.infer<typeof FacetValue>;

/** The values of one facet, the most frequent first; years run backwards. */
export const FacetList = z.strictObject({ facet: Facet, values: z.array(FacetValue) });
export type FacetList = z.infer<typeof FacetList>;

const FORMAT_NAMES: readonly string[] = Object.entries(FORMATS)
  .filter(([id]) => id !== 'csv-cp949')
  .map(([, { name }]) => name);

function yearsOf({ period, asOf }: DatasetNode): string[] {
  const last = Number((period?.to ?? asOf).slice(0, 4));
  const first = Number((period?.from ?? asOf).slice(0, 4));
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, at) => String(first + at));
}

/** The values a dataset has in a facet. */
function facetValues(node: DatasetNode, facet: Facet): string[] {
  switch (facet) {
    case 'department':
      return [node.owner.code];
    case 'publisher':
      return [node.publisher.en];
    case 'licence':
      return [node.licence.id];
    case 'format':
      return node.files.some(({ role }) => role === 'geometry')
        ? [...FORMAT_NAMES, 'GeoJSON']
        : [...FORMAT_NAMES];
    case 'period':
      return yearsOf(node);
    case 'domain':
    case 'cadence':
    case 'class':
      return [node[facet]];
  }
}

function labelOf(node: DatasetNode, facet: Facet): Localized | null {
  if (facet === 'department') return node.owner.name;
  return facet === 'publisher' ? node.publisher : null;
}

/** One facet of all datasets: values as small numbers, so that counting is adding. */
export class FacetColumn {
  readonly facet: Facet;
  readonly #numbers = new Map<string, number>();
  readonly #values: { value: string; label: Localized | null }[] = [];
  /** Values of all documents one after another, and where each document's begin. */
  readonly #flat: Uint32Array;
  readonly #starts: Uint32Array;

  constructor(facet: Facet, nodes: readonly DatasetNode[]) {
    this.facet = facet;
    const flat: number[] = [];
    const starts = [0];
    for (const node of nodes) {
      const label = labelOf(node, facet);
      for (const value of facetValues(node, facet)) flat.push(this.#numberOf(value, label));
      starts.push(flat.length);
    }
    this.#flat = Uint32Array.from(flat);
    this.#starts = Uint32Array.from(starts);
  }

  /** A test whether a document has one of the values. */
  having(values: readonly string[]): (document: number) => boolean {
    const wanted = new Uint8Array(this.#values.length);
    for (const value of values) {
      const number = this.#numbers.get(value);
      if (number !== undefined) wanted[number] = 1;
    }
    return (document) => {
      const end = this.#starts[document + 1] ?? 0;
      for (let at = this.#starts[document] ?? 0; at < end; at++) {
        if (wanted[this.#flat[at] ?? 0] === 1) return true;
      }
      return false;
    };
  }

  /** Counts the values over documents; chosen values stand even where nothing has them. */
  count(documents: Uint32Array, chosen: readonly string[]): FacetList {
    const counts = this.#countsOver(documents);
    const values = this.#values
      .map(({ value, label }, at) => ({ value, label, count: counts[at] ?? 0 }))
      .filter(({ value, count }) => count > 0 || chosen.includes(value));
    const byValue = (a: FacetValue, b: FacetValue) => (a.value < b.value ? -1 : 1);
    values.sort((a, b) =>
      this.facet === 'period' ? -byValue(a, b) : b.count - a.count || byValue(a, b),
    );
    return { facet: this.facet, values };
  }

  #countsOver(documents: Uint32Array): Uint32Array {
    const counts = new Uint32Array(this.#values.length);
    for (const document of documents) {
      const end = this.#starts[document + 1] ?? 0;
      for (let at = this.#starts[document] ?? 0; at < end; at++) {
        const number = this.#flat[at] ?? 0;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    }
    return counts;
  }

  #numberOf(value: string, label: Localized | null): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#values.length);
    return this.#values.push({ value, label }) - 1;
  }
}
