import { BadaError } from '@bada/shared';
import { Parser, type Quad } from 'n3';
import { graphOf } from './rdf-graph.ts';

/** A Turtle document as a JSON-LD graph: one node per subject.
 * @param at address that relative ones are resolved against
 * @throws BadaError `collect.answer` */
export function turtleGraph(text: string, at: URL): object {
  return graphOf(quadsOf(text, at));
}

function quadsOf(text: string, at: URL): Quad[] {
  try {
    return new Parser({ baseIRI: at.href }).parse(text);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.slice(0, 160) : 'no Turtle';
    throw new BadaError('collect.answer', { source: at.host, what }, { cause });
  }
}
