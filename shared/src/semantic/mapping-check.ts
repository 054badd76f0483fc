import { isNode, LineCounter, parseDocument, stringify } from 'yaml';
import type { z } from 'zod';
import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import { MappedColumn, Mapping } from './mapping.ts';
import { meantWord, nearName } from './near-name.ts';
import { issueText } from './yaml-problems.ts';
import { slipText } from './yaml-words.ts';

type Issue = z.core.$ZodIssue;

const FIELDS = [...Object.keys(Mapping.shape), ...Object.keys(MappedColumn.shape)];

const NOTHING: Localized = Object.freeze({ ko: '', en: '' });

function suggestionOf(issue: Issue, found: unknown): Localized {
  if (issue.code === 'unrecognized_keys') {
    const word = nearName(issue.keys[0] ?? '', FIELDS);
    return word === undefined ? NOTHING : meantWord(word);
  }
  if (issue.code !== 'invalid_value') return NOTHING;
  const words = issue.values.map(String);
  const word = nearName(String(found ?? ''), words);
  const list = words.join(', ');
  return word === undefined
    ? { ko: `쓸 수 있는 값: ${list}`, en: `Possible: ${list}` }
    : meantWord(word);
}

function invalid(line: number, where: string, what: Localized, suggestion: Localized): BadaError {
  return new BadaError('mapping.invalid', { line, where, what, suggestion });
}

/** The problem of a union is that of the branch that came furthest. */
function deepest(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .flat()
    .map(deepest)
    .sort((a, b) => b.path.length - a.path.length)[0];
  return inner ? { ...inner, path: [...issue.path, ...inner.path] } : issue;
}

/** Reads a mapping that a person wrote.
 * @throws BadaError `mapping.invalid` with the line, the path and what to write instead */
export function checkMapping(text: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const syntax = document.errors[0];
  if (syntax) throw invalid(syntax.linePos?.[0].line ?? 1, 'YAML', slipText(syntax), NOTHING);
  const result = Mapping.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (result.success) return result.data;
  const [first] = result.error.issues;
  if (!first) throw new Error('a mapping was refused without a reason');
  const issue = deepest(first);
  const own =
    issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const line = lineOf(own);
  const found = document.getIn(issue.path);
  throw invalid(
    line,
    own.map(String).join('.') || 'document',
    issueText(issue),
    suggestionOf(issue, found),
  );

  function lineOf(path: readonly PropertyKey[]): number {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    return path.length === 0 ? 1 : lineOf(path.slice(0, -1));
  }
}

/** A mapping as people read and write it. */
export function mappingYaml(mapping: Mapping): string {
  return stringify(mapping, { lineWidth: 100 });
}
