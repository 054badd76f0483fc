import type { DatasetNode } from './dataset-node.ts';
import { foldText } from './search-text.ts';

/** Points for a find in the title, the terms and indicators, the columns, the people and the running text. */
export const FIELD_POINTS: readonly number[] = [12, 6, 5, 4, 2];

function both({ ko, en }: { ko: string; en: string }): string[] {
  return [ko, en];
}

/** A dataset's searchable text by field, folded, in the order of `FIELD_POINTS`. */
export function searchTexts(node: DatasetNode): string[] {
  const titles = both(node.title);
  const parts: readonly (readonly (string | undefined)[])[] = [
    // Without its blanks too, for who types a compound in one go.
    [...titles, ...titles.map((title) => foldText(title).replaceAll(' ', '')), node.id],
    [
      node.domain,
      ...node.columns.flatMap(({ term, businessName }) => [term, businessName]),
      ...node.usedBy.flatMap(({ name }) => both(name)),
    ],
    node.columns.flatMap(({ name, title }) => [name, ...both(title)]),
    [...both(node.owner.name), ...both(node.publisher)],
    [
      ...both(node.summary),
      ...both(node.source),
      ...[node.purpose, node.limitations].flatMap((text) => (text ? both(text) : [])),
      ...node.caveats.flatMap(both),
    ],
  ];
  return parts.map((texts) => foldText(texts.filter((text) => text !== undefined).join(' ')));
}
