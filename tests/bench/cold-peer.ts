import { openDuckDb } from '../../web/src/engine/duckdb-instance.ts';

/** When a peer's page showed what, in milliseconds since the navigation began. */
export interface PeerMarks {
  engine?: number;
  kpi?: number;
  chart?: number;
  map?: number;
  /** A map with names that can be moved; no peer has one. */
  movable?: number;
}

declare global {
  interface Window {
    peerMarks: PeerMarks;
  }
}

window.peerMarks = {};

/** Share of residents of 65 and more; the dataset and formula of the product's own first card. */
const SHARE = '100.0 * sum(persons) filter (age_from >= 65) / sum(persons)';

/** What all pages show, in SQL over the attached data. */
export const QUESTIONS = {
  kpi: `select ${SHARE} as value from population where period = (select max(period) from population)`,
  trend: `select period, ${SHARE} as value from population group by period order by period`,
  districts: `select place, ${SHARE} as value from population
    where period = (select max(period) from population) group by place order by place`,
} as const;

/** Sets a mark when what is in the document now has been painted. */
export function mark(name: keyof PeerMarks): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() =>
      setTimeout(() => {
        window.peerMarks[name] = performance.now();
        resolve();
      }),
    );
  });
}

/** Resolves when there is something in the document that a selector finds. */
export async function drawn(selector: string): Promise<void> {
  while (!document.querySelector(selector)) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Starts the engine, its data fetched meanwhile and attached. */
export async function openTwin() {
  const [db, bytes] = await Promise.all([
    openDuckDb(),
    fetch('/twin.duckdb').then((response) => response.arrayBuffer()),
  ]);
  await db.registerFileBuffer('twin.duckdb', new Uint8Array(bytes));
  const connection = await db.connect();
  await connection.query(`attach 'twin.duckdb' as twin (read_only)`);
  await connection.query('use twin');
  window.peerMarks.engine = performance.now();
  const rows = async (sql: string): Promise<unknown[][]> => {
    const result = await connection.query(sql);
    return Array.from({ length: result.numRows }, (_, row) =>
      result.schema.fields.map((_, column) => result.getChildAt(column)?.get(row)),
    );
  };
  return { db, connection, rows };
}

/** Writes the one figure. */
export function showKpi(rows: unknown[][]): Promise<void> {
  const element = document.getElementById('kpi');
  if (element) element.textContent = `${Number(rows[0]?.[0]).toFixed(1)} %`;
  return mark('kpi');
}
