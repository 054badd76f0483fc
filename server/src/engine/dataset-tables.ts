import { BadaError, datasetOf, type Manifest, tableOf, type Viewer } from '@bada/shared';
import {
  type DatasetNode,
  type DatasetProfile,
  type DatasetRows,
  type LostCharacters,
  rowsFile,
} from '@bada/shared/catalogue';
import type { LinkedNumbers, LinkedQuestion } from '@bada/shared/linked';
import { lostIn } from './cp949.ts';
import { linkedSql, MOST_LINKED_ROWS } from './dataset-linked.ts';
import { type Ask, profileDataset } from './dataset-profile.ts';
import {
  csvLinesSql,
  foreignTextsSql,
  pageSql,
  plainRowsSql,
  sheetRowsSql,
} from './dataset-sql.ts';
import { insideTable } from './duckdb-instance.ts';
import type { ServerEngine } from './server-engine.ts';
import { SingleFlight } from './single-flight.ts';

/** A dataset as it stands in a manifest. */
export interface DatasetAt {
  readonly manifest: Manifest;
  readonly node: DatasetNode;
}

/** The table with all counts of a dataset, for readers of its own department; its own where nothing is hidden. */
export function insideOf({ manifest, node }: DatasetAt): DatasetAt {
  const isCut = datasetOf(manifest, node.id).smallCells !== undefined;
  return isCut ? { manifest, node: { ...node, id: insideTable(node.id) } } : { manifest, node };
}

/** All rows of a dataset as they are asked for. */
export interface StreamOf {
  readonly viewer: Viewer;
  readonly at: DatasetAt;
  readonly signal: AbortSignal;
}

/** The table that holds what the viewer sees, as statements name it. */
function tableAt({ manifest, node }: DatasetAt): DatasetNode {
  const dataset = manifest.datasets.find(({ id }) => id === node.id);
  return dataset?.cut ? { ...node, id: tableOf(dataset) } : node;
}

/** A cell of a sheet or a JSON record. */
export type PlainCell = string | number | null;

const MAX_KEPT = 200;
const MAX_LOSSES = 500;

function plainCell(value: unknown): PlainCell {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** Remembers what was worked out of immutable bytes. One that failed is tried again, and what nobody waits for any more
 * is given up. */
class Once<T extends object> {
  readonly #kept = new Map<string, T>();
  readonly #flights = new SingleFlight<T>();

  async get(
    key: string,
    { viewer, signal }: { viewer: Viewer; signal: AbortSignal },
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const found = await this.#flights.do(key, { owner: viewer.id, signal }, work);
    this.#kept.set(key, found);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return found;
  }
}

/** The rows of single datasets: pages of them, what their columns hold, and all of them as streams. */
export class DatasetTables {
  readonly #engine: ServerEngine;
  readonly #profiles = new Once<DatasetProfile>();
  readonly #losses = new Once<LostCharacters>();

  constructor(engine: ServerEngine) {
    this.#engine = engine;
  }

  /** @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async page(
    viewer: Viewer,
    at: DatasetAt,
    { limit, offset, signal }: { limit: number; offset: number; signal: AbortSignal },
  ): Promise<DatasetRows> {
    const found = await this.#ask(viewer, at, signal)(pageSql(tableAt(at)), [limit, offset]);
    const columns = at.node.columns.map(({ name }) => name);
    const length = found[columns[0] ?? '']?.length ?? 0;
    const rows = Array.from({ length }, (_, row) =>
      columns.map((name) => found[name]?.[row] ?? null),
    );
    return { columns, rows, offset, total: at.node.rows };
  }

  /** Worked out once per extract.
   * @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  profile(viewer: Viewer, at: DatasetAt, signal: AbortSignal): Promise<DatasetProfile> {
    return this.#profiles.get(keyOf(viewer, at), { viewer, signal }, (shared) =>
      profileDataset(tableAt(at), this.#ask(viewer, at, shared)),
    );
  }

  /** Characters that a CP949 file of the dataset would lose; worked out once per extract.
   * @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  losses(viewer: Viewer, at: DatasetAt, signal: AbortSignal): Promise<LostCharacters> {
    return this.#losses.get(keyOf(viewer, at), { viewer, signal }, (shared) =>
      this.#findLosses(viewer, at, shared),
    );
  }

  /** Numbers of linked views.
   * @throws BadaError `request.invalid`, `extract.corrupt`; the signal's reason when it aborts */
  async linked(
    viewer: Viewer,
    at: DatasetAt,
    question: LinkedQuestion,
    signal: AbortSignal,
  ): Promise<LinkedNumbers> {
    const { sql, parameters } = linkedSql(tableAt(at), question);
    const found = await this.#ask(viewer, at, signal)(sql, parameters);
    if ((found.scan?.length ?? 0) > MOST_LINKED_ROWS) {
      const what = { ko: '나눈 칸이 너무 많습니다', en: 'there are too many slots' };
      throw new BadaError('request.invalid', { where: 'dimensions', what });
    }
    const columns = Object.entries(found).map(([name, cells]) => {
      return [name, cells.map((cell) => (cell === null ? null : Number(cell)))];
    });
    return Object.fromEntries(columns);
  }

  /** Lines of CSV without their ends and without a header, in blocks.
   * @throws BadaError `extract.corrupt` */
  async *csvLines(asked: StreamOf): AsyncGenerator<string[]> {
    for await (const rows of this.#stream(asked, csvLinesSql(tableAt(asked.at)))) {
      yield rows.map(([line]) => String(line));
    }
  }

  /** Rows in blocks, cells in the order of the columns; `sheet` has dates as a sheet's day numbers.
   * @throws BadaError `extract.corrupt` */
  rows(asked: StreamOf, form: 'plain' | 'sheet'): AsyncGenerator<PlainCell[][]> {
    const node = tableAt(asked.at);
    return this.#stream(asked, form === 'plain' ? plainRowsSql(node) : sheetRowsSql(node));
  }

  async *#stream({ viewer, at, signal }: StreamOf, sql: string): AsyncGenerator<PlainCell[][]> {
    const statement = { manifest: at.manifest, dataset: tableAt(at).id, sql, parameters: [] };
    for await (const rows of this.#engine.stream(viewer, statement, signal)) {
      yield rows.map((row) => row.map(plainCell));
    }
  }

  #ask(viewer: Viewer, at: DatasetAt, signal: AbortSignal): Ask {
    const { manifest } = at;
    const { id: dataset } = tableAt(at);
    return (sql, parameters = []) =>
      this.#engine.select(viewer, { manifest, dataset, sql, parameters }, signal);
  }

  async #findLosses(viewer: Viewer, at: DatasetAt, signal: AbortSignal): Promise<LostCharacters> {
    const losses: LostCharacters['losses'] = [];
    let total = 0;
    for (const column of at.node.columns.filter(({ type }) => type === 'VARCHAR')) {
      const {
        value = [],
        n = [],
        first_row: first = [],
      } = await this.#ask(viewer, at, signal)(foreignTextsSql(tableAt(at), column));
      for (const [row, text] of value.entries()) {
        const lost = lostIn(String(text));
        if (lost.length === 0) continue;
        const rows = Number(n[row]);
        total += lost.length * rows;
        const characters = [...new Set(lost)];
        const firstRow = Number(first[row]);
        losses.push({ column: column.name, value: String(text), characters, rows, firstRow });
      }
    }
    return { total, losses: losses.slice(0, MAX_LOSSES) };
  }
}

function keyOf(viewer: Viewer, { node }: DatasetAt): string {
  return `${viewer.class}/${node.id}/${rowsFile(node).hash}`;
}
