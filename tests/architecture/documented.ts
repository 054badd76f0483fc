import { type Ast, type AstNode, isNode, nameOf } from './ast.ts';
import type { SourceFile, TextFact } from './model.ts';

/**
 * Exported declarations without a documentation comment right before them. A schema and its type share a name:
 * documented once is documented.
 */
export function undocumentedExports({ text }: SourceFile, ast: Ast): TextFact[] {
  const documented = new Set<string>();
  const bare: TextFact[] = [];
  const body = Array.isArray(ast.program.body) ? ast.program.body.filter(isNode) : [];
  for (const node of body) {
    if (node.type !== 'ExportNamedDeclaration' || !isNode(node.declaration)) continue;
    for (const name of declaredNames(node.declaration)) {
      if (hasDocumentation(text, ast, node)) documented.add(name);
      else bare.push({ line: ast.lineOf(node.start), text: name });
    }
  }
  return bare.filter((fact) => !documented.has(fact.text));
}

function declaredNames(declaration: AstNode): string[] {
  const list = Array.isArray(declaration.declarations) ? declaration.declarations : [declaration];
  return list
    .filter(isNode)
    .map((item) => nameOf(item.id))
    .filter((name) => name !== undefined);
}

function hasDocumentation(text: string, { comments }: Ast, node: AstNode): boolean {
  return comments.some(
    ({ type, value, end }) =>
      type === 'Block' &&
      value.startsWith('*') &&
      end <= node.start &&
      text.slice(end, node.start).trim() === '',
  );
}
