import { BadaError } from '@bada/shared';
import { Parser, type Quad, type Term } from 'n3';

const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

function idOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

function entryOf(object: Quad['object']): object {
  if (object.termType !== 'Literal') return { '@id': idOf(object) };
  return {
    '@value': object.value,
    ...(object.language === '' ? {} : { '@language': object.language }),
  };
}

/** A Turtle document as a JSON-LD graph: one node per subject.
 * @param at address that relative ones are resolved against
 * @throws BadaError `collect.answer` */
export function turtleGraph(text: string, at: URL): object {
  const nodes = new Map<string, Record<string, unknown[]>>();
  for (const { subject, predicate, object } of quadsOf(text, at)) {
    const id = idOf(subject);
    const node = nodes.get(id) ?? {};
    nodes.set(id, node);
    const isType = predicate.value === TYPE;
    const name = isType ? '@type' : predicate.value;
    const values = node[name] ?? [];
    node[name] = [...values, isType ? object.value : entryOf(object)];
  }
  return { '@graph': [...nodes].map(([id, node]) => ({ '@id': id, ...node })) };
}

function quadsOf(text: string, at: URL): Quad[] {
  try {
    return new Parser({ baseIRI: at.href }).parse(text);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.slice(0, 160) : 'no Turtle';
    throw new BadaError('collect.answer', { source: at.host, what }, { cause });
  }
}
