import { parse } from './ast.ts';
import { undocumentedExports } from './documented.ts';
import { functionsOf, isAny, isFocus, isLaundering, linesWhere, pageTextsOf } from './facts.ts';
import { importsOf } from './imports.ts';
import type { Source, SourceFile } from './model.ts';

/** Whether the rules parse this file. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|mjs)$/.test(path);
}

/** Number of lines, a last one without a newline included. */
function countLines(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

/** Parses a file once and keeps the facts that rules ask for. */
export function readSource(file: SourceFile): Source {
  const ast = parse(file);
  return {
    path: file.path,
    lines: countLines(file.text),
    imports: importsOf(file.path, ast),
    functions: functionsOf(ast),
    comments: ast.comments.map(({ value, start }) => ({ text: value, line: ast.lineOf(start) })),
    anyLines: linesWhere(ast, isAny),
    launderingLines: linesWhere(ast, isLaundering),
    focusLines: linesWhere(ast, isFocus),
    pageTexts: pageTextsOf(ast),
    undocumented: undocumentedExports(file, ast),
  };
}
