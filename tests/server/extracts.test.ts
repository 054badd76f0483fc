import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { baseFile, datasetOf, Problem } from '@bada/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIXTURE_SHAPES } from '../support/fixture-extracts.ts';
import { openTestApp, type TestApp } from './support.ts';

let world: TestApp;
let path: string;
let bytes: Buffer;
let tag: string;

beforeAll(async () => {
  world = await openTestApp();
  const { hash } = baseFile(datasetOf(world.manifest, 'people-count'));
  path = `/extracts/open/${hash}.parquet`;
  tag = `"${hash}"`;
  bytes = readFileSync(join(world.folder, 'open', `${hash}.parquet`));
});

afterAll(() => world.close());

function get(headers: Record<string, string> = {}, method = 'GET') {
  return world.request(path, { method, headers });
}

async function bodyOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

/** Parts of a multipart body with the span each claims to be. */
function partsOf(body: Buffer, contentType: string) {
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? '';
  const text = body.toString('latin1');
  const sections = text.split(`--${boundary}`).slice(1, -1);
  expect(text.endsWith(`--${boundary}--\r\n`)).toBe(true);
  return sections.map((section) => {
    const split = section.indexOf('\r\n\r\n');
    const [, start, end, size] = /bytes (\d+)-(\d+)\/(\d+)/.exec(section.slice(0, split)) ?? [];
    const content = Buffer.from(section.slice(split + 4).replace(/\r\n$/, ''), 'latin1');
    return {
      start: Number(start),
      end: Number(end),
      size: Number(size),
      length: content.length,
      content,
    };
  });
}

