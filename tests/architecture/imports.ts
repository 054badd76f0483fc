import { posix } from 'node:path';
import { type Ast, type AstNode, isNode, nameOf, stringOf, walk } from './ast.ts';
import type { ImportFact } from './model.ts';

const ENDING = /\.(ts|tsx|mjs|js|json|css)$/;

/** Project path of one of our own modules, without ending; nothing for packages from outside. */
function resolveTarget(from: string, specifier: string): string | undefined {
  // Name and version of the own package are facts, not code.
  if (specifier.endsWith('/package.json')) return undefined;
  if (specifier.startsWith('.')) {
    return posix.join(posix.dirname(from), specifier).replace(ENDING, '');
  }
  const own = /^@bada\/([\w-]+)(?:\/(.+))?$/.exec(specifier);
  if (own === null) return undefined;
  const [, name, inner] = own;
  if (inner === undefined) return `${name}/src/index`;
  const isFolder = name === 'data';
  return `${name}/src/${inner.replace(ENDING, '')}${isFolder ? '/index' : ''}`;
}

/** Every way in which a file reaches another module. */
export function importsOf(path: string, { program, lineOf }: Ast): ImportFact[] {
  const found: ImportFact[] = [];
  walk(program, (node) => {
    const written = requestOf(node);
    if (written === undefined) return;
    const specifier = written.replace(/\?.*$/, '');
    const target = resolveTarget(path, specifier);
    found.push({ specifier, target, typeOnly: isTypeOnly(node), line: lineOf(node.start) });
  });
  return found;
}

function requestOf(node: AstNode): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return stringOf(node.source);
    case 'NewExpression':
      return workerUrl(node);
    default:
      return undefined;
  }
}

/** `new URL('./worker.ts', import.meta.url)`: how a worker or an asset is reached. */
function workerUrl(node: AstNode): string | undefined {
  const args = Array.isArray(node.arguments) ? node.arguments : [];
  const base: unknown = args[1];
  const isHere = isNode(base) && isNode(base.object) && base.object.type === 'MetaProperty';
  const relative = stringOf(args[0]);
  const isModule = relative?.startsWith('.') === true && ENDING.test(relative);
  return nameOf(node.callee) === 'URL' && isHere && isModule ? relative : undefined;
}

function isTypeOnly(node: AstNode): boolean {
  if (node.type === 'TSImportType') return true;
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const parts = Array.isArray(node.specifiers) ? node.specifiers : [];
  return parts.length > 0 && parts.every((part) => isNode(part) && part.importKind === 'type');
}
