import { BadaError } from '@bada/shared';
import { type KosisSource, sourceIdentity } from '@bada/shared/catalogue';
import type { KeyedRecord } from '../keyed-table.ts';
import { parseJsonTree, quotedKeys } from './json-tree.ts';
import { splitPeriods } from './kosis-periods.ts';
import type { ApiPorts } from './ports.ts';
import { shown } from './service-errors.ts';
import { recordOfTree, type Tree, textOfMember } from './tree.ts';

/** Rows that one call gives at most. */
const KOSIS_ROWS = 40_000;

// KOSIS OpenAPI 활용 매뉴얼, 1.4.2 오류메시지 유형:
// 10 인증키 누락, 11 인증키 기간만료, 20 필수요청변수 누락, 21 잘못된 요청변수, 30 조회결과 없음, 31 조회결과 초과,
// 40 호출가능건수 제한, 41 호출가능 ROW수 제한, 42 사용자별 이용 제한, 50 서버오류.
const KEY_CODES = new Set(['10', '11']);
const QUOTA_CODES = new Set(['40', '42']);
const TOO_MANY = new Set(['31', '41']);
const NO_DATA = '30';
const SERVER_ERROR = '50';

/** A part of a table that one call asks for. */
interface Part {
  readonly from: string;
  readonly to: string;
  readonly objects: readonly (readonly string[])[];
}

type Answer =
  | { readonly kind: 'rows'; readonly records: KeyedRecord[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'too-many' };

function addressOf(source: KosisSource, part: Part, key: string): URL {
  const url = new URL(source.url);
  const codes = (list: readonly string[]) => (list[0] === 'ALL' ? 'ALL' : `${list.join('+')}+`);
  const parameters = {
    method: 'getList',
    apiKey: key,
    format: 'json',
    jsonVD: 'Y',
    orgId: source.orgId,
    tblId: source.tblId,
    itmId: codes(source.items),
    ...Object.fromEntries(part.objects.map((list, at) => [`objL${at + 1}`, codes(list)])),
    prdSe: source.cadence,
    startPrdDe: part.from,
    endPrdDe: part.to,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

function parsed(text: string, source: string): Tree {
  const start = text.replace(/^\uFEFF/, '').trim();
  try {
    return parseJsonTree(/[{,]\s*[A-Za-z_]\w*\s*:/.test(start) ? quotedKeys(start) : start, source);
  } catch (cause) {
    if (!(cause instanceof BadaError)) throw cause;
    throw new BadaError('collect.answer', { source, what: shown(start) || '(empty)' }, { cause });
  }
}

/** What an answer of KOSIS is: rows, or a refusal that comes with status 200.
 * @throws BadaError `collect.*` */
function readKosisAnswer(text: string, source: string): Answer {
  const tree = parsed(text, source);
  if (tree.kind === 'list') return { kind: 'rows', records: tree.items.map(recordOfTree) };
  const code = textOfMember(tree, 'err');
  if (code === undefined) {
    throw new BadaError('collect.answer', { source, what: shown(text) });
  }
  if (code === NO_DATA) return { kind: 'none' };
  if (TOO_MANY.has(code)) return { kind: 'too-many' };
  const params = { source, code, what: shown(textOfMember(tree, 'errMsg') ?? '') };
  if (KEY_CODES.has(code)) throw new BadaError('collect.key', params);
  if (QUOTA_CODES.has(code)) throw new BadaError('collect.quota', params);
  // The one refusal that may go better the next time, so that the job is run again.
  if (code === SERVER_ERROR) {
    throw new BadaError('collect.unreachable', { host: source, what: `${code} ${params.what}` });
  }
  throw new BadaError('collect.refused', params);
}

function halves<T>(list: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

/** The two halves of a part: by its periods first, then by the codes of its longest classification. */
function split(part: Part, cadence: KosisSource['cadence']): [Part, Part] | undefined {
  const periods = splitPeriods(part, cadence);
  if (periods)
    return [
      { ...part, ...periods[0] },
      { ...part, ...periods[1] },
    ];
  const longest = part.objects.reduce(
    (best, list, at) => (list.length > (part.objects[best]?.length ?? 0) ? at : best),
    0,
  );
  const list = part.objects[longest] ?? [];
  if (list.length < 2) return undefined;
  const withCodes = (codes: readonly string[]) => ({
    ...part,
    objects: part.objects.map((own, at) => (at === longest ? codes : own)),
  });
  const [first, second] = halves(list);
  return [withCodes(first), withCodes(second)];
}

/** Rows of a table of KOSIS. What exceeds the rows of one call is asked for in halves; an answer that is exactly full
 * may have been cut and is asked for in halves as well.
 * @throws BadaError `collect.*`; `collect.limit` where it cannot be split further */
export async function* kosisRecords(
  source: KosisSource,
  { fetcher, key, signal, rowLimit = KOSIS_ROWS }: ApiPorts & { readonly rowLimit?: number },
): AsyncGenerator<readonly KeyedRecord[]> {
  const { name } = sourceIdentity(source);
  const { from, to, objects } = source;
  const waiting: Part[] = [{ from, to, objects }];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const { text } = await fetcher(addressOf(source, part, key), signal);
    const answer = readKosisAnswer(text, name);
    if (answer.kind === 'none') continue;
    if (answer.kind === 'rows' && answer.records.length < rowLimit) {
      if (answer.records.length > 0) yield answer.records;
      continue;
    }
    const parts = split(part, source.cadence);
    if (!parts) {
      const where = `${part.from}~${part.to} ${part.objects.map((list) => list.join('+')).join(' ')}`;
      throw new BadaError('collect.limit', { source: name, limit: rowLimit, where });
    }
    waiting.push(parts[1], parts[0]);
  }
}
