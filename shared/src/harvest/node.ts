/** A thing of a JSON-LD document. */
export type Node = Readonly<Record<string, unknown>>;

const DEPTH = 32;

/** Whether a value is a thing with properties. */
export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The values of a property, of which one may stand alone. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** `dct:title`, `http://purl.org/dc/terms/title` and `title` as `title`. */
export function localName(name: string): string {
  return name.slice(Math.max(...[':', '#', '/'].map((mark) => name.lastIndexOf(mark))) + 1);
}

/** All nodes of a document, with those that have an id by it. */
export function nodesOf(document: unknown): { all: Node[]; byId: Map<string, Node> } {
  const all: Node[] = [];
  const byId = new Map<string, Node>();
  const visit = (value: unknown, depth: number) => {
    if (depth > DEPTH) return;
    if (Array.isArray(value)) for (const one of value) visit(one, depth + 1);
    if (!isNode(value)) return;
    all.push(value);
    const id = value['@id'];
    if (typeof id === 'string' && Object.keys(value).length > 1 && !byId.has(id))
      byId.set(id, value);
    for (const [name, member] of Object.entries(value)) {
      if (name !== '@context') visit(member, depth + 1);
    }
  };
  visit(document, 0);
  return { all, byId };
}
