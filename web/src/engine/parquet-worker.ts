import initParquet, { ParquetFile } from 'parquet-wasm';
import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';

/** What to decode: chosen columns and row groups of one Parquet file. */
export interface DecodeRequest {
  readonly id: number;
  readonly url: string;
  /** SHA-256 of the whole file. */
  readonly hash: string;
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

/** Damaged bytes may still decode, into other figures. */
async function refuseDamaged(file: Blob, hash: string): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const found = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
  if (found.join('') !== hash) throw new Error('the file does not have the bytes of its name');
}

async function open({ url, hash, bytes }: DecodeRequest): Promise<ParquetFile> {
  if (bytes > WHOLE_FILE_BYTES) return ParquetFile.fromUrl(new URL(url, self.location.href).href);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`extract answered ${response.status}`);
  const file = await response.blob();
  await refuseDamaged(file, hash);
  return ParquetFile.fromFile(file);
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
