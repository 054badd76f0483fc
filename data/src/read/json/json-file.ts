import type { ReadContext } from '../options.ts';
import type { ByteSource, RawFile } from '../raw-table.ts';
import { damaged, tooLarge } from '../source.ts';
import { findEncoding } from '../text/encoding.ts';
import { textOf } from '../text/text-stream.ts';
import { documentTables } from './document.ts';
import { geoJsonTable } from './geojson.ts';
import { JsonText } from './slices.ts';
import { ValueSplitter } from './splitter.ts';
import { streamedTable } from './streamed.ts';
import { topoJsonTables } from './topojson.ts';

/** Opens JSON, NDJSON, GeoJSON or TopoJSON. Arrays and NDJSON are streamed, one document is held in memory.
 * @throws BadaError `read.damaged`, `read.too-large` and those of text */
export async function openJson(source: ByteSource, context: ReadContext): Promise<RawFile> {
  const { encoding } = await findEncoding(source, context);
  const text = () => textOf(source, encoding);
  const name = source.name.replace(/\.[^.]*$/, '');
  const layout = await layoutOf(text(), context);
  if (layout !== 'document') {
    const table = await streamedTable({ name, text, layout, context });
    return { format: 'json', encoding, tables: [table], notes: [] };
  }
  const json = new JsonText(await wholeText(text(), context), context);
  return { encoding, ...(await openDocument(name, json, context)) };
}

async function openDocument(
  name: string,
  json: JsonText,
  context: ReadContext,
): Promise<Omit<RawFile, 'encoding'>> {
  const root = json.root();
  const members = json.kind(root) === 'object' ? json.members(root) : [];
  const type = members.find(({ key }) => key === 'type');
  switch (type && json.cell(type)) {
    case 'FeatureCollection':
      return {
        format: 'geojson',
        tables: [await geoJsonTable({ name, json, members, context })],
        notes: [],
      };
    case 'Topology':
      return {
        format: 'topojson',
        tables: await topoJsonTables(json, members, context),
        notes: [],
      };
    default:
      return { format: 'json', ...(await documentTables({ name, json, root, context })) };
  }
}

/** An array is streamed; so are values one after the other; anything else is one document. */
async function layoutOf(
  text: AsyncIterable<string>,
  context: ReadContext,
): Promise<'array' | 'sequence' | 'document'> {
  const splitter = new ValueSplitter('sequence', context);
  let values = 0;
  let isStarted = false;
  for await (const chunk of text) {
    if (!isStarted && /^\s*\[/.test(chunk)) return 'array';
    isStarted ||= /\S/.test(chunk);
    values += splitter.push(chunk).length;
    if (values > 1) return 'sequence';
  }
  if (!isStarted) throw damaged(context, 'JSON', 1, 'no value');
  return values + splitter.end().length > 1 ? 'sequence' : 'document';
}

async function wholeText(text: AsyncIterable<string>, context: ReadContext): Promise<string> {
  const limit = context.limits.wholeBytes;
  let whole = '';
  for await (const chunk of text) {
    whole += chunk;
    if (whole.length > limit) throw tooLarge(context, 'size', limit);
  }
  return whole;
}
