import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Bench, type Finding, ms, ratio, type Table } from './report.ts';

const ROWS = [200_000, 2_000_000];

const Done = z.object({
  first: z.number(),
  next: z.number(),
  stop: z.number(),
  published: z.number(),
  peak: z.number(),
});

const run = promisify(execFile);

/** One size in a process of its own, so that its memory is its own. */
async function rowOf(rows: number): Promise<string[]> {
  const script = join(import.meta.dirname, 'preview-run.ts');
  const { stdout } = await run(process.execPath, [script, String(rows)]);
  const { first, next, stop, published, peak } = Done.parse(JSON.parse(stdout));
  return [
    rows.toLocaleString('en-US'),
    ms(first),
    ms(next),
    ms(published),
    ratio(first, published),
    ms(stop),
    `${Math.round(peak / 1_000_000)}`,
  ];
}

async function measure(): Promise<Finding> {
  const rows: Table[number][] = [];
  for (const size of ROWS) rows.push(await rowOf(size));
  return {
    title: 'Preview of publishing',
    method:
      'Generated uses of 20,000 stops by month (place, month, stop, count), taken in from CSV. Then, in one process: the preview of the first version, another that is told to stop halfway, publishing itself (the peer), and the preview of the same rows as the next version. Once each. Memory is the most that the process ever held, taking in and publishing included.',
    tables: [
      {
        caption: '**Time of a preview, and until a stopped one has ended**',
        rows: [
          ['rows', 'first ms', 'next ms', 'publish ms', 'first to publish', 'stop ms', 'peak MB'],
          ...rows,
        ],
      },
    ],
    notes: [
      '**What bounds it.** A preview does what publishing does but for keeping it: all rows are written as an extract in their order, and the quality rules run over it in one scan. One at a time, with one thread and 1 GB of memory for the engine; what does not fit goes to disk. Rows are never sampled, so what it says is what the gate will say.',
      '**What would move it.** Judging the rows where they lie, without writing them in order first; the hash that the verdict bears would then be missing.',
    ],
  };
}

/** How long it takes to be told what publishing would lead to. */
export const preview: Bench = { name: 'preview', run: measure };
