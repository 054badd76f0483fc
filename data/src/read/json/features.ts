import { columnsOf, type KeyedRecord, keyedTable } from '../keyed-table.ts';
import type { NoteCollector } from '../notes.ts';
import type { ReadContext } from '../options.ts';
import type { RawTable } from '../raw-table.ts';

/** A feature: its properties as text, its own id and its shape as GeoJSON text ('' for none). */
export interface Feature {
  readonly properties: KeyedRecord;
  readonly id?: string;
  readonly geometry: string;
}

interface FeatureTable {
  readonly name: string;
  readonly context: ReadContext;
  readonly crs?: string | undefined;
  features(notes?: NoteCollector): Iterable<Feature>;
}

/** Features as rows: `id` where features have one, the properties, `geometry` as GeoJSON text. */
export async function featureTable({
  name,
  context,
  crs,
  features,
}: FeatureTable): Promise<RawTable> {
  let hasIds = false;
  function* properties() {
    for (const { properties: record, id } of features()) {
      hasIds ||= id !== undefined;
      yield record;
    }
  }
  const named = await columnsOf(properties(), context);
  const idColumn = free('id', named);
  const geometryColumn = free('geometry', named);
  const columns = [...(hasIds ? [idColumn] : []), ...named, geometryColumn];
  function* records(notes: NoteCollector): Iterable<KeyedRecord> {
    const renamed = [hasIds ? idColumn : 'id', geometryColumn].filter((at) => at.includes('.'));
    if (renamed.length > 0) {
      notes.add('renamed-columns', undefined, renamed.join(', '), renamed.length);
    }
    let row = 0;
    for (const { properties: record, id, geometry } of features(notes)) {
      row += 1;
      if (geometry === '') notes.add('null-geometries', row);
      const ids: [string, string][] = id === undefined ? [] : [[idColumn, id]];
      yield new Map([...ids, ...record, [geometryColumn, geometry]]);
    }
  }
  return keyedTable({ name, context, columns, crs, records });
}

function free(name: string, taken: readonly string[]): string {
  let column = name;
  while (taken.includes(column)) column = `feature.${column}`;
  return column;
}
