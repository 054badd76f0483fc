import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { RawTable } from '../raw-table.ts';
import { damaged } from '../source.ts';
import { type Feature, featureTable } from './features.ts';
import { recordOf } from './record.ts';
import type { JsonText, Member, Slice } from './slices.ts';

type Shape = Topology['objects'][string];

/** Each object of a Topology as a table; shapes are stitched from the shared arcs.
 * @throws BadaError `read.damaged` */
export async function topoJsonTables(
  json: JsonText,
  members: readonly Member[],
  context: ReadContext,
): Promise<RawTable[]> {
  const topology = parsed(json, context);
  const objects = members.find(({ key }) => key === 'objects');
  if (!isTopology(topology) || !objects) {
    throw damaged(context, 'TopoJSON', 'objects', 'objects and arcs are missing');
  }
  const tables: RawTable[] = [];
  for (const [name, object] of Object.entries(topology.objects)) {
    const slice = json.members(objects).findLast(({ key }) => key === name);
    if (!slice) continue;
    const features = (notes?: NoteCollector) =>
      featuresOf({ json, slice, topology, object, context }, notes);
    tables.push(await featureTable({ name, context, features }));
  }
  return tables;
}

function parsed(json: JsonText, context: ReadContext): unknown {
  try {
    return JSON.parse(json.text);
  } catch (cause) {
    throw damaged(context, 'TopoJSON', 'text', cause);
  }
}

function isTopology(value: unknown): value is Topology {
  return (
    typeof value === 'object' &&
    value !== null &&
    'objects' in value &&
    typeof value.objects === 'object' &&
    value.objects !== null &&
    Object.values(value.objects).every((object) => typeof object === 'object' && object !== null) &&
    'arcs' in value &&
    Array.isArray(value.arcs)
  );
}

interface TopologyObject {
  readonly json: JsonText;
  /** The object in the text, where property values keep their digits. */
  readonly slice: Slice;
  readonly topology: Topology;
  readonly object: Shape;
  readonly context: ReadContext;
}

function* featuresOf(
  { json, slice, topology, object, context }: TopologyObject,
  notes: NoteCollector | undefined,
): Iterable<Feature> {
  const isCollection = object.type === 'GeometryCollection' && Array.isArray(object.geometries);
  const shapes: Shape[] = isCollection ? object.geometries : [object];
  const listed = member(json, slice, 'geometries');
  const slices = isCollection && listed ? [...json.elements(listed)] : [slice];
  for (const [index, shape] of shapes.entries()) {
    const source = slices[index];
    if (!source) throw damaged(context, 'TopoJSON', `geometry ${index + 1}`, 'missing');
    const id = member(json, source, 'id');
    const properties = member(json, source, 'properties');
    const hasProperties = properties && json.kind(properties) === 'object';
    yield {
      properties:
        hasProperties && json.members(properties).length > 0
          ? recordOf(json, properties, notes)
          : new Map(),
      geometry: geometryOf(topology, shape, index, context),
      ...(id ? { id: json.cell(id) } : {}),
    };
  }
}

function member(json: JsonText, slice: Slice, key: string): Slice | undefined {
  if (json.kind(slice) !== 'object') return undefined;
  return json.members(slice).findLast((candidate) => candidate.key === key);
}

function geometryOf(topology: Topology, shape: Shape, index: number, context: ReadContext): string {
  try {
    const made = feature(topology, shape);
    const geometry = made.type === 'Feature' ? made.geometry : null;
    return geometry === null || geometry.type === undefined ? '' : JSON.stringify(geometry);
  } catch (cause) {
    throw damaged(context, 'TopoJSON', `geometry ${index + 1}`, cause);
  }
}
