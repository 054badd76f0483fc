import fc from 'fast-check';
import { z } from 'zod';

/** A JSON schema as API descriptions hold it. */
export type Schema = Readonly<Record<string, unknown>>;

const AnySchema = z.record(z.string(), z.unknown());
const Texts = z.array(z.string());

function schemas(value: unknown): Schema[] {
  return z.array(AnySchema).safeParse(value).data ?? [];
}

function numberOf(schema: Schema, name: string): number | undefined {
  const value = schema[name];
  return typeof value === 'number' ? value : undefined;
}

/** What people and attackers put into a field. */
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  "' OR 1=1 --",
  '"; DROP TABLE boards; --',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://evil.example")',
  '%00%0d%0a',
  '__proto__',
  'constructor',
  'a'.repeat(5000),
  '가'.repeat(300),
  '(a+)+$',
  'http://169.254.169.254/latest/meta-data',
  '9999-99-99',
  'NaN',
];

/** Anything at all: what no schema asks for. */
export const JUNK: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1.5, 1e308, -1e308, 2 ** 53, [], {}, [[]]),
  fc.constantFrom(...ODD_TEXTS),
  fc.jsonValue({ maxDepth: 2 }),
  fc.constant({ __proto__: null, constructor: { prototype: {} } }),
);

/** Texts that fields of a kind like: ids that are there, and ids that are not. */
const KNOWN_TEXTS = fc.constantFrom('people', 'residents', 'population', 'x-1', 'kim.ga', '26350');

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  date: fc.constantFrom('2023-01-01', '2020-02-29', '0001-01-01', '9999-12-31'),
  'date-time': fc.constantFrom('2023-01-01T00:00:00Z', '2030-12-31T23:59:59.999Z'),
  uri: fc.constantFrom('https://example.com/', 'http://localhost/'),
};

function textOf(schema: Schema): fc.Arbitrary<string> {
  const { format, pattern } = schema;
  const known = typeof format === 'string' ? FORMATS[format] : undefined;
  if (known) return known;
  const most = Math.min(numberOf(schema, 'maxLength') ?? 40, 60);
  const least = Math.min(numberOf(schema, 'minLength') ?? 0, most);
  if (typeof pattern === 'string') {
    return fc.oneof(
      KNOWN_TEXTS,
      fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= 4000),
    );
  }
  return fc.oneof(KNOWN_TEXTS, fc.string({ minLength: least, maxLength: most, unit: 'grapheme' }));
}

function numberIn(schema: Schema, isWhole: boolean): fc.Arbitrary<number> {
  const above = numberOf(schema, 'exclusiveMinimum');
  const below = numberOf(schema, 'exclusiveMaximum');
  const min = Math.max(
    numberOf(schema, 'minimum') ?? -1000,
    (above ?? -1000) + (isWhole ? 1 : 0.1),
  );
  const max = Math.min(
    numberOf(schema, 'maximum') ?? min + 3000,
    (below ?? 1e9) - (isWhole ? 1 : 0.1),
  );
  const low = Math.ceil(min);
  const high = Math.max(low, Math.floor(max));
  return isWhole
    ? fc.integer({ min: low, max: high })
    : fc.double({ min, max: Math.max(min, max), noNaN: true });
}

/** Values that a schema allows, as near as its own words tell. */
export class SchemaValues {
  readonly #document: unknown;

  constructor(document: unknown) {
    this.#document = document;
  }

  #resolve(schema: Schema): Schema {
    const { $ref } = schema;
    if (typeof $ref !== 'string') return schema;
    const steps = $ref.replace(/^#\//, '').split('/');
    let at: unknown = this.#document;
    for (const step of steps)
      at = AnySchema.parse(at)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
    return this.#resolve(AnySchema.parse(at));
  }

  /** Values of a schema; beyond a depth the shortest ones. */
  of(given: unknown, depth = 0): fc.Arbitrary<unknown> {
    const schema = this.#resolve(AnySchema.safeParse(given).data ?? {});
    if ('const' in schema) return fc.constant(schema.const);
    if (Array.isArray(schema.enum)) return fc.constantFrom<unknown>(...schema.enum);
    const choices = [...schemas(schema.anyOf), ...schemas(schema.oneOf)];
    if (choices.length > 0) return fc.oneof(...choices.map((one) => this.of(one, depth + 1)));
    const all = schemas(schema.allOf);
    if (all.length > 0) return fc.oneof(...all.map((one) => this.of(one, depth + 1)));
    return this.#ofType(schema, depth);
  }

  #ofType(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    switch (schema.type) {
      case 'string':
        return textOf(schema);
      case 'integer':
        return numberIn(schema, true);
      case 'number':
        return numberIn(schema, false);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return this.#arrayOf(schema, depth);
      case 'object':
        return this.#objectOf(schema, depth);
      default:
        return JUNK;
    }
  }

  #arrayOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const tuple = schemas(schema.prefixItems);
    if (tuple.length > 0) return fc.tuple(...tuple.map((one) => this.of(one, depth + 1)));
    const least = numberOf(schema, 'minItems') ?? 0;
    const most = Math.min(numberOf(schema, 'maxItems') ?? 4, Math.max(least, depth > 5 ? 1 : 4));
    return fc.array(this.of(schema.items, depth + 1), { minLength: least, maxLength: most });
  }

  #objectOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
    const required = Texts.safeParse(schema.required).data ?? [];
    const properties = AnySchema.safeParse(schema.properties).data ?? {};
    const names = Object.keys(properties).filter((name) => depth <= 8 || required.includes(name));
    const fields = names.map((name) => [name, this.of(properties[name], depth + 1)] as const);
    const some = fc.record(Object.fromEntries(fields), {
      requiredKeys: names.filter((name) => required.includes(name)),
    });
    const { additionalProperties: more } = schema;
    if (typeof more !== 'object' || more === null || fields.length > 0) return some;
    return fc.dictionary(textOf({ maxLength: 12, minLength: 1 }), this.of(more, depth + 1), {
      maxKeys: 3,
    });
  }
}

/** A value with one place in it replaced, taken out or added to. */
export function broken(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null) return JUNK;
  const keys = Object.keys(value);
  if (keys.length === 0) return JUNK;
  return fc
    .tuple(fc.constantFrom(...keys), fc.constantFrom('replace', 'drop', 'add', 'deeper'), JUNK)
    .chain(([key, how, junk]) => {
      const entries: [string, unknown][] = Object.entries(value);
      const put = (next: unknown) =>
        remade(
          value,
          entries.map(([name, old]) => [name, name === key ? next : old]),
        );
      if (how === 'drop')
        return fc.constant(
          remade(
            value,
            entries.filter(([name]) => name !== key),
          ),
        );
      if (how === 'add') return fc.constant(remade(value, [...entries, ['unasked', junk]]));
      if (how === 'replace') return fc.constant(put(junk));
      return broken(entries.find(([name]) => name === key)?.[1]).map(put);
    });
}

function remade(old: object, entries: readonly (readonly [string, unknown])[]): unknown {
  return Array.isArray(old) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
