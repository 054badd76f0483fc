import { NOTHING_SELECTED, Selection } from '@bada/shared/linked';

/** Letters that an address may carry; browsers and mail take more, but not all of them. */
const MOST_LETTERS = 2000;

/** A choice over linked views as the part of an address: its clauses; empty where nothing is chosen, or so much that no
 * address holds it. */
export function encodeChoice({ clauses }: Selection): string {
  if (clauses.length === 0) return '';
  const text = JSON.stringify(clauses);
  return text.length > MOST_LETTERS ? '' : text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a choice; one that is none, or names other columns than these, chooses nothing there. */
export function decodeChoice(text: string, columns: readonly string[]): Selection {
  const found = Selection.safeParse({ v: 1, clauses: parsed(text) });
  if (!found.success) return NOTHING_SELECTED;
  const isKnown = (name: string) => columns.includes(name);
  const clauses = found.data.clauses.filter(
    ({ view, dimension }) => isKnown(view) && isKnown(dimension),
  );
  return { v: 1, clauses };
}
