import { type Ast, type AstNode, isNode, nameOf, rootName, stringOf, walk } from './ast.ts';
import type { FunctionFact, TextFact } from './model.ts';

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const TEST_ROOTS = new Set(['describe', 'it', 'test', 'suite', 'bench']);
const FOCUS = new Set(['only', 'skip', 'todo']);
const TEXT_ATTRIBUTES = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'summary']);
const HANGUL = /[\p{Script=Hangul}]/u;
const LETTERS = /\p{L}{2,}/u;
/** The product's name is the same in every language. */
const NAMES = new Set(['BADA']);

/** Functions with a block body; one-expression arrows say nothing about length. */
export function functionsOf({ program, lineOf }: Ast): FunctionFact[] {
  const found: FunctionFact[] = [];
  walk(program, (node, parents) => {
    if (!FUNCTIONS.has(node.type) || !isNode(node.body)) return;
    const hasBlock = node.body.type === 'BlockStatement' || node.body.type === 'FunctionBody';
    if (!hasBlock || isSuite(parents.at(-1))) return;
    const line = lineOf(node.start);
    found.push({ line, lines: lineOf(node.end) - line + 1 });
  });
  return found;
}

/** `describe(…, () => { … })` only groups tests: its length is that of a file. */
function isSuite(parent: AstNode | undefined): boolean {
  return parent?.type === 'CallExpression' && rootName(parent.callee) === 'describe';
}

/** Lines where the predicate holds for a node. */
export function linesWhere({ program, lineOf }: Ast, holds: (node: AstNode) => boolean): number[] {
  const found: number[] = [];
  walk(program, (node) => {
    if (holds(node)) found.push(lineOf(node.start));
  });
  return found;
}

/** The type `any`. */
export function isAny(node: AstNode): boolean {
  return node.type === 'TSAnyKeyword';
}

/** `x as A as B`, `<A>x as B`: a cast that the compiler would have refused in one step. */
export function isLaundering(node: AstNode): boolean {
  const casts = ['TSAsExpression', 'TSTypeAssertion'];
  return (
    casts.includes(node.type) && isNode(node.expression) && casts.includes(node.expression.type)
  );
}

/** `test.only`, `describe.skip`, `it.todo`; skipIf and runIf state their reason and may stay. */
export function isFocus(node: AstNode): boolean {
  if (node.type !== 'MemberExpression') return false;
  const isTest = TEST_ROOTS.has(rootName(node) ?? '');
  return isTest && FOCUS.has(nameOf(node.property) ?? '');
}

/** Words that a reader would see and that belong into the message catalogues. */
export function pageTextsOf({ program, lineOf }: Ast): TextFact[] {
  const found: TextFact[] = [];
  walk(program, (node) => {
    const text = pageText(node)?.trim();
    if (text !== undefined && !NAMES.has(text)) found.push({ line: lineOf(node.start), text });
  });
  return found;
}

function pageText(node: AstNode): string | undefined {
  if (node.type === 'JSXText') return textIf(LETTERS, node.value);
  if (node.type === 'Literal') return textIf(HANGUL, node.value);
  if (node.type === 'TemplateElement') return textIf(HANGUL, templateText(node));
  if (node.type !== 'JSXAttribute' || !TEXT_ATTRIBUTES.has(nameOf(node.name) ?? ''))
    return undefined;
  return textIf(LETTERS, stringOf(node.value));
}

function templateText({ value }: AstNode): unknown {
  return typeof value === 'object' && value !== null && 'raw' in value ? value.raw : undefined;
}

function textIf(pattern: RegExp, value: unknown): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
