import { Worker } from 'node:worker_threads';
import type { WorkbookInput } from './workbook-input.ts';

/** Writes an XLSX workbook. In a thread of its own, because a large one takes seconds of work.
 * @throws the signal's reason when it aborts */
export function renderWorkbook(
  input: WorkbookInput,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const file = new URL('./workbook-worker.ts', import.meta.url);
    const worker = new Worker(file, { workerData: input });
    const stop = () => {
      void worker.terminate();
      reject(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.once('message', (bytes: Uint8Array) => resolve(Uint8Array.from(bytes)));
    worker.once('error', reject);
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop);
      reject(new Error('the workbook was not written'));
    });
  });
}
