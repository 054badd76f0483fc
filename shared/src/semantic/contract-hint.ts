import { z } from 'zod';
import { nearName } from './near-name.ts';

/** The schema that stands inside of wrappers: defaults, optional parts, transformations. */
function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return unwrapped(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

/** Schemas that may stand at a place of a document. */
function schemasAt(schema: unknown, path: readonly PropertyKey[]): unknown[] {
  const own = unwrapped(schema);
  if (own instanceof z.ZodUnion) return own.options.flatMap((one) => schemasAt(one, path));
  const [key, ...rest] = path;
  if (key === undefined) return [own];
  if (own instanceof z.ZodArray) return schemasAt(own.element, rest);
  if (own instanceof z.ZodRecord) return schemasAt(own.valueType, rest);
  return own instanceof z.ZodObject ? schemasAt(own.shape[String(key)], rest) : [];
}

function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  return schemasAt(schema, path).flatMap((one) =>
    one instanceof z.ZodObject ? Object.keys(one.shape) : [],
  );
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }, value);
}

/** The word that was likely meant where a schema knows a key or a value not; undefined where none is near. */
export function hintOf(
  issue: z.core.$ZodIssue,
  { schema, value }: { schema: z.ZodType; value: unknown },
): string | undefined {
  if (issue.code === 'unrecognized_keys') {
    return nearName(issue.keys[0] ?? '', keysAt(schema, issue.path));
  }
  const found = valueAt(value, issue.path);
  if (typeof found !== 'string') return undefined;
  if (issue.code === 'invalid_value') return nearName(found, issue.values.map(String));
  if (issue.code !== 'invalid_union' || !('discriminator' in issue)) return undefined;
  const types = schemasAt(schema, issue.path).flatMap((one) =>
    one instanceof z.ZodLiteral ? [...one.values].map(String) : [],
  );
  return nearName(found, types);
}
