import { ParquetDecoder } from '@bada/web/src/engine/parquet-decoder.ts';
import { expect, test } from 'vitest';

/** A worker whose code could not be loaded: it says so once and answers nothing. */
class DeadWorker extends EventTarget implements Worker {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  postMessage(): void {}
  terminate(): void {}

  die(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

const part = {
  url: '/extracts/open/x.parquet',
  hash: 'x',
  bytes: 1,
  columns: ['place'],
  rowGroups: [0],
};

test('a worker that died before it was asked refuses every later question', async () => {
  const worker = new DeadWorker();
  const decoder = new ParquetDecoder(worker);
  worker.die('no such script');
  await expect(decoder.decode(part)).rejects.toThrow('no such script');
});

test('a worker that dies leaves nobody waiting', async () => {
  const worker = new DeadWorker();
  const decoder = new ParquetDecoder(worker);
  const waiting = decoder.decode(part);
  worker.die('out of memory');
  await expect(waiting).rejects.toThrow('out of memory');
});
