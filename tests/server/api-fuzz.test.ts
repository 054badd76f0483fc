import { expect, test } from 'vitest';
import { ApiFuzz } from '../support/api-fuzz.ts';
import { fuzzApi } from '../support/fuzz-run.ts';

test('two thousand made-up requests get no 5xx, no silence, and nothing that is not documented', {
  timeout: 280_000,
}, async () => {
  const { sent, surprises } = await fuzzApi({ count: 2000, seed: 26 });
  expect(surprises).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(2000);
});

test.each([
  ['a server error', Response.json({}, { status: 500 }), /^500 /],
  ['a status that is not documented', Response.json({}, { status: 418 }), /^418 is not documented/],
  ['another kind of document', new Response('<p>'), /with text\/plain is not documented/],
  ['a document of another shape', Response.json({ id: 7 }), /does not fit its schema at \/id/],
])('the judge sees %s', async (_, response, what) => {
  const schema = { type: 'object', properties: { id: { type: 'string' } } };
  const content = { 'application/json': { schema } };
  const operation = { operationId: 'getThing', responses: { 200: { content } } };
  const fuzz = new ApiFuzz({ openapi: '3.1.0', paths: { '/api/thing': { get: operation } } });
  const [request] = fuzz.requests(1, 1);
  if (!request) throw new Error('a request was expected');
  expect(await fuzz.surprise(request, async () => Response.json({ id: 'x' }))).toBeUndefined();
  expect(await fuzz.surprise(request, async () => response)).toMatch(what);
});
