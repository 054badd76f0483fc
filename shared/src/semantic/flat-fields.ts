import { z } from 'zod';

/** What an entry of a list is known by; its place where it has no name. */
function entryKey(value: unknown, at: number): string {
  const named = z
    .looseObject({
      name: z.string().optional(),
      id: z.string().optional(),
      property: z.string().optional(),
      type: z.string().optional(),
      year: z.number().optional(),
      at: z.string().optional(),
    })
    .safeParse(value).data;
  const { name, id, property, type, year, at: since } = named ?? {};
  return name ?? id ?? property ?? type ?? since ?? String(year ?? at + 1);
}

function collect(value: unknown, path: readonly string[], into: Map<string, string>): void {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) collect(item, [...path, entryKey(item, at)], into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) collect(item, [...path, key], into);
  } else if (value !== undefined && value !== null) {
    into.set(path.join('.'), String(value));
  }
}

/** Every value of a document by its path, in words; entries of lists go by what names them. */
export function flatFields(document: unknown): Map<string, string> {
  const fields = new Map<string, string>();
  collect(document, [], fields);
  return fields;
}
