const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** A term of a statement, as RDF/JS describes it. */
interface RdfTerm {
  readonly termType: string;
  readonly value: string;
  /** Of literals; '' without one. */
  readonly language?: string;
}

/** A statement, as RDF/JS describes it. */
export interface RdfQuad {
  readonly subject: RdfTerm;
  readonly predicate: RdfTerm;
  readonly object: RdfTerm;
}

function idOf({ termType, value }: RdfTerm): string {
  return termType === 'BlankNode' ? `_:${value}` : value;
}

function entryOf(object: RdfTerm): object {
  if (object.termType !== 'Literal') return { '@id': idOf(object) };
  const { value, language = '' } = object;
  return { '@value': value, ...(language === '' ? {} : { '@language': language }) };
}

/** Statements as a JSON-LD graph: one node per subject. */
export function graphOf(quads: Iterable<RdfQuad>): object {
  const nodes = new Map<string, Map<string, unknown[]>>();
  for (const { subject, predicate, object } of quads) {
    const id = idOf(subject);
    const node = nodes.get(id) ?? new Map<string, unknown[]>();
    nodes.set(id, node);
    const isType = predicate.value === TYPE;
    const name = isType ? '@type' : predicate.value;
    const values = node.get(name) ?? [];
    values.push(isType ? object.value : entryOf(object));
    node.set(name, values);
  }
  const all = [...nodes].map(([id, node]) => ({ '@id': id, ...Object.fromEntries(node) }));
  return { '@graph': all };
}
