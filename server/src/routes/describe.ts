import { z } from 'zod';
import type { RouteEntry } from './registry.ts';

const Operation = z.looseObject({ responses: z.record(z.string(), z.unknown()) });
const Description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

const PROBLEM_OF_OPENAPI = '/api/openapi.json';

/** What is refused before a route is asked: of every request, and of those that send something. */
const ALWAYS = {
  400: 'The request does not fit its description (`request.invalid`).',
  429: 'There are too many requests (`request.too-many`, with `Retry-After`).',
};
const SENT = {
  400: 'The request or its body does not fit its description (`request.invalid`, `request.not-json`, `request.not-bytes`, `request.too-deep`).',
  408: 'The body took too long to arrive (`request.too-slow`).',
  413: 'The body is too large (`request.too-large`).',
};

/** The description with what the server itself refuses on every route, so that routes need not repeat
 * it. */
export function completed(document: object, routes: readonly RouteEntry[]): object {
  const description = Description.parse(structuredClone(document));
  const sample = description.paths[PROBLEM_OF_OPENAPI]?.get?.responses['500'];
  const content = z.looseObject({ content: z.unknown() }).parse(sample).content;
  for (const { method, path, body } of routes) {
    const operation = description.paths[path]?.[method];
    if (!operation) continue;
    const refusals = body ? { ...ALWAYS, ...SENT } : ALWAYS;
    for (const [status, text] of Object.entries(refusals)) {
      operation.responses[status] ??= { description: text, content };
    }
  }
  return description;
}
