import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Ingest } from '@bada/shared/intake';
import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { bringReady, changeIngest } from '../support/http-ingest.ts';
import { startServer, type TestServer } from '../support/server.ts';

const DATASET = 'stop-counts';
const Event = z.looseObject({
  eventType: z.string(),
  run: z.looseObject({ runId: z.string() }),
  job: z.looseObject({ name: z.string() }),
  inputs: z.array(z.looseObject({ name: z.string() })).default([]),
  outputs: z.array(z.looseObject({ name: z.string() })).default([]),
});

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let server: TestServer | undefined;
let listener: Server | undefined;

afterEach(async () => {
  await server?.stop();
  listener?.closeAllConnections();
  listener?.close();
});

/** An endpoint that remembers what it was sent, and where it is. */
async function listen(status = 201) {
  const events: z.infer<typeof Event>[] = [];
  listener = createServer(async (request, response) => {
    events.push(Event.parse(JSON.parse(await text(request))));
    response.writeHead(status).end();
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return { events, url: `http://127.0.0.1:${portOf(listener)}/api/v1/lineage` };
}

function portOf(one: Server): number {
  const address: AddressInfo | string | null = one.address();
  if (address === null || typeof address === 'string') throw new Error('it does not listen');
  return address.port;
}

async function publishWith(lineageUrl: string): Promise<Response> {
  server = await startServer({ env: { OPENLINEAGE_URL: lineageUrl } });
  const ready = await bringReady(server.url, { dataset: DATASET, count: 3 });
  return changeIngest(server.url, ready, ['POST', 'publish', {}]);
}

test('what a server process publishes reaches the endpoint, the file it came from and the dataset', async () => {
  const { events, url } = await listen();
  const published = await publishWith(url);
  expect(published.status).toBe(200);
  const own = events.filter(({ job }) => job.name === 'intake');
  expect(own.map(({ eventType }) => eventType)).toEqual(['START', 'COMPLETE']);
  expect(new Set(own.map(({ run }) => run.runId)).size).toBe(1);
  expect(own[1]?.inputs.map(({ name }) => name)).toEqual([expect.stringContaining('목록.csv')]);
  expect(own[1]?.outputs.map(({ name }) => name)).toEqual([DATASET]);
});

test('an endpoint that refuses everything, or is down, keeps nothing from being published', async () => {
  const refusing = await listen(500);
  const published = await publishWith(refusing.url);
  expect(Ingest.parse(await published.json()).state.kind).toBe('published');
  expect(refusing.events.length).toBeGreaterThan(0);
  expect(server?.output()).toContain('500');
  await server?.stop();
  listener?.closeAllConnections();
  listener?.close();
  const down = await publishWith(refusing.url);
  expect(Ingest.parse(await down.json()).state.kind).toBe('published');
});