/** All bytes of an answer, written where they claim to belong. */
async function written(response: Response): Promise<Map<number, number>> {
  const body = await bodyOf(response);
  expect(response.headers.get('content-length')).toBe(String(body.length));
  const type = response.headers.get('content-type') ?? '';
  const [, start = '0'] = /bytes (\d+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
  const parts = type.startsWith('multipart/')
    ? partsOf(body, type)
    : [{ start: Number(start), content: body }];
  return new Map(
    parts.flatMap((part) => [...part.content].map((byte, at) => [part.start + at, byte] as const)),
  );
}

describe('a whole file', () => {
  test('comes with its type, tag, length and immutable caching', async () => {
    const response = await get();
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/vnd.apache.parquet',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
      etag: tag,
    });
    expect(await bodyOf(response)).toEqual(bytes);
  });

  test('is never compressed on the way', async () => {
    const response = await get({ 'accept-encoding': 'br, gzip' });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await bodyOf(response)).toEqual(bytes);
  });

  test('of an internal class is kept privately', async () => {
    const { hash } = baseFile(datasetOf(world.manifest, 'staff-count'));
    const response = await world.request(`/extracts/internal/${hash}.parquet`, { method: 'HEAD' });
    expect(response.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  });

  test('is not sent again to who holds it', async () => {
    const response = await get({ 'if-none-match': `"other", ${tag}`, range: 'bytes=0-1' });
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toBe(tag);
  });

  test('geometry has its own type', async () => {
    const files = datasetOf(world.manifest, 'people-count').files;
    const geometry = files.find(({ role }) => role === 'geometry');
    const response = await world.request(`/extracts/open/${geometry?.hash}.geojson`);
    expect(response.headers.get('content-type')).toBe('application/geo+json');
    expect(await response.json()).toEqual(FIXTURE_SHAPES);
  });

  test('geometry travels compressed as a whole, a range of it and Parquet as they are', async () => {
    const files = datasetOf(world.manifest, 'people-count').files;
    const geometry = files.find(({ role }) => role === 'geometry');
    const address = `/extracts/open/${geometry?.hash}.geojson`;
    const headers = { 'accept-encoding': 'br' };
    const whole = await world.request(address, { headers });
    expect(whole.headers.get('content-encoding')).toBe('br');
    expect(JSON.parse(brotliDecompressSync(await bodyOf(whole)).toString())).toEqual(
      FIXTURE_SHAPES,
    );
    const part = await world.request(address, { headers: { ...headers, range: 'bytes=0-1999' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-encoding')).toBeNull();
    expect((await bodyOf(part)).length).toBe(2000);
    expect((await get(headers)).headers.get('content-encoding')).toBeNull();
  });
});

describe('ranges', () => {
  test('one range is a 206 of just those bytes', async () => {
    const response = await get({ range: 'bytes=4-9' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes 4-9/${bytes.length}`);
    expect(await bodyOf(response)).toEqual(bytes.subarray(4, 10));
  });

  test('several ranges are multipart', async () => {
    const response = await get({ range: 'bytes=0-3,-4' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-type')).toMatch(/^multipart\/byteranges; boundary=/);
    const type = response.headers.get('content-type') ?? '';
    const parts = partsOf(await bodyOf(response), type);
    expect(parts.map(({ content }) => content.toString())).toEqual(['PAR1', 'PAR1']);
    expect(parts.every(({ size }) => size === bytes.length)).toBe(true);
  });

  test('HEAD with a range tells the same without the bytes', async () => {
    const response = await get({ range: 'bytes=0-99' }, 'HEAD');
    expect(response.status).toBe(206);
    expect(response.headers.get('content-length')).toBe('100');
    expect(response.headers.get('content-range')).toBe(`bytes 0-99/${bytes.length}`);
    expect((await bodyOf(response)).length).toBe(0);
  });

  test('outside the file they are refused with its size', async () => {
    const response = await get({ range: `bytes=${bytes.length}-` });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
    expect(Problem.parse(await response.json()).code).toBe('extract.range');
  });

  test.each([
    ['the same version', () => tag, 206],
    ['another version', () => '"other"', 200],
    ['a weak tag', () => `W/${tag}`, 200],
    ['a date', () => 'Wed, 21 Oct 2015 07:28:00 GMT', 200],
  ])('If-Range with %s', async (_name, condition, status) => {
    const response = await get({ range: 'bytes=0-1', 'if-range': condition() });
    expect(response.status).toBe(status);
    expect((await bodyOf(response)).length).toBe(status === 206 ? 2 : bytes.length);
  });

  test('any set of ranges gives exactly the bytes of the file', async () => {
    const bound = bytes.length + 20;
    const closed = fc.tuple(fc.nat(bound), fc.nat(400)).map(([at, more]) => `${at}-${at + more}`);
    const tail = fc.nat(bound).map((length) => `-${length}`);
    const rest = fc.nat(bound).map((at) => `${at}-`);
    const sets = fc.array(fc.oneof(closed, tail, rest), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(sets, async (ranges) => {
        const response = await get({ range: `bytes=${ranges.join(',')}` });
        if (response.status === 416) return;
        expect(response.status).toBe(206);
        const asked = new Set(ranges.flatMap(positions));
        const got = await written(response);
        expect(new Set(got.keys())).toEqual(asked);
        for (const [at, byte] of got) expect(byte).toBe(bytes[at]);
      }),
    );
  });
});

/** Positions within the file that one range asks for. */
function positions(range: string): number[] {
  const [from, to] = range.split('-');
  const last = bytes.length - 1;
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? last : Math.min(Number(to), last);
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, at) => start + at);
}

describe('what no manifest names is not there', () => {
  test.each([
    ['an unknown hash', `/extracts/open/${'0'.repeat(64)}.parquet`],
    ['another extension', '/extracts/open/HASH.duckdb'],
    ['another class', '/extracts/internal/HASH.parquet'],
    ['no such class', '/extracts/secret/HASH.parquet'],
    ['the pointer', '/extracts/open/..%2Fcurrent'],
    ['a path upwards', '/extracts/open/..%2F..%2Fbada.sqlite'],
    ['a path upwards as class', '/extracts/..%2Fmanifests/HASH.json'],
  ])('%s', async (_name, template) => {
    const response = await world.request(template.replace('HASH', tag.slice(1, -1)));
    expect(response.status).toBe(404);
    expect(Problem.parse(await response.json()).code).toBe('extract.not-found');
  });

  test('nor is a named file that is gone from the disk', async () => {
    const { hash } = baseFile(datasetOf(world.manifest, 'staff-count'));
    const file = join(world.folder, 'internal', `${hash}.parquet`);
    const content = readFileSync(file);
    rmSync(file);
    const response = await world.request(`/extracts/internal/${hash}.parquet`);
    expect(response.status).toBe(404);
    writeFileSync(file, content);
  });
});
