import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { previewBrought } from '@bada/data/build';
import { afterEach, expect, test } from 'vitest';
import { rowsOf, withBoundedDuckDb } from '../../../data/src/build/duckdb.ts';
import { temporary } from '../ingest/support.ts';
import { bring, policy } from './visits.ts';

const home = temporary();

afterEach(() => rmSync(home, { recursive: true, force: true }));

function options(signal: AbortSignal, onHidden: () => void = () => undefined) {
  const scratch = join(home, 'scratch');
  mkdirSync(scratch, { recursive: true });
  return {
    ...{ home, scratch, policy, signal, at: '2024-05-05T00:00:00Z', limit: 3 },
    hidden: () => {
      onHidden();
      return false;
    },
  };
}

test('a statement of hours stops when it is told to, and the reason is kept', async () => {
  const scratch = temporary();
  const signal = AbortSignal.timeout(50);
  const endless = 'select sum(hash(a.range * b.range)) from range(1000000) a, range(1000000) b';
  const began = performance.now();
  const work = withBoundedDuckDb(scratch, (connection) => rowsOf(connection, endless), signal);
  await expect(work).rejects.toThrow(/timeout/);
  expect(performance.now() - began).toBeLessThan(5000);
  rmSync(scratch, { recursive: true });
});

test('a preview that is told to stop judges nothing and leaves nothing outside its folder', async () => {
  const dataset = await bring(['26110,2024-01,3', '26140,2024-01,5']);
  const reason = new Error('enough');
  const stopped = previewBrought({ ...options(AbortSignal.abort(reason)), datasets: [dataset] });
  await expect(stopped).rejects.toBe(reason);
  const midway = new AbortController();
  const late = previewBrought({
    ...options(midway.signal, () => midway.abort(reason)),
    datasets: [dataset],
  });
  await expect(late).rejects.toBe(reason);
  expect(existsSync(join(home, 'extracts'))).toBe(false);
  expect(readdirSync(home)).toEqual(['scratch']);
});
