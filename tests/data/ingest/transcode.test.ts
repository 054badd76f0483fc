import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { transcodeFile } from '../../../data/src/build/ingest/transcode.ts';
import { BlockTranscoder } from '../../../data/src/build/ingest/transcode-block.ts';
import { mappingOf, takeText, temporary } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'bada-transcode-'));
const path = join(folder, 'in.csv');
const target = join(folder, 'out.csv');

function written(bytes: Buffer) {
  writeFileSync(path, bytes);
  writeFileSync(target, '');
  return { path, size: bytes.length, target };
}

const ROW = '부산광역시 해운대구,국민체육센터 3호,똠방각하,17\n';
/** Several blocks; their edges fall on every place of a row. */
const LARGE = ROW.repeat(260_000);

test('a large file is decoded whole and in order, by however many threads', async () => {
  const bytes = iconv.encode(`시설,건수\n${LARGE}끝`, 'cp949');
  const heard: number[] = [];
  const job = { ...written(bytes), threads: 3, onBytes: (done: number) => heard.push(done) };
  expect(await transcodeFile(job)).toBe(true);
  expect(readFileSync(target, 'utf8')).toBe(`시설,건수\n${LARGE}끝`);
  expect(heard.length).toBeGreaterThan(2);
  expect(heard.reduce((sum, done) => sum + done, 0)).toBe(bytes.length);
});

test.each([
  ['a blank line in a later block', `${LARGE}\n${ROW}`],
  ['a blank line of two characters', `${LARGE}\r\n${ROW}`],
  ['a line that is too long for the engine', `${ROW}${'가'.repeat(10_000_000)}\n`],
])('%s is left to the careful reader', async (_, text) => {
  const job = { ...written(iconv.encode(text, 'cp949')), threads: 2, onBytes: () => undefined };
  expect(await transcodeFile(job)).toBe(false);
});

test('an abort ends the threads and nothing is written any more', async () => {
  const controller = new AbortController();
  const heard: number[] = [];
  const running = transcodeFile({
    ...written(iconv.encode(LARGE, 'cp949')),
    threads: 2,
    signal: controller.signal,
    onBytes: (done) => {
      heard.push(done);
      controller.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(heard).toHaveLength(1);
});

test('an ingest that is stopped while threads decode its file leaves nothing behind', async () => {
  const parent = temporary();
  const controller = new AbortController();
  const phases: string[] = [];
  const column = { name: 'place', from: '구', type: 'text' };
  const running = takeText(
    `구\n${'해운대구\n'.repeat(600_000)}`,
    mappingOf({ columns: [column] }),
    {
      encoding: 'cp949',
      output: join(parent, 'out'),
      signal: controller.signal,
      onProgress: ({ phase }) => {
        phases.push(phase);
        controller.abort();
      },
    },
  );
  await expect(running).rejects.toMatchObject({ code: 'ingest.cancelled' });
  expect(phases).toEqual(['reading']);
  expect(readdirSync(parent)).toEqual([]);
});

test('an error in a thread is the caller’s', async () => {
  const job = written(iconv.encode(LARGE, 'cp949'));
  const gone = { ...job, path: join(folder, 'gone.csv'), threads: 2, onBytes: () => undefined };
  await expect(transcodeFile(gone)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('blocks of any size together are the file', () => {
  const line = fc.string({ unit: fc.constantFrom(...'a가똠\r,'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(
        line.filter((text) => text !== '\r'),
        { minLength: 1, maxLength: 20 },
      ),
      fc.constantFrom('', '\n'),
      fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
      (lines, end, sizes) => {
        const text = lines.join('\n') + end;
        const job = written(iconv.encode(text, 'cp949'));
        const transcoder = new BlockTranscoder(job);
        const edges = [0];
        for (const size of [...sizes, job.size]) {
          edges.push(Math.min(job.size, (edges.at(-1) ?? 0) + size));
        }
        let at = 0;
        try {
          for (const [index, to] of edges.slice(1).entries()) {
            const bytes = transcoder.decode({ from: edges[index] ?? 0, to });
            transcoder.write(at);
            at += bytes ?? Number.NaN;
          }
        } finally {
          transcoder.close();
        }
        expect(readFileSync(target, 'utf8')).toBe(text);
      },
    ),
    { numRuns: 300 },
  );
});
