import { HarvestEntry } from './entry.ts';
import { isNode, listOf, localName, type Node, nodesOf } from './node.ts';

/** What a catalogue lists; every dataset in it is an entry or named among the problems. */
export interface HarvestReading {
  readonly entries: readonly HarvestEntry[];
  /** Datasets that lack a name or an identifier, by what is known of them. */
  readonly problems: readonly string[];
}

function isDataset(node: Node): boolean {
  return listOf(node['@type']).some(
    (type) => typeof type === 'string' && localName(type) === 'Dataset',
  );
}

class Reader {
  readonly #byId: ReadonlyMap<string, Node>;

  constructor(byId: ReadonlyMap<string, Node>) {
    this.#byId = byId;
  }

  /** Values of the first of these properties that there is. */
  values(node: Node, ...names: readonly string[]): unknown[] {
    for (const name of names) {
      const found = Object.entries(node).filter(([key]) => localName(key) === name);
      const values = found.flatMap(([, value]) => listOf(value));
      if (values.length > 0) return values;
    }
    return [];
  }

  /** Texts of a property: of literals their value, of things their name, else their address. */
  texts(node: Node, ...names: readonly string[]): string[] {
    const texts = this.values(node, ...names).flatMap((value) => this.#text(value) ?? []);
    return texts.map((text) => text.trim()).filter((text) => text !== '');
  }

  /** The Korean text of a property, else the first. */
  text(node: Node, ...names: readonly string[]): string {
    const values = this.values(node, ...names);
    const korean = values.find((value) => isNode(value) && value['@language'] === 'ko');
    const [first] = korean === undefined ? values : [korean];
    return (this.#text(first) ?? '').trim();
  }

  /** The nodes of a property, also where they are only referred to. */
  nodes(node: Node, name: string): Node[] {
    return this.values(node, name)
      .map((value) => this.#resolved(value))
      .filter((found) => found !== undefined);
  }

  #resolved(value: unknown): Node | undefined {
    if (!isNode(value)) return undefined;
    const id = value['@id'];
    return (typeof id === 'string' ? this.#byId.get(id) : undefined) ?? value;
  }

  #text(value: unknown): string | undefined {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    const node = this.#resolved(value);
    if (!node) return undefined;
    if (node['@value'] !== undefined) return String(node['@value']);
    const name = this.values(node, 'name', 'fn', 'title', 'label', 'prefLabel');
    if (name.length > 0) return this.text(node, 'name', 'fn', 'title', 'label', 'prefLabel');
    return typeof node['@id'] === 'string' ? node['@id'] : undefined;
  }
}

function webAddress(candidates: readonly string[]): string {
  return candidates.find((text) => /^https?:\/\//.test(text) && URL.canParse(text)) ?? '';
}

function formatOf(text: string): string {
  return (text.split('/').at(-1) ?? text).replace(/^.*[.#]/, '').toUpperCase();
}

function entryOf(node: Node, reader: Reader): unknown {
  const id = typeof node['@id'] === 'string' ? node['@id'] : '';
  const pages = ['landingPage', 'url', 'accessURL'].flatMap((name) => reader.texts(node, name));
  const formats = reader
    .nodes(node, 'distribution')
    .flatMap((one) => reader.texts(one, 'format', 'encodingFormat', 'mediaType'));
  const keywords = reader.texts(node, 'keyword', 'keywords').flatMap((text) => text.split(/[,;]/));
  return {
    key: reader.text(node, 'identifier') || id || webAddress(pages),
    title: reader.text(node, 'title', 'name'),
    description: reader.text(node, 'description'),
    publisher: reader.text(node, 'publisher', 'creator', 'provider'),
    licence: reader.texts(node, 'license')[0] ?? '',
    keywords: [...new Set(keywords.map((word) => word.trim()).filter((word) => word !== ''))],
    formats: [...new Set(formats.map(formatOf))],
    modified: reader.text(node, 'modified', 'dateModified', 'issued'),
    address: webAddress([...pages, id]),
  };
}

/** Reads a catalogue in JSON-LD, DCAT or schema.org, nested or as a graph, with prefixes or whole names. Nothing is
 * fetched: contexts are not needed, properties are known by their local names. Pure. */
export function readHarvestJsonLd(document: unknown): HarvestReading {
  const { all, byId } = nodesOf(document);
  const reader = new Reader(byId);
  const entries = new Map<string, HarvestEntry>();
  const problems: string[] = [];
  for (const node of all.filter(isDataset)) {
    // A mere reference is no dataset of its own.
    if (Object.keys(node).every((name) => name === '@id' || name === '@type')) continue;
    const raw = entryOf(node, reader);
    const parsed = HarvestEntry.safeParse(raw);
    if (parsed.success && !entries.has(parsed.data.key)) entries.set(parsed.data.key, parsed.data);
    else if (!parsed.success) problems.push(JSON.stringify(raw).slice(0, 300));
  }
  return { entries: [...entries.values()], problems };
}
