import type { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { RawTable } from '../raw-table.ts';
import { damaged } from '../source.ts';
import { type Feature, featureTable } from './features.ts';
import { recordOf } from './record.ts';
import type { JsonText, Member, Slice } from './slices.ts';

interface Collection {
  readonly name: string;
  readonly json: JsonText;
  /** Members of the FeatureCollection. */
  readonly members: readonly Member[];
  readonly context: ReadContext;
}

/** A FeatureCollection as a table; shapes are the text that stands in the file.
 * @throws BadaError `read.damaged` */
export function geoJsonTable({ name, json, members, context }: Collection): Promise<RawTable> {
  const array = members.find(({ key }) => key === 'features');
  if (!array || json.kind(array) !== 'array') {
    throw damaged(context, 'GeoJSON', 'features', 'no array of features');
  }
  function* features(notes?: NoteCollector): Iterable<Feature> {
    for (const element of json.elements(array ?? { start: 0, end: 0 })) {
      yield featureOf(json, element, context, notes);
    }
  }
  return featureTable({ name, context, crs: declaredCrs(json, members), features });
}

function featureOf(
  json: JsonText,
  element: Slice,
  context: ReadContext,
  notes: NoteCollector | undefined,
): Feature {
  if (json.kind(element) !== 'object') {
    throw damaged(context, 'GeoJSON', `character ${element.start + 1}`, 'no feature');
  }
  const members = new Map(json.members(element).map((member) => [member.key, member]));
  const [properties, geometry, id] = ['properties', 'geometry', 'id'].map((key) =>
    members.get(key),
  );
  const isObject = properties && json.kind(properties) === 'object';
  const isEmpty = !isObject || json.members(properties).length === 0;
  return {
    properties: isEmpty ? new Map() : recordOf(json, properties, notes),
    geometry: geometry && json.kind(geometry) === 'object' ? json.source(geometry) : '',
    ...(id ? { id: json.cell(id) } : {}),
  };
}

/** `{"crs": {"properties": {"name": …}}}`, which older files carry. */
function declaredCrs(json: JsonText, members: readonly Member[]): string | undefined {
  const crs = members.find(({ key }) => key === 'crs');
  return crs && json.kind(crs) === 'object'
    ? recordOf(json, crs).get('properties.name')
    : undefined;
}
