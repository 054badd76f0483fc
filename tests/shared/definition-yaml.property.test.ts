import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Formula, Indicator, parseIndicator } from '@bada/shared';
import {
  type DefinitionWorld,
  definitionsYaml,
  definitionYaml,
  readDefinitionFile,
} from '@bada/shared/definitions';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../support/project.ts';

const folder = join(projectRoot, 'data', 'indicators');
const embedded = globSync('*.yaml', { cwd: folder })
  .sort()
  .map((name) => parseIndicator(readFileSync(join(folder, name), 'utf8'), name));

/** A world that knows nothing: only the shape of a definition is looked at. */
const nowhere: DefinitionWorld = { datasets: [], departments: [], strategies: [] };

function shapesOf(text: string): (Indicator | undefined)[] {
  const file = { name: 'a.yaml', text };
  return readDefinitionFile(file, nowhere).map(({ indicator }) => indicator);
}

const words = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    '---',
    'yes',
    'null',
    '0x1',
    '1e3',
    '- a\n---\nb',
    "it's: #1",
    ' 두 줄\n\n끝 ',
    '2021-01-01',
  ),
);
const localized = fc.record({ ko: words, en: words });
const kebab = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,6}){0,2}$/);
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** Values of a schema, by its own description: a formula type that comes later is tried, too. */
function valuesOf(schema: unknown): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return valuesOf(schema.unwrap());
  }
  if (schema instanceof z.ZodObject) {
    return fc.record(
      Object.fromEntries(Object.entries(schema.shape).map(([key, one]) => [key, valuesOf(one)])),
    );
  }
  if (schema instanceof z.ZodArray) return fc.array(valuesOf(schema.element), { maxLength: 3 });
  if (schema instanceof z.ZodUnion) {
    return fc.oneof(...schema.options.map((one: unknown) => valuesOf(one)));
  }
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodNumber)
    return fc.oneof(
      fc.integer({ min: 0, max: 400 }),
      fc.double({ min: 0.001, max: 1e9, noNaN: true }),
    );
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  return fc.oneof(words, kebab, day);
}

const formula = fc
  .oneof(...Formula.options.map((one) => valuesOf(one)))
  .filter((value) => Formula.safeParse(value).success);

/** What goes with a formula of any type. */
const NO_CITY = { cityRule: 'none', headline: { kind: 'city' }, views: ['map'] };

const indicator = fc
  .record({
    base: fc.constantFrom(...embedded),
    change: fc.record(
      {
        id: kebab,
        name: localized,
        definition: localized,
        formulaText: localized,
        unit: fc.record({ ko: words, en: words, percent: fc.boolean() }),
        formula,
        order: fc.integer(),
        retired: day,
        dimensions: fc.array(words, { maxLength: 3 }),
        breaks: fc.array(fc.record({ at: day, ko: words, en: words }), { maxLength: 3 }),
        caveats: fc.array(fc.record({ id: kebab, ko: words, en: words }), { maxLength: 3 }),
        targets: fc.array(
          fc.record({
            year: fc.integer({ min: 1900, max: 2100 }),
            value: fc
              .double({ noNaN: true, noDefaultInfinity: true })
              .filter((value) => !Object.is(value, -0)),
            sample: fc.boolean(),
            setBy: localized,
            setOn: day,
          }),
          { maxLength: 3 },
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ base, change }) => ({ ...base, ...change, ...NO_CITY }))
  // A share within a dimension that there is not contradicts itself.
  .filter((one) => Indicator.safeParse(one).success)
  .map((one) => Indicator.parse(one));

test.each(embedded)('$id comes back from YAML as it was', (one) => {
  expect(shapesOf(definitionYaml(one))).toEqual([one]);
});

test('all together come back as they were', () => {
  expect(shapesOf(definitionsYaml(embedded))).toEqual(embedded);
});

test('any definition comes back from YAML as it was, alone and among others', () => {
  fc.assert(
    fc.property(fc.array(indicator, { minLength: 1, maxLength: 3 }), (list) => {
      expect(shapesOf(definitionsYaml(list))).toEqual(list);
    }),
    { numRuns: 300 },
  );
});
