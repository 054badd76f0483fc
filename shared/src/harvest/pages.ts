import { isNode, listOf, localName, nodesOf } from './node.ts';

/** Types of the pages of a collection, and the properties that lead on from them, in Hydra's present form
 * (https://www.hydra-cg.com/spec/latest/core/) and in the earlier one that CKAN writes. */
const PAGES: readonly string[] = ['PartialCollectionView', 'PagedCollection'];
const NEXT: readonly string[] = ['next', 'nextPage'];

function addressOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (!isNode(value)) return undefined;
  return [value['@id'], value['@value']].find((text) => typeof text === 'string');
}

/** The address of the page that follows in a catalogue that is given in parts; undefined on its last.
 * @param document the page as JSON-LD
 * @param at its own address */
export function nextPage(document: unknown, at: URL): URL | undefined {
  const pages = nodesOf(document).all.filter((node) =>
    listOf(node['@type']).some((type) => PAGES.includes(localName(String(type)))),
  );
  const [next] = pages.flatMap((page) =>
    Object.entries(page)
      .filter(([name]) => NEXT.includes(localName(name)))
      .flatMap(([, value]) => listOf(value).flatMap((one) => addressOf(one) ?? [])),
  );
  return next !== undefined && URL.canParse(next, at.href) ? new URL(next, at) : undefined;
}
