import { parentPort, workerData } from 'node:worker_threads';
import { type Block, BlockTranscoder } from './transcode-block.ts';

/** What is asked of a thread: to decode a block, then to write it where it belongs. */
export type TranscodeTask = { readonly decode: Block } | { readonly writeAt: number };

const transcoder = new BlockTranscoder(workerData);

parentPort?.on('message', (task: TranscodeTask) => {
  if ('decode' in task) parentPort?.postMessage(transcoder.decode(task.decode));
  else parentPort?.postMessage(transcoder.write(task.writeAt));
});
