import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { type Block, BlockTranscoder } from './transcode-block.ts';
import type { TranscodeTask } from './transcode-worker.ts';

const BLOCK = 4 * 1024 * 1024;

/** A CP949 file and where its UTF-8 goes. */
export interface Transcoding {
  readonly path: string;
  readonly size: number;
  readonly target: string;
  readonly threads: number;
  readonly signal?: AbortSignal | undefined;
  /** Hears of bytes of the file that are done. */
  readonly onBytes: (bytes: number) => void;
}

/** The engine would not read the lines as they are. */
class Unfit extends Error {}

/** The next block and where it goes, as soon as all before it are decoded. */
interface Turn {
  readonly block: Block;
  readonly at: Promise<number>;
  readonly settle: (end: number) => void;
}

function turnsOf(size: number): () => Turn | undefined {
  let from = 0;
  let at = Promise.resolve(0);
  return () => {
    if (from >= size) return undefined;
    const block = { from, to: Math.min(size, from + BLOCK) };
    const { promise, resolve } = Promise.withResolvers<number>();
    const turn = { block, at, settle: resolve };
    from = block.to;
    at = promise;
    return turn;
  };
}

async function ask(
  worker: Worker,
  task: TranscodeTask,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const answer = once(worker, 'message', signal ? { signal } : {});
  worker.postMessage(task);
  const [message] = await answer;
  return message;
}

async function takeTurns(
  worker: Worker,
  next: () => Turn | undefined,
  { signal, onBytes }: Transcoding,
): Promise<void> {
  for (let turn = next(); turn; turn = next()) {
    const bytes = await ask(worker, { decode: turn.block }, signal);
    if (typeof bytes !== 'number') throw new Unfit();
    const at = await turn.at;
    turn.settle(at + bytes);
    await ask(worker, { writeAt: at }, signal);
    onBytes(turn.block.to - turn.block.from);
  }
}

async function inThreads(job: Transcoding): Promise<void> {
  const { path, size, target } = job;
  const file = new URL('./transcode-worker.ts', import.meta.url);
  const count = Math.min(job.threads, Math.ceil(size / BLOCK));
  const workers = Array.from(
    { length: count },
    () => new Worker(file, { workerData: { path, size, target } }),
  );
  const next = turnsOf(size);
  try {
    await Promise.all(workers.map((worker) => takeTurns(worker, next, job)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** A small file is done before a thread has started. */
function here({ path, size, target, onBytes }: Transcoding): void {
  const transcoder = new BlockTranscoder({ path, size, target });
  try {
    if (transcoder.decode({ from: 0, to: size }) === undefined) throw new Unfit();
    transcoder.write(0);
    onBytes(size);
  } finally {
    transcoder.close();
  }
}

/** Copies a CP949 file as UTF-8, its blocks in threads of their own.
 * @returns whether the engine reads its lines as they are: none is blank, none too long
 * @throws the signal's abort, errors of the file system */
export async function transcodeFile(job: Transcoding): Promise<boolean> {
  job.signal?.throwIfAborted();
  await writeFile(job.target, '');
  try {
    if (job.size <= BLOCK) here(job);
    else await inThreads(job);
    return true;
  } catch (error) {
    if (error instanceof Unfit) return false;
    throw error;
  }
}
