import { z } from 'zod';
import { BadaError, errorText } from '../api/errors.ts';
import { Localized } from '../model/localized.ts';
import {
  ContractDocument,
  parseDatasetContract,
  refuseTimelessMeasures,
} from '../semantic/dataset-contract.ts';
import { issueText, type ReadYaml, readYaml } from '../semantic/yaml-problems.ts';
import { OdcsDocument, ownExtension } from './odcs-document.ts';

/** What is wrong with a contract's text and where. */
export const ContractProblem = z.strictObject({
  /** Line of the text from 1. */
  line: z.number().int().min(1),
  /** Place in the document, e.g. `schema.0.properties.2.name`; '' for the whole. */
  where: z.string(),
  message: Localized,
});
export type ContractProblem = z.infer<typeof ContractProblem>;

/** A contract's text as it was understood; `document` is there only when nothing is wrong. */
export interface CheckedContract {
  readonly problems: readonly ContractProblem[];
  readonly document?: OdcsDocument;
}

const MAX_PROBLEMS = 50;

function schemaProblems({ value, lineOf }: ReadYaml): ContractProblem[] {
  const issues = [OdcsDocument, ContractDocument].flatMap(
    (schema) => schema.safeParse(value).error?.issues ?? [],
  );
  const problems = issues.map((issue) => ({
    line: lineOf(issue.path),
    where: issue.path.map(String).join('.'),
    message: issueText(issue),
  }));
  const unique = new Map(problems.map((one) => [`${one.where} ${one.message.en}`, one]));
  return [...unique.values()].sort((a, b) => a.line - b.line).slice(0, MAX_PROBLEMS);
}

/** Rules that only the reader of contracts knows. */
function ruleProblems(text: string): ContractProblem[] {
  try {
    refuseTimelessMeasures(parseDatasetContract(text, 'contract.yaml'));
    return [];
  } catch (error) {
    if (!(error instanceof BadaError)) throw error;
    const { message } = errorText(error.code, error.params);
    return [{ line: 1, where: String(error.params.where ?? ''), message }];
  }
}

/** Reads a contract's text against the standard and the product's own rules; every problem is told
 * with its line. */
export function checkContract(text: string): CheckedContract {
  const read = readYaml(text);
  if (read.problems.length > 0) return { problems: read.problems.slice(0, MAX_PROBLEMS) };
  const problems = schemaProblems(read);
  if (problems.length > 0) return { problems };
  const broken = ruleProblems(text);
  return broken.length > 0
    ? { problems: broken }
    : { problems: [], document: OdcsDocument.parse(read.value) };
}

const StructuralColumn = z.object({ role: z.unknown().optional(), time: z.unknown().optional() });
const StructuralFacts = z.object({ grain: z.unknown().optional() });

/** What an extract is built by: changing it needs another build. */
function structureOf({ id, schema = [], customProperties }: OdcsDocument): string {
  const columns = (schema[0]?.properties ?? []).map((property) => {
    const { role, time } = StructuralColumn.parse(ownExtension(property.customProperties));
    const { name, physicalType, primaryKeyPosition } = property;
    return { name, physicalType, primaryKeyPosition: primaryKeyPosition ?? null, role, time };
  });
  const { grain } = StructuralFacts.parse(ownExtension(customProperties));
  return JSON.stringify({ id, grain, columns });
}

/** Whether two contracts describe the same bytes, so that one may take the other's place without
 * another build. */
export function isSameStructure(before: OdcsDocument, after: OdcsDocument): boolean {
  return structureOf(before) === structureOf(after);
}
