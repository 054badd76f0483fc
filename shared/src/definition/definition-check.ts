import { stringify } from 'yaml';
import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import { Indicator } from '../semantic/indicator.ts';
import { meantWord, nearName } from '../semantic/near-name.ts';
import { issueText, type ReadYaml, readYaml } from '../semantic/yaml-problems.ts';
import { type DefinitionWorld, definitionRules } from './definition-rules.ts';

/** What is wrong with a definition, where, and what may have been meant. */
export const DefinitionProblem = z.strictObject({
  /** Line of the text from 1; 0 for a definition that is no text. */
  line: z.number().int().min(0),
  /** Place in the document, e.g. `formula.numerator.column`; '' for the whole. */
  where: z.string(),
  message: Localized,
  suggestion: Localized.nullable(),
});
export type DefinitionProblem = z.infer<typeof DefinitionProblem>;

/** A definition as it was understood; `indicator` is there only where its shape is right. */
export interface CheckedDefinition {
  readonly problems: readonly DefinitionProblem[];
  readonly indicator?: Indicator;
}

type Issue = z.core.$ZodIssue;

const MAX_PROBLEMS = 50;

/** Every word that stands as a key somewhere in an indicator. */
const KEYS = [
  ...Object.keys(Indicator.shape),
  ...['type', 'measure', 'numerator', 'denominator', 'dataset', 'column', 'where', 'scale'],
  ...['maxGapDays', 'overMonths', 'dimension', 'op', 'values', 'caution', 'warning'],
  ...['of', 'within', 'base', 'first', 'periods', 'share', 'weight', 'counted', 'time'],
  ...[
    'population',
    'per',
    'unit',
    'undecidedAfterDays',
    'year',
    'value',
    'sample',
    'setBy',
    'setOn',
    'percent',
    'label',
  ],
];

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }, value);
}

function suggestionOf(issue: Issue, value: unknown): Localized | null {
  if (issue.code === 'unrecognized_keys') {
    const word = nearName(issue.keys[0] ?? '', KEYS);
    return word === undefined ? null : meantWord(word);
  }
  if (issue.code !== 'invalid_value') return null;
  const words = issue.values.map(String);
  const word = nearName(String(valueAt(value, issue.path) ?? ''), words);
  const list = words.join(', ');
  if (word !== undefined) return meantWord(word);
  return { ko: `쓸 수 있는 값: ${list}`, en: `Possible: ${list}` };
}

/** The place of an issue; a key that nobody knows is told at its own line. */
function placeOf(issue: Issue): readonly PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
}

function problemsOf(read: Pick<ReadYaml, 'value' | 'lineOf'>, world: DefinitionWorld) {
  const { data: indicator, error } = Indicator.safeParse(read.value);
  const problems = error
    ? error.issues.map((issue) => {
        const path = placeOf(issue);
        const suggestion = suggestionOf(issue, read.value);
        return { path, message: issueText(issue), suggestion };
      })
    : definitionRules(indicator, world);
  const told = problems.map(({ path, message, suggestion }) => ({
    line: read.lineOf(path),
    where: path.map(String).join('.'),
    ...{ message, suggestion },
  }));
  return { problems: told.slice(0, MAX_PROBLEMS), ...(indicator ? { indicator } : {}) };
}

/** Checks a definition that was put together field by field. */
export function checkDefinition(value: unknown, world: DefinitionWorld): CheckedDefinition {
  return problemsOf({ value, lineOf: () => 0 }, world);
}

/** Checks a definition's YAML; every problem is told with its line. */
export function checkDefinitionText(text: string, world: DefinitionWorld): CheckedDefinition {
  const read = readYaml(text);
  if (read.problems.length === 0) return problemsOf(read, world);
  return { problems: read.problems.map((one) => ({ ...one, suggestion: null })) };
}

/** A definition as people read and write it, be it whole or still on its way. */
export function definitionYaml(indicator: object): string {
  return stringify(indicator, { lineWidth: 100, aliasDuplicateObjects: false });
}
