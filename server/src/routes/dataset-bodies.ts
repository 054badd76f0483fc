import type { Viewer } from '@bada/shared';
import type { NodeColumn } from '@bada/shared/catalogue';
import { encodeCp949 } from '../engine/cp949.ts';
import type { DatasetAt, DatasetTables, PlainCell } from '../engine/dataset-tables.ts';
import type { WorkbookInput } from '../render/workbook-input.ts';

const LINE_END = '\r\n';
const BYTE_ORDER_MARK = '\uFEFF';

/** A dataset that is handed out to someone. */
export interface Handout {
  readonly tables: DatasetTables;
  readonly viewer: Viewer;
  readonly at: DatasetAt;
  /** Aborts when the reader leaves. */
  readonly signal: AbortSignal;
}

/** The dataset as CSV, a block at a time: with a byte order mark in UTF-8, without one in CP949. */
export async function* csvBody(
  { tables, ...asked }: Handout,
  encoding: 'utf-8' | 'cp949',
): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder();
  const encode = encoding === 'utf-8' ? (text: string) => utf8.encode(text) : encodeCp949;
  const header = asked.at.node.columns.map(({ name }) => name).join(',');
  let before = `${encoding === 'utf-8' ? BYTE_ORDER_MARK : ''}${header}${LINE_END}`;
  for await (const lines of tables.csvLines(asked)) {
    yield encode(before + lines.map((line) => line + LINE_END).join(''));
    before = '';
  }
  if (before !== '') yield encode(before);
}

/** A cell in its own type: truth values come as text. */
function ownCell(cell: PlainCell, { type }: Pick<NodeColumn, 'type'>): PlainCell | boolean {
  return type === 'BOOLEAN' && cell !== null ? cell === 'true' : cell;
}

function recordOf(columns: readonly NodeColumn[], cells: readonly PlainCell[]): string {
  const entries = columns.map((column, at) => [column.name, ownCell(cells[at] ?? null, column)]);
  return JSON.stringify(Object.fromEntries(entries));
}

/** The dataset as a JSON array of records, a block at a time. */
export async function* jsonBody({ tables, ...asked }: Handout): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder();
  let before = '[\n';
  for await (const rows of tables.rows(asked, 'plain')) {
    const records = rows.map((row) => recordOf(asked.at.node.columns, row)).join(',\n');
    yield utf8.encode(before + records);
    before = ',\n';
  }
  yield utf8.encode(before === '[\n' ? '[]\n' : '\n]\n');
}

/** What a reader of the file must know without the catalogue, in both languages. */
function aboutRows({ node, manifest }: DatasetAt): string[][] {
  const both = ({ ko, en }: { ko: string; en: string }) => [ko, en];
  return [
    ['자료 Dataset', ...both(node.title)],
    ['설명 Summary', ...both(node.summary)],
    ['제공 Publisher', ...both(node.publisher)],
    ['출처 Source', ...both(node.source)],
    ['소관 Owner', ...both(node.owner.name)],
    ['이용 조건 Licence', node.licence.id, ...(node.licence.note ? both(node.licence.note) : [])],
    ['기준일 As of', node.asOf],
    ['판 Version', node.version],
    ['발행 Manifest', manifest.id],
    ...node.caveats.map((caveat) => ['유의 Caveat', ...both(caveat)]),
    [],
    ['열 Column', '이름 Korean name', 'English name', '단위 Unit', '용어 Term', '형 Type'],
    ...node.columns.map(({ name, title, unit, term, type }) => [
      name,
      ...both(title),
      unit ?? '',
      term ?? '',
      type,
    ]),
  ];
}

/** The dataset as a workbook: its rows, and a sheet about them. */
export async function sheetsOf({ tables, ...asked }: Handout): Promise<WorkbookInput> {
  const { at } = asked;
  const { columns } = at.node;
  const rows: (PlainCell | boolean)[][] = [columns.map(({ name }) => name)];
  for await (const block of tables.rows(asked, 'sheet')) {
    for (const row of block) {
      rows.push(columns.map((column, place) => ownCell(row[place] ?? null, column)));
    }
  }
  const placesOf = (wanted: string) =>
    columns.flatMap(({ type }, place) => (type === wanted ? [place] : []));
  return {
    sheets: [
      { name: '자료 Data', rows, dates: placesOf('DATE'), moments: placesOf('TIMESTAMP') },
      { name: '설명 About', rows: aboutRows(at), dates: [] },
    ],
  };
}

/** A body that is made as it is read, and dropped when the reader leaves. The first block is made
 * at once, so that what cannot be read at all is an error and no broken file. */
export async function streamed(
  blocks: AsyncGenerator<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  let next: Promise<IteratorResult<Uint8Array>> | undefined = Promise.resolve(await blocks.next());
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await (next ?? blocks.next());
      next = undefined;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await blocks.return(undefined);
    },
  });
}
