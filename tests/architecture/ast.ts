import { type Comment, parseSync } from 'oxc-parser';
import type { SourceFile } from './model.ts';

/** Any node of the syntax tree; children are read with `isNode`. */
export interface AstNode {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** A parsed file. */
export interface Ast {
  program: AstNode;
  comments: readonly Comment[];
  lineOf(offset: number): number;
}

/** Whether a value found in the tree is a node. */
export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** @throws Error when the file is not valid TypeScript */
export function parse({ path, text }: SourceFile): Ast {
  const { program, comments, errors } = parseSync(path, text);
  const error = errors[0];
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  if (!isNode(program)) throw new Error(`${path}: the parser gave no tree`);
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset: number) => {
    const after = starts.findIndex((start) => start > offset);
    return after < 0 ? starts.length : after;
  };
  return { program, comments, lineOf };
}

/** Visits every node, parents first; `parents` ends with the nearest. */
export function walk(
  node: AstNode,
  visit: (node: AstNode, parents: readonly AstNode[]) => void,
  parents: readonly AstNode[] = [],
): void {
  visit(node, parents);
  const below = [...parents, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, below);
    }
  }
}

/** The text of a string literal node. */
export function stringOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Literal' && typeof node.value === 'string'
    ? node.value
    : undefined;
}

/** The name of an identifier node. */
export function nameOf(node: unknown): string | undefined {
  return isNode(node) && typeof node.name === 'string' ? node.name : undefined;
}

/** The leftmost identifier of `a.b(c).d`: here `a`. */
export function rootName(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  return nameOf(node) ?? rootName(node.object ?? node.callee ?? node.tag);
}
