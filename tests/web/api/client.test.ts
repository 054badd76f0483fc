import { createServer, type Server } from 'node:http';
import { BadaError, problemOf } from '@bada/shared';
import { jsonBody, RequestError, send, sendJson } from '@bada/web/src/api/client.ts';
import { failureOf } from '@bada/web/src/api/failure.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

interface Seen {
  readonly method: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

const seen: Seen[] = [];
const conflict = problemOf(new BadaError('board.conflict'), 'request-1');
const replies: Readonly<Record<string, [status: number, body: string]>> = {
  '/good': [200, JSON.stringify({ n: 1 })],
  '/other': [200, JSON.stringify({ n: 'one' })],
  '/problem': [412, JSON.stringify(conflict)],
  '/page': [502, '<h1>Bad gateway</h1>'],
};

let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: string[] = [];
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => chunks.push(chunk));
    request.on('end', () => {
      const { method, headers } = request;
      seen.push({ method, type: headers['content-type'], body: chunks.join('') });
      // A path that has no reply is never answered.
      const reply = replies[request.url ?? ''];
      if (reply) response.writeHead(reply[0]).end(reply[1]);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  base = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const Counted = z.object({ n: z.number() });

async function failureFrom(work: Promise<unknown>): Promise<RequestError> {
  const error = await work.catch((one: unknown) => one);
  if (error instanceof RequestError) return error;
  throw new Error(`no request error: ${String(error)}`);
}

describe('a request', () => {
  test('gives the parsed answer', async () => {
    expect(await sendJson(Counted, `${base}/good`, {})).toEqual({ n: 1 });
  });

  test('that meets a problem says its code, status and both texts', async () => {
    const error = await failureFrom(sendJson(Counted, `${base}/problem`, {}));
    const { code, message, next } = conflict;
    expect(error).toMatchObject({ code, status: 412, text: message, next });
  });

  test('that meets something else than a problem document is unreadable', async () => {
    const error = await failureFrom(send(`${base}/page`, {}));
    expect(error).toMatchObject({ code: 'network.unreadable', status: 502 });
  });

  test('whose answer has another shape is unreadable, with the reason kept', async () => {
    const error = await failureFrom(sendJson(Counted, `${base}/other`, {}));
    expect(error).toMatchObject({ code: 'network.unreadable', status: 200 });
    expect(error.cause).toBeInstanceOf(z.ZodError);
  });

  test('that reaches nobody says so', async () => {
    const error = await failureFrom(send('http://127.0.0.1:1/', {}));
    expect(error).toMatchObject({ code: 'network.unreachable', status: 0 });
  });

  test('that is aborted stays an abort', async () => {
    const controller = new AbortController();
    const pending = send(`${base}/never`, { signal: controller.signal });
    const caught = pending.catch((error: unknown) => error);
    controller.abort(new Error('turned the page'));
    expect(await caught).not.toBeInstanceOf(RequestError);
    await expect(pending).rejects.toThrow('turned the page');
  });

  test('sends JSON with its header beside others', async () => {
    const body = jsonBody({ 이름: '고령화' }, { 'if-match': '"3"' });
    expect(body.headers).toEqual({ 'content-type': 'application/json', 'if-match': '"3"' });
    await send(`${base}/good`, { method: 'POST', ...body });
    expect(seen.at(-1)).toEqual({
      method: 'POST',
      type: 'application/json',
      body: '{"이름":"고령화"}',
    });
  });
});

describe('what a reader is told', () => {
  test('of a problem: what happened, what to do, and the code', async () => {
    const error = await failureFrom(send(`${base}/problem`, {}));
    expect(failureOf(error, 'ko')).toEqual({
      message: `${conflict.message.ko} ${conflict.next.ko}`,
      code: 'board.conflict',
    });
    expect(failureOf(error, 'en').message).toBe(`${conflict.message.en} ${conflict.next.en}`);
  });

  test('of a refusal by the browser’s own compiler: the same', () => {
    const error = new BadaError('query.grain', { id: 'births', grain: 'month', finest: 'year' });
    const { message, code } = failureOf(error, 'ko');
    expect(code).toBe('query.grain');
    expect(message).toContain('births');
    expect(message).toMatch(/고르십시오\.$/);
  });

  test('of anything else: its own words, without a code', () => {
    expect(failureOf(new Error('odd'), 'en')).toEqual({ message: 'odd' });
  });
});
