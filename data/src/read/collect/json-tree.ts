import { JsonText, type Slice } from '../json/slices.ts';
import { contextOf } from '../options.ts';
import type { Tree } from './tree.ts';

function treeOf(json: JsonText, slice: Slice): Tree {
  switch (json.kind(slice)) {
    case 'object':
      return {
        kind: 'members',
        members: json.members(slice).map((member) => [member.key, treeOf(json, member)] as const),
      };
    case 'array':
      return { kind: 'list', items: [...json.elements(slice)].map((item) => treeOf(json, item)) };
    case 'null':
      return { kind: 'nothing' };
    default:
      return { kind: 'text', text: json.cell(slice) };
  }
}

/** Names without quotation marks, as some answers of KOSIS have them, in quotation marks. */
export function quotedKeys(text: string): string {
  return text.replace(
    /("(?:[^"\\]|\\.)*")|([{,]\s*)([A-Za-z_]\w*)(\s*:)/g,
    (whole, string: string | undefined, before: string, name: string, after: string) =>
      string === undefined ? `${before}"${name}"${after}` : whole,
  );
}

/** The value of a JSON text.
 * @throws BadaError `read.damaged` */
export function parseJsonTree(text: string, name: string): Tree {
  const json = new JsonText(text, contextOf(name, {}));
  return treeOf(json, json.root());
}
