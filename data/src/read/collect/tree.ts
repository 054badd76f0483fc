import type { KeyedRecord } from '../keyed-table.ts';

/** A value of an answer, whether it came as JSON or XML; numbers keep the digits they were written with. */
export type Tree =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'members'; readonly members: readonly (readonly [string, Tree])[] };

/** Member of a value; undefined where there is none. */
export function memberOf(tree: Tree | undefined, name: string): Tree | undefined {
  if (tree?.kind !== 'members') return undefined;
  return tree.members.find(([key]) => key === name)?.[1];
}

/** Text of a member; undefined where it is none. */
export function textOfMember(tree: Tree | undefined, ...names: readonly string[]) {
  for (const name of names) {
    const member = memberOf(tree, name);
    if (member?.kind === 'text') return member.text.trim();
  }
  return undefined;
}

/** Count that a member holds; undefined where it is no whole number. */
export function countOfMember(tree: Tree | undefined, name: string): number | undefined {
  const text = textOfMember(tree, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A record by dotted path; a list inside a record becomes its elements with numbers behind them. */
export function recordOfTree(tree: Tree): KeyedRecord {
  const record = new Map<string, string>();
  collect(tree, '', record);
  return record;
}

function collect(tree: Tree, path: string, record: Map<string, string>): void {
  switch (tree.kind) {
    case 'text':
      record.set(path || 'value', tree.text);
      return;
    case 'nothing':
      record.set(path || 'value', '');
      return;
    case 'list':
      for (const [at, item] of tree.items.entries()) collect(item, `${path}#${at + 1}`, record);
      return;
    case 'members':
      if (tree.members.length === 0) record.set(path || 'value', '');
      for (const [key, member] of tree.members) {
        collect(member, path === '' ? key : `${path}.${key}`, record);
      }
  }
}
