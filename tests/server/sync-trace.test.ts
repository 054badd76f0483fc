import { expect, test } from 'vitest';
import { countSynced } from '../drills/sync-before-answer.ts';

const WRITE = '9 pwrite64(23</home/bada.sqlite-wal>, "...", 4120, 32) = 4120';
const SYNC = '9 fdatasync(23</home/bada.sqlite-wal>) = 0';
const ANSWER = '9 writev(30<socket:[1]>, [{iov_base="HTTP/1.1 201 Created"...}], 2) = 700';
const OTHER = '9 write(1<pipe:[2]>, "x", 1) = 1';

test.each([
  ['synced in time', [WRITE, WRITE, SYNC, OTHER, ANSWER], 1],
  ['answered before the sync', [WRITE, ANSWER, SYNC], 0],
  ['a write after the sync', [WRITE, SYNC, WRITE, ANSWER], 0],
  ['an answer without any write', [WRITE, SYNC, ANSWER, ANSWER], 1],
  ['two saves', [WRITE, SYNC, ANSWER, WRITE, SYNC, ANSWER], 2],
])('a trace tells whether saves were synced before their answer: %s', (_name, lines, synced) => {
  expect(countSynced(lines).synced).toBe(synced);
});
