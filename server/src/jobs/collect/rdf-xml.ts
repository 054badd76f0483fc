import { BadaError } from '@bada/shared';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { graphOf, type RdfQuad } from './rdf-graph.ts';

/** Entities shorten the names of vocabularies; longer ones, or ones made of others, blow a document up. */
const LONGEST_ENTITY = 300;
/** Letters that all entities of a document may become. */
const MOST_EXPANDED = 4_000_000;

const ENTITY = /<!ENTITY\s+([^\s%]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;

/** What is wrong with the entities of a document; undefined where they only shorten names. */
function entityProblem(text: string): string | undefined {
  const declared = text.match(/<!ENTITY\b/g)?.length ?? 0;
  const entities = [...text.matchAll(ENTITY)];
  if (entities.length < declared) return 'entities from elsewhere';
  let expanded = 0;
  for (const [, name = '', double, single] of entities) {
    const value = double ?? single ?? '';
    if (/[&%]/.test(value) || value.length > LONGEST_ENTITY) return `entity ${name.slice(0, 40)}`;
    expanded += (text.split(`&${name};`).length - 1) * value.length;
  }
  return expanded > MOST_EXPANDED ? 'entities without end' : undefined;
}

/** Whether a document ends with the element that it begins with: the parser takes what it got for the whole. */
function isWhole(text: string): boolean {
  const plain = text.replace(/<!--[\s\S]*?-->/g, '').trimEnd();
  const root = /<([A-Za-z_][^\s/>]*)/.exec(plain)?.[1];
  return (
    root !== undefined &&
    plain.endsWith('>') &&
    plain.lastIndexOf(`</${root}`) === plain.lastIndexOf('<')
  );
}

async function quadsOf(text: string, at: URL): Promise<RdfQuad[]> {
  const parser = new RdfXmlParser({ baseIRI: at.href });
  parser.end(text);
  const quads: RdfQuad[] = [];
  for await (const quad of parser) quads.push(quad);
  return quads;
}

/** An RDF/XML document as a JSON-LD graph: one node per subject.
 * @param at address that relative ones are resolved against
 * @throws BadaError `collect.answer`, also for entities that would blow the document up */
export async function rdfXmlGraph(text: string, at: URL): Promise<object> {
  const problem = entityProblem(text) ?? (isWhole(text) ? undefined : 'it breaks off');
  if (problem !== undefined) {
    throw new BadaError('collect.answer', { source: at.host, what: problem });
  }
  try {
    return graphOf(await quadsOf(text, at));
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.slice(0, 160) : 'no RDF/XML';
    throw new BadaError('collect.answer', { source: at.host, what }, { cause });
  }
}
