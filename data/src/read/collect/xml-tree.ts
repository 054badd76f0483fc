import { BadaError } from '@bada/shared';
import { SaxesParser } from 'saxes';
import { DEFAULT_LIMITS } from '../options.ts';
import type { Tree } from './tree.ts';

interface Open {
  readonly name: string;
  readonly children: [string, Tree][];
  text: string;
}

/** Children of one name together; a name that occurs again is a list. */
function membersOf(children: readonly (readonly [string, Tree])[]): Tree {
  const byName = new Map<string, Tree[]>();
  for (const [name, tree] of children) {
    const alike = byName.get(name);
    if (alike) alike.push(tree);
    else byName.set(name, [tree]);
  }
  const members = [...byName].map(([name, trees]): [string, Tree] => {
    const [first] = trees;
    return [name, trees.length === 1 && first ? first : { kind: 'list', items: trees }];
  });
  return { kind: 'members', members };
}

function closed({ children, text }: Open): Tree {
  return children.length === 0 ? { kind: 'text', text } : membersOf(children);
}

/** The document of an XML text by element names without prefixes; attributes are left out, entities never expanded.
 * @throws BadaError `read.damaged`, `read.too-large` */
export function parseXmlTree(text: string, name: string): Tree {
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  const stack: Open[] = [{ name: '', children: [], text: '' }];
  parser.on('error', (cause) => {
    const what = cause.message;
    throw new BadaError('read.damaged', { name, format: 'XML', where: 1, what }, { cause });
  });
  parser.on('opentag', (tag) => {
    if (stack.length > DEFAULT_LIMITS.depth) {
      const what = { ko: '중첩 단계', en: 'levels of nesting' };
      throw new BadaError('read.too-large', { name, what, limit: DEFAULT_LIMITS.depth });
    }
    stack.push({ name: tag.name.slice(tag.name.indexOf(':') + 1), children: [], text: '' });
  });
  const onText = (part: string) => {
    const open = stack.at(-1);
    if (open) open.text += part;
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    const open = stack.pop();
    if (open) stack.at(-1)?.children.push([open.name, closed(open)]);
  });
  parser.write(text).close();
  return membersOf(stack[0]?.children ?? []);
}
