import { Worker } from 'node:worker_threads';
import { BadaError, ERRORS, type ErrorCode } from '@bada/shared';
import type { IngestProgress } from '@bada/shared/intake';
import { type IngestOutcome, type IngestTask, ThreadMessage } from './ingest-task.ts';

/** A thread that does not stop when it is asked is ended. */
const PATIENCE_MS = 10_000;

function isCode(code: string): code is ErrorCode {
  return code in ERRORS;
}

/** Does a task in a thread of its own, so that a large workbook does not hold up the server.
 * @throws BadaError of the task, `ingest.cancelled` when the signal aborts; Error when the thread breaks */
export function runInThread(
  task: IngestTask,
  {
    signal,
    onProgress,
  }: { readonly signal: AbortSignal; readonly onProgress: (progress: IngestProgress) => void },
): Promise<IngestOutcome> {
  if (signal.aborted) return Promise.reject(new BadaError('ingest.cancelled'));
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./ingest-worker.ts', import.meta.url), { workerData: task });
    let patience: NodeJS.Timeout | undefined;
    const stop = () => {
      worker.postMessage('stop');
      patience = setTimeout(() => void worker.terminate(), PATIENCE_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (raw: unknown) => {
      const message = ThreadMessage.parse(raw);
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'outcome') resolve(message.outcome);
      else if (isCode(message.code)) reject(new BadaError(message.code, message.params));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', stop);
      reject(signal.aborted ? new BadaError('ingest.cancelled') : new Error('the thread ended'));
    });
  });
}
