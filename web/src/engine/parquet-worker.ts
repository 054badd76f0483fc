import initParquet, { ParquetFile } from 'parquet-wasm';
import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';

/** What to decode: chosen columns and row groups of one Parquet file. */
export interface DecodeRequest {
  readonly id: number;
  readonly url: string;
  readonly bytes: number;
  readonly columns: readonly string[];
  readonly rowGroups: readonly number[];
}

/** The rows as an Arrow IPC stream, or why they could not be read. */
export type DecodeReply =
  | { readonly id: number; readonly ipc: Uint8Array }
  | { readonly id: number; readonly error: string };

/** Below this size one plain request is faster than reading ranges. */
const WHOLE_FILE_BYTES = 4_000_000;

const ready = initParquet({ module_or_path: parquetWasm });

async function open({ url, bytes }: DecodeRequest): Promise<ParquetFile> {
  if (bytes > WHOLE_FILE_BYTES) return ParquetFile.fromUrl(new URL(url, self.location.href).href);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`extract answered ${response.status}`);
  return ParquetFile.fromFile(await response.blob());
}

async function decode(request: DecodeRequest): Promise<Uint8Array> {
  await ready;
  const file = await open(request);
  try {
    const table = await file.read({
      columns: [...request.columns],
      rowGroups: [...request.rowGroups],
    });
    return table.intoIPCStream();
  } finally {
    file.free();
  }
}

self.addEventListener('message', async ({ data }: MessageEvent<DecodeRequest>) => {
  try {
    const ipc = await decode(data);
    const reply: DecodeReply = { id: data.id, ipc };
    self.postMessage(reply, { transfer: [ipc.buffer] });
  } catch (error) {
    const reply: DecodeReply = {
      id: data.id,
      error: error instanceof Error ? error.message : String(error),
    };
    self.postMessage(reply);
  }
});
