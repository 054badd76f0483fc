import type { DecodeReply, DecodeRequest } from './parquet-worker.ts';
import { UnreadableExtract } from './unreadable-extract.ts';

interface Waiting {
  resolve(ipc: Uint8Array): void;
  reject(error: Error): void;
}

/** Decodes Parquet in a worker of its own, so that neither page nor engine waits. */
export class ParquetDecoder {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;
  /** Why the worker can decode nothing any more. */
  #failure: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => this.#settle(data));
    worker.addEventListener('error', (event) => this.#failAll(new Error(event.message)));
  }

  #settle(reply: DecodeReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('ipc' in reply) waiting?.resolve(reply.ipc);
    else waiting?.reject(new UnreadableExtract(reply.error));
  }

  #failAll(error: Error): void {
    this.#failure = error;
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }

  /** Fetches and decodes part of a file into an Arrow IPC stream.
   * @throws UnreadableExtract */
  decode(request: Omit<DecodeRequest, 'id'>): Promise<Uint8Array> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id } satisfies DecodeRequest);
    });
  }

  close(): void {
    this.#worker.terminate();
    this.#failAll(new Error('the decoder was closed'));
  }
}
