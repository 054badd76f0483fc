import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadaError, ERRORS, errorText, Problem, problemOf } from '@bada/shared';
import { describe, expect, test } from 'vitest';
import { type AstNode, isNode, nameOf, parse, stringOf, walk } from '../architecture/ast.ts';
import { projectRoot } from '../support/project.ts';

const codes = Object.entries(ERRORS);

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => name ?? []);
}

function wanted({ message, next }: (typeof ERRORS)[keyof typeof ERRORS]): string[] {
  const texts = [message.ko, message.en, next.ko, next.en];
  return [...new Set(texts.flatMap(placeholders))].sort();
}

/** Names of the parameters written at a `new BadaError(code, {…})`; undefined when not spelled out. */
function parametersOf(argument: unknown): string[] | undefined {
  if (argument === undefined) return [];
  if (!isNode(argument) || argument.type !== 'ObjectExpression') return undefined;
  const properties = Array.isArray(argument.properties) ? argument.properties : [];
  return properties.flatMap((property: unknown) =>
    isNode(property) ? (nameOf(property.key) ?? stringOf(property.key) ?? []) : [],
  );
}

interface Raised {
  readonly at: string;
  readonly code: string;
  readonly given: string[];
}

function raisedIn(path: string): Raised[] {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const { program, lineOf } = parse({ path, text });
  const found: Raised[] = [];
  walk(program, (node: AstNode) => {
    if (node.type !== 'NewExpression' || nameOf(node.callee) !== 'BadaError') return;
    const [first, second] = Array.isArray(node.arguments) ? node.arguments : [];
    const code = stringOf(first);
    const given = parametersOf(second);
    if (code !== undefined && given)
      found.push({ at: `${path}:${lineOf(node.start)}`, code, given });
  });
  return found;
}

const raised = globSync('{shared,data,server,web}/src/**/*.{ts,tsx}', { cwd: projectRoot }).flatMap(
  raisedIn,
);

describe('every error', () => {
  test.each(codes)('%s says in both languages what happened and what to do', (_, entry) => {
    for (const text of [entry.message, entry.next]) {
      expect(text.ko).toMatch(/[가-힣]/);
      expect(text.en).toMatch(/[a-z]/);
      expect(text.en).not.toMatch(/[가-힣]/);
    }
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
  });

  test.each(codes)('%s tells the same facts in both languages', (_, { message, next }) => {
    expect(placeholders(message.ko).sort()).toEqual(placeholders(message.en).sort());
    expect(placeholders(next.ko).sort()).toEqual(placeholders(next.en).sort());
  });

  test('that is raised anywhere fills all that its text asks for', () => {
    expect(raised.length).toBeGreaterThan(15);
    const entries = new Map<string, (typeof codes)[number][1]>(codes);
    const unfilled = raised.flatMap(({ at, code, given }) => {
      const entry = entries.get(code);
      const lacking = entry ? wanted(entry).filter((name) => !given.includes(name)) : ['code'];
      return lacking.length > 0 ? [`${at} ${code} lacks ${lacking.join(', ')}`] : [];
    });
    expect(unfilled).toEqual([]);
  });
});

test('parameters stand in the text, each in the language of the text', () => {
  const why = { ko: '까닭', en: 'reason' };
  const { message } = errorText('query.wrong', { id: 'births', why });
  expect(message.ko).toContain('births');
  expect(message.ko).toContain('까닭');
  expect(message.en).toContain('reason');
  expect(message.en).not.toContain('까닭');
});

test('what a text asks for and does not get stays visible, and a text is never a pattern', () => {
  expect(errorText('route.not-found').message.en).toContain('{path}');
  const odd = errorText('route.not-found', { path: '$& {path}' }).message.en;
  expect(odd).toContain('$& {path}');
});

test('an error carries code, status and cause and becomes a problem document', () => {
  const cause = new Error('deep');
  const error = new BadaError('extract.range', { bytes: 7 }, { cause });
  expect(error).toMatchObject({ name: 'BadaError', code: 'extract.range', status: 416, cause });
  expect(error.message).toContain('7 bytes');
  const problem = Problem.parse(problemOf(error, 'request-1'));
  expect(problem).toMatchObject({
    type: 'urn:bada:error:extract.range',
    title: error.message,
    status: 416,
    code: 'extract.range',
    instance: 'request-1',
  });
  expect(problem.message.ko).toContain('7바이트');
});
