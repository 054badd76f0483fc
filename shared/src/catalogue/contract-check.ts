import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ko } from 'zod/locales';
import { BadaError, errorText } from '../api/errors.ts';
import { Localized } from '../model/localized.ts';
import {
  ContractDocument,
  parseDatasetContract,
  refuseTimelessMeasures,
} from '../semantic/dataset-contract.ts';
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
const korean = ko();

type Parsed = ReturnType<typeof parseDocument>;

function inKorean(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  const said = korean.localeError({ ...issue, input: undefined });
  return typeof said === 'string' ? said : (said?.message ?? issue.message);
}

/** Line of the nearest thing that stands in the text. */
function lineOf(parsed: Parsed, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = parsed.getIn(path.slice(0, length), true);
    const range = z.looseObject({ range: z.array(z.number()) }).safeParse(node).data?.range;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}

function schemaProblems(parsed: Parsed, lines: LineCounter, value: unknown): ContractProblem[] {
  const issues = [OdcsDocument, ContractDocument].flatMap(
    (schema) => schema.safeParse(value).error?.issues ?? [],
  );
  const problems = issues.map((issue) => ({
    line: lineOf(parsed, issue.path, lines),
    where: issue.path.map(String).join('.'),
    message: { ko: inKorean(issue), en: issue.message },
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

const UNFOLDS: ContractProblem = {
  line: 1,
  where: '',
  message: { ko: '별칭(*)이 끝없이 펼쳐집니다.', en: 'The aliases (*) unfold without end.' },
};

/** The value of a text; undefined where its aliases unfold to more than anybody writes. */
function unfolded(parsed: Parsed): unknown {
  try {
    return parsed.toJS({ maxAliasCount: 100 }) ?? null;
  } catch {
    return undefined;
  }
}

/** Reads a contract's text against the standard and the product's own rules; every problem is told
 * with its line. */
export function checkContract(text: string): CheckedContract {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  if (parsed.errors.length > 0) {
    const problems = parsed.errors.map(({ message, linePos }) => {
      const [said = message] = message.split('\n');
      return { line: linePos?.[0].line ?? 1, where: '', message: { ko: said, en: said } };
    });
    return { problems: problems.slice(0, MAX_PROBLEMS) };
  }
  const value = unfolded(parsed);
  if (value === undefined) return { problems: [UNFOLDS] };
  const problems = schemaProblems(parsed, lines, value);
  if (problems.length > 0) return { problems };
  const broken = ruleProblems(text);
  return broken.length > 0
    ? { problems: broken }
    : { problems: [], document: OdcsDocument.parse(value) };
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
