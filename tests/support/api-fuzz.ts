import { Ajv2020 } from 'ajv/dist/2020.js';
import { default as addFormats } from 'ajv-formats';
import fc from 'fast-check';
import { z } from 'zod';
import { broken, JUNK, SchemaValues } from './schema-values.ts';

const Media = z.record(z.string(), z.looseObject({ schema: z.unknown() }));
const Operation = z.looseObject({
  operationId: z.string(),
  parameters: z
    .array(
      z.looseObject({
        name: z.string(),
        in: z.string(),
        required: z.boolean().optional(),
        schema: z.unknown(),
      }),
    )
    .default([]),
  requestBody: z.looseObject({ content: Media }).optional(),
  responses: z.record(z.string(), z.looseObject({ content: Media.optional() })),
});
type Operation = z.infer<typeof Operation>;
type Parameter = Operation['parameters'][number];

const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

/** A request made up from the description of an operation. */
export interface MadeUpRequest {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer that the description does not foresee. */
export interface Surprise {
  readonly request: MadeUpRequest;
  readonly what: string;
}

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const HANG_MS = 20_000;
/** Stands for an id that an answer told before. */
const SEEN = 'bada-seen-id';
/** Things that are there, so that not every id leads nowhere. */
const PRESENT = ['people', 'population', 'open', '0', 'rows'];

/** Bodies that rules of their own hold to more than their schema says. */
const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  postQuery: [
    { queries: [{ v: 1, indicators: [{ id: 'people' }], by: ['district'] }] },
    { queries: [{ v: 1, indicators: [{ id: 'people' }], by: ['year'], limit: 3 }] },
    {
      queries: [
        {
          v: 1,
          indicators: [{ id: 'people' }],
          where: [{ dimension: 'district', op: 'in', values: ['26350'] }],
        },
      ],
    },
  ],
  createBoard: [{ title: '보기', tiles: [{ kind: 'view', path: '/', search: '?i=people' }] }],
  updateBoard: [{ title: '다른 보기', tiles: [{ kind: 'view', path: '/', search: '' }] }],
  createAccount: [
    { id: 'park.na', name: '나래', roles: ['analyst'], departments: [], class: 'open' },
  ],
  createToken: [{ name: '대본', scope: 'read', days: 30 }],
};

function asText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A segment of a path: `.` and `..` are no segments, browsers and proxies resolve them. */
function segment(value: unknown): string {
  const text = asText(value).toWellFormed();
  return ['', '.', '..'].includes(text) ? 'x' : encodeURIComponent(text);
}

