import initParquet, { ParquetFile } from 'parquet-wasm';
import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import type { Chunk } from './chunk-plan.ts';
import { ChunkStore } from './chunk-store.ts';
import { ExtractBytes, RangedBlob } from './extract-bytes.ts';
import { holdLifeLine } from './life-line.ts';

/** What to decode: chosen columns and row groups of one Parquet file. */
export interface DecodeRequest {
  readonly id: number;
  readonly url: string;
  /** SHA-256 of the whole file. */
  readonly hash: string;
  readonly bytes: number;
  readonly columns: readonly string[];
  readonly rowGroups: readonly number[];
  /** Where these lie, the footer included; without it the whole file is fetched. */
  readonly chunks?: readonly Chunk[];
}

/** The rows as an Arrow IPC stream with what had to be fetched, or why they could not be read. */
export type DecodeReply =
  | { readonly id: number; readonly ipc: Uint8Array; readonly fetched: number }
  | { readonly id: number; readonly error: string };

interface Opened {
  readonly url: string;
  readonly bytes: ExtractBytes;
  readonly file: ParquetFile;
}

const ready = initParquet({ module_or_path: parquetWasm });
const store = new ChunkStore();
let opened: Opened | undefined;
let turn: Promise<unknown> = Promise.resolve();

function addressOf(url: string): string {
  return new URL(url, self.location.href).href;
}

function close(): void {
  opened?.file.free();
  opened = undefined;
}

function chunksOf({ bytes, hash, chunks }: DecodeRequest): readonly Chunk[] {
  return chunks ?? [{ start: 0, end: bytes, hash }];
}

async function open(request: DecodeRequest): Promise<Opened> {
  const { url, bytes: size } = request;
  if (opened?.url === url) return opened;
  close();
  const address = addressOf(url);
  const bytes = new ExtractBytes(address, store);
  await store.use(address);
  await bytes.load(chunksOf(request));
  const file = await ParquetFile.fromFile(new RangedBlob(bytes, size));
  opened = { url, bytes, file };
  return opened;
}

async function decodeOnce(request: DecodeRequest): Promise<{ ipc: Uint8Array; fetched: number }> {
  await ready;
  const { columns, rowGroups } = request;
  const before = opened?.url === request.url ? opened.bytes.fetched : 0;
  const { bytes, file } = await open(request);
  await bytes.load(chunksOf(request));
  const table = await file.read({ columns: [...columns], rowGroups: [...rowGroups] });
  return { ipc: table.intoIPCStream(), fetched: bytes.fetched - before };
}

/** What is kept here may have come to harm; the second try has everything from the server. */
async function decode(request: DecodeRequest): Promise<{ ipc: Uint8Array; fetched: number }> {
  try {
    return await decodeOnce(request);
  } catch (error) {
    close();
    if (!(await store.forget(addressOf(request.url)))) throw error;
  }
  try {
    return await decodeOnce(request);
  } catch (error) {
    close();
    throw error;
  }
}

async function reply(request: DecodeRequest): Promise<void> {
  const { id } = request;
  try {
    const { ipc, fetched } = await decode(request);
    self.postMessage({ id, ipc, fetched } satisfies DecodeReply, { transfer: [ipc.buffer] });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    self.postMessage({ id, error: why } satisfies DecodeReply);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<DecodeRequest | 'close'>) => {
  turn = turn.then(() => (data === 'close' ? close() : reply(data)));
});
holdLifeLine(self.name);
