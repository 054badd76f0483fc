/** What the list of indicators is narrowed by; '' leaves it open. */
export interface DefinitionFilter {
  readonly q: string;
  readonly field: string;
  readonly owner: string;
  readonly status: string;
  /** Only those with a draft. */
  readonly draft: boolean;
}

const KEYS = ['q', 'field', 'owner', 'status'] as const;
const MAX_LENGTH = 100;

/** Reads a filter from a URL's search part. */
export function decodeDefinitions(search: string): DefinitionFilter {
  const query = new URLSearchParams(search);
  const of = (key: string) => (query.get(key) ?? '').slice(0, MAX_LENGTH);
  return {
    ...{ q: of('q'), field: of('field'), owner: of('owner'), status: of('status') },
    draft: query.get('draft') === 'yes',
  };
}

/** Writes a filter as a URL's search part, beside whether samples are shown. */
export function encodeDefinitions(filter: DefinitionFilter, samples: boolean): string {
  const query = new URLSearchParams();
  for (const key of KEYS) if (filter[key] !== '') query.set(key, filter[key]);
  if (filter.draft) query.set('draft', 'yes');
  if (!samples) query.set('samples', 'off');
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
