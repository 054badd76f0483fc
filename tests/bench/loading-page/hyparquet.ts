import { dateDay, float64, int32, tableFromArrays, tableToIPC, utf8 } from '@uwdata/flechette';
import { parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const TYPES = {
  place: utf8(),
  stop: int32(),
  period: dateDay(),
  day_type: utf8(),
  hour: int32(),
  passengers: int32(),
  amount: float64(),
};

/** Reads columns by hyparquet, in plain JavaScript, into an Arrow stream that the engine takes. */
export async function arrowOfParquet(
  bytes: Uint8Array,
  columns: readonly string[],
): Promise<Uint8Array> {
  const found = new Map<string, unknown[]>(columns.map((name) => [name, []]));
  await parquetRead({
    file: Uint8Array.from(bytes).buffer,
    columns: [...columns],
    compressors,
    onChunk({ columnName, columnData }) {
      const column = found.get(columnName);
      for (const value of Array.from(columnData)) column?.push(value);
    },
  });
  const types = Object.fromEntries(
    Object.entries(TYPES).filter(([name]) => columns.includes(name)),
  );
  const ipc = tableToIPC(tableFromArrays(Object.fromEntries(found), { types }), {
    format: 'stream',
  });
  if (!ipc) throw new Error('the table could not be written');
  return ipc;
}
