import { EngineDied } from './engine-died.ts';
import { onLifeLineLost } from './life-line.ts';
import type { DecodeReply, DecodeRequest } from './parquet-worker.ts';
import { UnreadableExtract } from './unreadable-extract.ts';

/** Rows as an Arrow IPC stream, and how many bytes came over the line for them. */
export interface Decoded {
  readonly ipc: Uint8Array;
  readonly fetched: number;
}

interface Waiting {
  resolve(decoded: Decoded): void;
  reject(error: Error): void;
}

/** Starts the decoder's worker; `onDeath` hears when it has ended. */
export function openDecoder(onDeath: () => void): ParquetDecoder {
  const lifeLine = `bada-decoder-${crypto.randomUUID()}`;
  const worker = new Worker(new URL('./parquet-worker.ts', import.meta.url), {
    type: 'module',
    name: lifeLine,
  });
  return new ParquetDecoder(worker, () => onLifeLineLost(lifeLine, onDeath));
}

/** Decodes Parquet in a worker of its own, so that neither page nor engine waits. */
export class ParquetDecoder {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  /** Why the worker can decode nothing any more. */
  #failure: Error | undefined;
  /** Watches the worker from its first sign of life on. */
  #watch: (() => void) | undefined;

  constructor(worker: Worker, watch: () => void = () => undefined) {
    this.#worker = worker;
    this.#watch = watch;
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => this.#settle(data));
    worker.addEventListener('error', (event) => this.#failAll(new EngineDied(event.message)));
  }

  #settle(reply: DecodeReply): void {
    this.#watch?.();
    this.#watch = undefined;
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('ipc' in reply) waiting?.resolve(reply);
    else waiting?.reject(new UnreadableExtract(reply.error));
  }

  #failAll(error: Error): void {
    this.#failure = error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }

  /** Fetches and decodes part of a file into an Arrow IPC stream.
   * @throws UnreadableExtract, EngineDied */
  decode(request: Omit<DecodeRequest, 'id'>): Promise<Decoded> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id } satisfies DecodeRequest);
    });
  }

  close(): void {
    this.#worker.terminate();
    this.#failAll(new EngineDied('the decoder was closed'));
  }
}
