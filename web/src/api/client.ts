import { type Localized, Problem } from '@bada/shared';
import type { z } from 'zod';

/** A request that did not end well, in words for the reader of both languages. */
export class RequestError extends Error {
  readonly code: string;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  readonly text: Localized;
  readonly next: Localized;
  /** Line of the text that was sent, from 1, where the error is in one. */
  readonly line: number | undefined;

  constructor(
    problem: {
      code: string;
      status: number;
      message: Localized;
      next: Localized;
      line?: number | undefined;
    },
    options?: ErrorOptions,
  ) {
    super(problem.message.en, options);
    this.name = 'RequestError';
    this.code = problem.code;
    this.status = problem.status;
    this.text = problem.message;
    this.next = problem.next;
    this.line = problem.line;
  }
}

const UNREACHABLE = {
  code: 'network.unreachable',
  status: 0,
  message: { ko: '서버에 닿지 못했습니다.', en: 'The server could not be reached.' },
  next: { ko: '연결을 확인한 뒤 다시 시도하십시오.', en: 'Check the connection and try again.' },
};

const UNREADABLE = {
  code: 'network.unreadable',
  message: {
    ko: '서버의 답을 읽을 수 없습니다.',
    en: 'The answer of the server could not be read.',
  },
  next: { ko: '화면을 새로 고치십시오.', en: 'Reload the page.' },
};

async function problemOfResponse(response: Response): Promise<RequestError> {
  const body: unknown = await response.json().catch(() => undefined);
  const problem = Problem.safeParse(body);
  return new RequestError(
    problem.success ? problem.data : { ...UNREADABLE, status: response.status },
  );
}

/** Says that an answer came which is none.
 * @throws RequestError always */
export function unreadable({ status }: Response, cause: unknown): never {
  throw new RequestError({ ...UNREADABLE, status }, { cause });
}

/** Sends a request to the product's own server.
 * @throws RequestError on a problem document or when no answer comes; an abort stays an abort. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new RequestError(UNREACHABLE, { cause });
  }
  if (!response.ok) throw await problemOfResponse(response);
  return response;
}

/** Sends a request and parses its JSON answer.
 * @throws RequestError */
export async function sendJson<S extends z.ZodType>(
  schema: S,
  path: string,
  init: RequestInit,
): Promise<z.output<S>> {
  return await parsedJson(schema, await send(path, init));
}

/** The JSON of a response.
 * @throws RequestError where it does not fit its schema */
export async function parsedJson<S extends z.ZodType>(
  schema: S,
  response: Response,
): Promise<z.output<S>> {
  const parsed = schema.safeParse(await response.json());
  return parsed.success ? parsed.data : unreadable(response, parsed.error);
}

/** A JSON body with its header, and further headers. */
export function jsonBody(
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Pick<RequestInit, 'body' | 'headers'> {
  return {
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json', ...headers },
  };
}
