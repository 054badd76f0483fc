import type { z } from 'zod';
import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import { hintOf } from './contract-hint.ts';
import { meantWord } from './near-name.ts';
import { issueText, readYaml } from './yaml-problems.ts';

/** What is wrong with its line and the word that was likely meant. */
export function toldAt(line: number, said: Localized, hint?: string): Localized {
  const meant = hint === undefined ? undefined : meantWord(hint);
  return {
    ko: [`${line}행:`, said.ko, meant?.ko].filter(Boolean).join(' '),
    en: [`line ${line}:`, said.en, meant?.en].filter(Boolean).join(' '),
  };
}

/** Parses a YAML document against a schema. `file` names the document in the error.
 * @throws BadaError `contract.invalid` with file, line, path and reason of the first problem, and the word that was
 * likely meant. */
export function parseYaml<S extends z.ZodType>(schema: S, text: string, file: string): z.output<S> {
  const { problems, value, lineOf } = readYaml(text);
  const [slip] = problems;
  if (slip) {
    const { line, message } = slip;
    throw new BadaError('contract.invalid', { file, line, where: `line ${line}`, what: message });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  // A misspelt key is missing and unknown at once; what was meant is told best by the unknown one.
  const misspelt = issues.find(
    (one) => one.code === 'unrecognized_keys' && hintOf(one, { schema, value }) !== undefined,
  );
  const issue = misspelt ?? issues[0];
  if (!issue) throw new Error(`${file} was refused without a reason`);
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const line = lineOf([...issue.path, ...unknown]);
  const path = issue.path.map(String).join('.') || 'document';
  throw new BadaError('contract.invalid', {
    file,
    line,
    where: path,
    what: toldAt(line, issueText(issue), hintOf(issue, { schema, value })),
  });
}
