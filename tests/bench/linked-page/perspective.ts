import { init_client, init_server, worker } from '@perspective-dev/client';
import clientWasm from '@perspective-dev/client/dist/wasm/perspective-js.wasm?url';
import serverWasm from '@perspective-dev/server/dist/wasm/perspective-server.wasm?url';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { type Brush, type BrushSums, type Contestant, type Rows, SIZES } from './contest.ts';

function arrowOf({ day, hour, kind, place, passengers }: Rows): ArrayBuffer {
  const wide = (values: ArrayLike<number>) => Int32Array.from(values);
  const columns = { hour, kind, place, passengers, day };
  const table = tableFromArrays(
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, wide(values)])),
  );
  const ipc = tableToIPC(table, { format: 'stream' });
  if (!ipc) throw new Error('the table could not be written');
  return Uint8Array.from(ipc).buffer;
}

/** Perspective: three views over one table, made anew with the filter of each brush. */
export async function perspectiveContestant(rows: Rows): Promise<Contestant> {
  init_server(fetch(serverWasm));
  init_client(fetch(clientWasm));
  const client = await worker();
  const table = await client.table(arrowOf(rows));
  const ask = async ([from, to]: Brush, by: string, agg: 'count' | 'sum', size: number) => {
    const view = await table.view({
      group_by: [by],
      columns: ['passengers'],
      aggregates: { passengers: agg },
      filter: [
        ['day', '>=', from],
        ['day', '<', to],
      ],
    });
    const found = await view.to_columns();
    await view.delete();
    const sums = Array.from({ length: size }, () => 0);
    // The first row is the total.
    for (const [at, path] of (found.__ROW_PATH__ ?? []).entries()) {
      const [key] = Array.isArray(path) ? path : [];
      if (key !== undefined) sums[Number(key)] = Number(found.passengers?.[at] ?? 0);
    }
    return sums;
  };
  let sums: BrushSums = [[], [], []];
  return {
    enter: async () => undefined,
    async brush(brush) {
      sums = await Promise.all([
        ask(brush, 'hour', 'count', SIZES.hours),
        ask(brush, 'kind', 'sum', SIZES.kinds),
        ask(brush, 'place', 'count', SIZES.places),
      ]);
    },
    sums: () => sums,
  };
}