/** Requests of every operation of a description, and the judge of their answers. */
export class ApiFuzz {
  readonly #operations: readonly Listed[];
  readonly #values: SchemaValues;
  readonly #seen = new Map<string, string[]>();
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });

  constructor(document: unknown) {
    this.#values = new SchemaValues(document);
    addFormats.default(this.#ajv);
    this.#ajv.addSchema({ ...z.looseObject({}).parse(document), $id: 'api' });
    const { paths } = Document.parse(document);
    this.#operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
    );
  }

  #seenAt(path: string): string {
    const ids = this.#seen.get(collectionOf(path)) ?? [];
    return encodeURIComponent(ids.at(-1) ?? PRESENT[0] ?? '');
  }

  /** Keeps the ids that an answer tells, as a client would. */
  #see(path: string, bytes: Buffer): void {
    const [, id] = /"id":"([^"]{1,80})"/.exec(bytes.toString('utf8', 0, 4000)) ?? [];
    if (id === undefined) return;
    const place = collectionOf(path);
    this.#seen.set(place, [...(this.#seen.get(place) ?? []).slice(-20), id]);
  }

  get size(): number {
    return this.#operations.length;
  }

  /** Requests of one operation after the other: valid ones, and ones that are off in one place. */
  requests(count: number, seed: number): MadeUpRequest[] {
    const each = Math.ceil(count / this.#operations.length);
    return this.#operations.flatMap((listed, index) =>
      fc.sample(this.#request(listed), { numRuns: each, seed: seed + index }),
    );
  }

  #request(listed: Listed): fc.Arbitrary<MadeUpRequest> {
    return fc.oneof(this.#fitting(listed), this.#off(listed));
  }

  /** A request as its description wants it, of things that are there. */
  #fitting({ method, path, operation }: Listed): fc.Arbitrary<MadeUpRequest> {
    const { parameters } = operation;
    return fc
      .record({
        values: fc.tuple(...parameters.map((one) => this.#fittingParameter(one))),
        body: this.#fittingBody(operation),
      })
      .map(({ values, body }) => ({
        operation: operation.operationId,
        method: method.toUpperCase(),
        path: filled(path, operation, values),
        headers: headersOf(operation, { accept: '*/*', match: '*', body }),
        body,
      }));
  }

  #fittingParameter({ in: place, required, schema }: Parameter): fc.Arbitrary<unknown> {
    if (place === 'path') return fc.constantFrom<unknown>(SEEN, SEEN, SEEN, ...PRESENT);
    const fit = this.#values.of(schema);
    return required === true ? fit : fc.option(fit, { nil: undefined, freq: 1 });
  }

  #fittingBody(operation: Operation): fc.Arbitrary<string | undefined> {
    const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    if (type === undefined) return fc.constant(undefined);
    if (!type.includes('json')) return fc.constant('구군,값\n중구,1\n');
    const examples = EXAMPLES[operation.operationId] ?? [];
    const values = this.#values.of(media?.schema);
    const some = fc.oneof(values, ...examples.map((one) => fc.constant<unknown>(one)));
    return some.map((value) => JSON.stringify(value));
  }

  /** A request that is off somewhere. */
  #off({ method, path, operation }: Listed): fc.Arbitrary<MadeUpRequest> {
    return fc
      .record({
        values: fc.tuple(...operation.parameters.map((one) => this.#parameter(one))),
        body: this.#body(operation),
        match: fc.constantFrom('*', '"1"', 'W/"1"', 'nonsense', undefined),
        accept: fc.constantFrom('*/*', 'application/vnd.apache.arrow.stream', 'x'),
        type: fc.constantFrom(undefined, undefined, undefined, 'text/plain', 'application/json'),
      })
      .map(({ values, body, ...wanted }) => ({
        operation: operation.operationId,
        method: method.toUpperCase(),
        path: filled(path, operation, values),
        headers: headersOf(operation, { ...wanted, body }),
        body,
      }));
  }

  #parameter({ required, schema }: Parameter): fc.Arbitrary<unknown> {
    const some = fc.oneof(
      { weight: 4, arbitrary: this.#values.of(schema) },
      { weight: 2, arbitrary: fc.constantFrom<unknown>(SEEN, ...PRESENT) },
      { weight: 2, arbitrary: JUNK },
    );
    return required === true ? some : fc.option(some, { nil: undefined });
  }

  #body(operation: Operation): fc.Arbitrary<string | undefined> {
    const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
    if (type === undefined) return fc.constant(undefined);
    if (!type.includes('json')) return fc.string({ maxLength: 200 });
    const examples = EXAMPLES[operation.operationId] ?? [];
    const valid = fc.oneof(
      this.#values.of(media?.schema),
      ...examples.map((one) => fc.constant<unknown>(one)),
    );
    return fc.oneof(
      { weight: 6, arbitrary: valid.chain(broken).map((value) => JSON.stringify(value) ?? '') },
      { weight: 1, arbitrary: fc.constantFrom('', '{', '[]', 'null', '['.repeat(1000)) },
    );
  }

  /** Sends a request; what is surprising about its answer, if anything is. */
  async surprise(
    request: MadeUpRequest,
    send: (path: string, init: RequestInit) => Promise<Response>,
  ): Promise<string | undefined> {
    const { method, headers, body } = request;
    const path = request.path.replaceAll(SEEN, this.#seenAt(request.path));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), HANG_MS);
    });
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const answering = send(path, init).then(async (response) => ({
      response,
      bytes: Buffer.from(await response.arrayBuffer()),
    }));
    const answer = await Promise.race([answering, late]);
    clearTimeout(timer);
    return answer === 'late' ? 'no answer' : this.#judge(request, answer.response, answer.bytes);
  }

  #judge(
    { operation: id, path }: MadeUpRequest,
    response: Response,
    bytes: Buffer,
  ): string | undefined {
    const { status } = response;
    this.#see(path, bytes);
    const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
    const text = () => bytes.toString('utf8').slice(0, 300);
    if (status >= 500) return `${status} ${text()}`;
    if (status === 404 && text().includes('route.not-found')) return undefined;
    const listed = this.#operations.find((one) => one.operation.operationId === id);
    const described = listed?.operation.responses[status];
    if (!listed || !described) return `${status} is not documented: ${text()}`;
    if (bytes.length === 0) return undefined;
    if (!described.content?.[type]) return `${status} with ${type} is not documented: ${text()}`;
    if (!/[/+]json$/.test(type)) return undefined;
    const step = (name: string) =>
      encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
    const place = [
      'paths',
      listed.path,
      listed.method,
      'responses',
      String(status),
      'content',
      type,
    ];
    const $ref = `api#/${[...place, 'schema'].map(step).join('/')}`;
    const check = this.#ajv.getSchema($ref) ?? this.#ajv.compile({ $ref });
    if (check(JSON.parse(bytes.toString('utf8')))) return undefined;
    const [error] = check.errors ?? [];
    return `${status} does not fit its schema at ${error?.instancePath}: ${error?.message}`;
  }
}

/** The resource of a path: `/api/boards/1/restore` is of `/api/boards`. */
function collectionOf(path: string): string {
  return path.split('?')[0]?.split('/').slice(0, 3).join('/') ?? '';
}

function headersOf(
  { requestBody }: Operation,
  {
    accept,
    match,
    type,
    body,
  }: {
    accept: string;
    match: string | undefined;
    type?: string | undefined;
    body: string | undefined;
  },
): Record<string, string> {
  const kind = type ?? Object.keys(requestBody?.content ?? {})[0];
  return {
    accept,
    ...(match === undefined ? {} : { 'if-match': match }),
    ...(body === undefined || kind === undefined ? {} : { 'content-type': kind }),
  };
}

function filled(path: string, { parameters }: Operation, values: readonly unknown[]): string {
  let filledPath = path;
  const query = new URLSearchParams();
  for (const [index, parameter] of parameters.entries()) {
    const value = values[index];
    if (parameter.in === 'path')
      filledPath = filledPath.replace(`{${parameter.name}}`, segment(value));
    else if (parameter.in === 'query' && value !== undefined)
      query.append(parameter.name, asText(value));
  }
  return query.size === 0 ? filledPath : `${filledPath}?${query}`;
}
