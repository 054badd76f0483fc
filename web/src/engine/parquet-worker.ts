import initParquet, { ParquetFile } from 'parquet-wasm';
import parquetWasm from 'parquet-wasm/esm/parquet_wasm_bg.wasm?url';
import type { ByteRange } from './chunk-plan.ts';
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
  /** Where these lie, the footer included: what is told is fetched at once, the rest as it is read. */
  readonly chunks?: readonly ByteRange[];
}

/** The rows as an Arrow IPC stream with what had to be fetched, or why they could not be read. */
export type DecodeReply =
  | { readonly id: number; readonly ipc: Uint8Array; readonly fetched: number }
  | { readonly id: number; readonly error: string };

/** Below this size one plain request is faster than reading ranges, and the whole can be checked. */
const WHOLE_FILE_BYTES = 4_000_000;

interface Opened {
  readonly url: string;
  readonly bytes: ExtractBytes;
  readonly file: ParquetFile;
}

const ready = initParquet({ module_or_path: parquetWasm });
const store = new ChunkStore();
let opened: Opened | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** Damaged bytes may still decode, into other figures. */
async function refuseDamaged(bytes: Uint8Array<ArrayBuffer>, hash: string): Promise<void> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const found = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
  if (found.join('') !== hash) throw new Error('the file does not have the bytes of its name');
}

function addressOf(url: string): string {
  return new URL(url, self.location.href).href;
}

function close(): void {
  opened?.file.free();
  opened = undefined;
}

async function open({ url, hash, bytes: size, chunks = [] }: DecodeRequest): Promise<Opened> {
  if (opened?.url === url) return opened;
  close();
  const address = addressOf(url);
  const bytes = new ExtractBytes(address, store);
  await store.use(address);
  if (size <= WHOLE_FILE_BYTES) {
    const whole = { start: 0, end: size };
    await bytes.load([whole]);
    await refuseDamaged(await bytes.read(whole), hash);
  } else {
    await bytes.load(chunks);
  }
  const file = await ParquetFile.fromFile(new RangedBlob(bytes, size));
  opened = { url, bytes, file };
  return opened;
}

async function decodeOnce(request: DecodeRequest): Promise<{ ipc: Uint8Array; fetched: number }> {
  await ready;
  const { columns, rowGroups, chunks = [] } = request;
  const before = opened?.url === request.url ? opened.bytes.fetched : 0;
  const { bytes, file } = await open(request);
  if (request.bytes > WHOLE_FILE_BYTES) await bytes.load(chunks);
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
