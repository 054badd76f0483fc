import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What goes wrong on the way, by the number of the request from 1. */
export type Mishap =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'lose-row' }
  | { readonly kind: 'same-page' }
  | { readonly kind: 'total'; readonly by: number }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'hang' };

/** How a stand-in of a public API answers. */
export interface ApiOptions {
  /** Rows that it holds. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  readonly format?: 'json' | 'xml';
  /** Rows of a page at most, whatever is asked for. */
  readonly cap?: number;
  /** The plain form of the key that it knows. */
  readonly key?: string;
  readonly mishaps?: Readonly<Record<number, Mishap>>;
}

/** A local HTTP server that answers like a public API. */
export interface PublicApi {
  /** Origin without a slash at its end. */
  readonly url: string;
  readonly host: string;
  /** Paths with their search parts, in the order in which they were asked for. */
  readonly asked: string[];
  /** Lets every hanging request go on. */
  release(): void;
  close(): Promise<void>;
}

type Answer = (query: URLSearchParams, mishap: Mishap | undefined) => string;

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function xmlOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => xmlOf(name, one)).join('');
  const inside =
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([key, member]) => xmlOf(key, member))
          .join('')
      : escapeXml(String(value));
  return `<${name}>${inside}</${name}>`;
}

const HEADER_XML = '<?xml version="1.0" encoding="UTF-8"?>';

/** The gateway's refusal, which comes with status 200. */
export function gatewayRefusal(code: string, message: string): string {
  const cmmMsgHeader = { errMsg: 'SERVICE ERROR', returnAuthMsg: message, returnReasonCode: code };
  return HEADER_XML + xmlOf('OpenAPI_ServiceResponse', { cmmMsgHeader });
}

/** The page that was asked for, and what a mishap leaves of it. */
function pageOf(
  { rows, cap = Number.MAX_SAFE_INTEGER }: ApiOptions,
  asked: { number: number; size: number },
  mishap: Mishap | undefined,
) {
  const size = Math.min(asked.size, cap);
  const number = mishap?.kind === 'same-page' ? 1 : asked.number;
  const page = rows.slice((number - 1) * size, number * size);
  const total = rows.length + (mishap?.kind === 'total' ? mishap.by : 0);
  return { size, number, total, page: mishap?.kind === 'lose-row' ? page.slice(1) : page };
}

function serviceAnswer(options: ApiOptions): Answer {
  const { key = 'a+b/c==', format = 'json' } = options;
  return (query, mishap) => {
    if (query.get('serviceKey') !== key) {
      return gatewayRefusal('30', 'SERVICE_KEY_IS_NOT_REGISTERED_ERROR');
    }
    const asked = { number: Number(query.get('pageNo')), size: Number(query.get('numOfRows')) };
    const { size, number, total, page } = pageOf(options, asked, mishap);
    const [only] = page;
    const items = page.length === 0 ? '' : { item: page.length === 1 ? only : page };
    const body = { items, numOfRows: size, pageNo: number, totalCount: total };
    const response = { header: { resultCode: '00', resultMsg: 'NORMAL SERVICE.' }, body };
    return format === 'xml'
      ? HEADER_XML + xmlOf('response', response)
      : JSON.stringify({ response });
  };
}

function odcloudAnswer(options: ApiOptions): Answer {
  const { key = 'a+b/c==' } = options;
  return (query, mishap) => {
    if (query.get('serviceKey') !== key) {
      return JSON.stringify({ code: -401, msg: '유효하지 않은 인증키 입니다.' });
    }
    const asked = { number: Number(query.get('page')), size: Number(query.get('perPage')) };
    const { size, number, total, page } = pageOf(options, asked, mishap);
    return JSON.stringify({
      currentCount: page.length,
      data: page,
      matchCount: total,
      page: number,
      perPage: size,
      totalCount: total,
    });
  };
}

function codesOf(text: string | null): string[] | undefined {
  return text === null || text === 'ALL' ? undefined : text.split('+').filter((one) => one !== '');
}

/** A table of KOSIS by its rows, each with `C1`, `ITM_ID` and `PRD_DE`; answers at most `cap` rows. */
function kosisAnswer({ rows, cap = 40_000, key = 'kosis-key' }: ApiOptions): Answer {
  return (query) => {
    if (query.get('apiKey') !== key) return JSON.stringify({ err: '10', errMsg: '인증키 누락' });
    const [objects, items] = [codesOf(query.get('objL1')), codesOf(query.get('itmId'))];
    const [from, to] = [query.get('startPrdDe') ?? '', query.get('endPrdDe') ?? ''];
    const found = rows.filter(
      ({ C1 = '', ITM_ID = '', PRD_DE = '' }) =>
        (objects?.includes(C1) ?? true) &&
        (items?.includes(ITM_ID) ?? true) &&
        PRD_DE >= from &&
        PRD_DE <= to,
    );
    if (found.length === 0) return '{err:"30",errMsg:"데이터가 존재하지 않습니다."}';
    if (found.length > cap) return '{err:"31",errMsg:"조회결과가 제한 건수를 초과하였습니다."}';
    return JSON.stringify(found);
  };
}

const ANSWERS = { service: serviceAnswer, odcloud: odcloudAnswer, kosis: kosisAnswer };

interface Hanging {
  readonly go: () => void;
}

function respond(response: ServerResponse, status: number, body: string, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(body);
}

function answerWith(
  answer: Answer,
  {
    query,
    mishap,
    response,
  }: { query: URLSearchParams; mishap: Mishap | undefined; response: ServerResponse },
  hanging: Hanging[],
): void {
  switch (mishap?.kind) {
    case 'status': {
      const wait = mishap.retryAfter === undefined ? {} : { 'retry-after': mishap.retryAfter };
      respond(response, mishap.status, 'busy', wait);
      return;
    }
    case 'text':
      respond(response, 200, mishap.text);
      return;
    case 'redirect':
      respond(response, 302, '', { location: mishap.to });
      return;
    case 'hang':
      hanging.push({ go: () => respond(response, 200, answer(query, undefined)) });
      return;
    default:
      respond(response, 200, answer(query, mishap));
  }
}

/** Starts a stand-in of data.go.kr (`service`), odcloud or KOSIS on a free port. */
export async function startPublicApi(
  kind: keyof typeof ANSWERS,
  options: ApiOptions,
): Promise<PublicApi> {
  const asked: string[] = [];
  const hanging: Hanging[] = [];
  const answer = ANSWERS[kind](options);
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(request.url ?? '');
    const mishap = options.mishaps?.[asked.length];
    answerWith(answer, { query: url.searchParams, mishap, response }, hanging);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const host = `127.0.0.1:${address.port}`;
  return {
    url: `http://${host}`,
    host,
    asked,
    release: () => {
      for (const { go } of hanging.splice(0)) go();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
