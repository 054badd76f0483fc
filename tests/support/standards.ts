import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { projectRoot } from './project.ts';

const STANDARDS = join(projectRoot, '..', 'shared', 'standards');

/** Whether the published schemas are beside the project. */
export const hasStandards = existsSync(STANDARDS);

/** The schema names a hint for form fields as if it were a format. */
const OPTIONS = { strict: false, allErrors: true, formats: { textarea: true as const } };

/** Problems of a document; empty where it is valid. */
export type Check = (document: unknown) => string[];

/** The text of a published schema or of shapes. */
export function standard(name: string): string {
  return readFileSync(join(STANDARDS, name), 'utf8');
}

function schemaOf(name: string): z.infer<typeof Schema> {
  return Schema.parse(JSON.parse(standard(name)));
}

const Schema = z.looseObject({});

function problemsOf(validate: ValidateFunction, document: unknown): string[] {
  if (validate(document)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function compiled(ajv: Ajv | Ajv2019, schema: string): Check {
  addFormats.default(ajv);
  const validate = ajv.compile(schemaOf(schema));
  return (document) => problemsOf(validate, document);
}

/** Data Package 2. */
export function dataPackageCheck(): Check {
  return compiled(new Ajv(OPTIONS), 'datapackage-2.0.schema.json');
}

/** Open Data Contract Standard 3.1. */
export function odcsCheck(): Check {
  return compiled(new Ajv2019(OPTIONS), 'odcs-3.1.0.schema.json');
}

const Side = z.looseObject({
  facets: z.record(z.string(), z.unknown()).optional(),
  inputFacets: z.record(z.string(), z.unknown()).optional(),
  outputFacets: z.record(z.string(), z.unknown()).optional(),
});
const Sided = z.looseObject({
  run: z.looseObject({}).optional(),
  inputs: z.array(Side).default([]),
  outputs: z.array(Side).default([]),
});

/** An OpenLineage event with those of its facets that have a published schema; `checked` counts both. */
export function lineageCheck(): (event: unknown) => { problems: string[]; checked: number } {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const core = schemaOf('openlineage.schema.json');
  const facets = readdirSync(STANDARDS).filter((name) => /^openlineage-.*Facet/.test(name));
  ajv.addSchema([core, ...facets.map(schemaOf)]);
  return (event) => {
    const { run, inputs, outputs } = Sided.parse(event);
    const parts = [...inputs, ...outputs].flatMap((side) =>
      [side.facets, side.inputFacets, side.outputFacets].flatMap((one) => Object.values(one ?? {})),
    );
    const wanted = parts.map((facet): [string, unknown] => [
      z.looseObject({ _schemaURL: z.string() }).parse(facet)._schemaURL,
      facet,
    ]);
    const all = [
      [`${core.$id}#/$defs/${run ? 'RunEvent' : 'JobEvent'}`, event],
      ...wanted,
    ] as const;
    const known = all.flatMap(([ref, value]) => {
      const validate = ajv.getSchema(String(ref));
      return validate ? [problemsOf(validate, value).map((one) => `${ref} ${one}`)] : [];
    });
    return { problems: known.flat(), checked: known.length };
  };
}

/** Events that a home's lineage files hold, in the order of the files. */
export function lineageEvents(home: string): unknown[] {
  const folder = join(home, 'lineage');
  return readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line): unknown => JSON.parse(line));
}
