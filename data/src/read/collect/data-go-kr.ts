import { BadaError } from '@bada/shared';
import { type DataGoKrSource, type OdcloudSource, sourceIdentity } from '@bada/shared/catalogue';
import type { KeyedRecord } from '../keyed-table.ts';
import { parseJsonTree } from './json-tree.ts';
import { pagedRecords } from './paging.ts';
import type { ApiPorts, Page } from './ports.ts';
import { gatewayError, serviceError, shown } from './service-errors.ts';
import { countOfMember, memberOf, recordOfTree, type Tree, textOfMember } from './tree.ts';
import { parseXmlTree } from './xml-tree.ts';

const NORMAL = /^0*$/;
const NO_DATA = /^0*3$/;

/** The key as it stands in an address: the portal issues it both percent-encoded and plain. */
function encodedKey(key: string): string {
  if (!/%[0-9A-Fa-f]{2}/.test(key)) return encodeURIComponent(key);
  return encodeURIComponent(decodeURIComponent(key));
}

/** An address with parameters and the key, which must not be encoded twice. */
function addressOf(
  base: string,
  parameters: Readonly<Record<string, string>>,
  key: readonly [string, string],
): URL {
  const url = new URL(base);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const search = url.searchParams.toString();
  url.search = `${key[0]}=${encodedKey(key[1])}${search === '' ? '' : `&${search}`}`;
  return url;
}

/** The document of an answer in JSON or XML.
 * @throws BadaError `collect.*`, `read.damaged` */
function documentOf(text: string, source: string): Tree {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  try {
    if (start.startsWith('{') || start.startsWith('[')) return parseJsonTree(start, source);
    if (start.startsWith('<') && !/^<(!doctype )?html/i.test(start)) {
      return parseXmlTree(start, source);
    }
  } catch (cause) {
    if (!(cause instanceof BadaError)) throw cause;
    throw new BadaError('collect.answer', { source, what: shown(start) }, { cause });
  }
  throw gatewayError(source, start);
}

/** The one member around an answer: `response`, or the operation's own name. */
function unwrapped(document: Tree): Tree {
  if (document.kind !== 'members' || document.members.length !== 1) return document;
  const [only] = document.members;
  return only?.[1].kind === 'members' ? only[1] : document;
}

/** Refusals come with status 200 in two shapes: the gateway's and the service's own. */
function refuseErrors(answer: Tree, source: string): 'rows' | 'no-data' {
  const gateway = memberOf(answer, 'cmmMsgHeader');
  if (gateway) {
    const code = textOfMember(gateway, 'returnReasonCode') ?? '99';
    const message = ['returnAuthMsg', 'errMsg'].flatMap(
      (name) => textOfMember(gateway, name) ?? [],
    );
    throw serviceError(source, code, message.join(' '));
  }
  const header = memberOf(answer, 'header') ?? answer;
  const code = textOfMember(header, 'resultCode', 'code');
  const message = textOfMember(header, 'resultMsg', 'message') ?? '';
  if (code === undefined || NORMAL.test(code) || /^(INFO-0*|200)$/.test(code)) return 'rows';
  if (NO_DATA.test(code)) return 'no-data';
  throw serviceError(source, code, message);
}

/** Items as a list, whatever the service makes of none and of one. */
function itemsOf(body: Tree): readonly Tree[] | undefined {
  const items = memberOf(body, 'items') ?? memberOf(body, 'item');
  if (items === undefined) return undefined;
  const inner = memberOf(items, 'item') ?? items;
  switch (inner.kind) {
    case 'list':
      return inner.items.flatMap((one) => {
        const item = memberOf(one, 'item');
        return item && one.kind === 'members' && one.members.length === 1 ? [item] : [one];
      });
    case 'members':
      return inner.members.length === 0 ? [] : [inner];
    case 'text':
      return inner.text.trim() === '' ? [] : undefined;
    case 'nothing':
      return [];
  }
}

/** One page of an answer.
 * @throws BadaError `collect.*` */
function readServicePage(text: string, source: string): Page {
  const answer = unwrapped(documentOf(text, source));
  if (refuseErrors(answer, source) === 'no-data') {
    return { records: [], total: 0, number: undefined, size: undefined };
  }
  const body = memberOf(answer, 'body') ?? answer;
  const total = countOfMember(body, 'totalCount');
  const items = itemsOf(body) ?? (total === 0 ? [] : undefined);
  if (items === undefined || total === undefined) {
    const lacking = items === undefined ? 'items' : 'totalCount';
    throw new BadaError('collect.answer', { source, what: `no ${lacking}: ${shown(text)}` });
  }
  return {
    records: items.map(recordOfTree),
    total,
    number: countOfMember(body, 'pageNo'),
    size: countOfMember(body, 'numOfRows'),
  };
}

/** Rows of an API of data.go.kr, page by page, all of them or none. */
export function dataGoKrRecords(
  source: DataGoKrSource,
  { fetcher, key, signal }: ApiPorts,
): AsyncGenerator<readonly KeyedRecord[]> {
  const { name } = sourceIdentity(source);
  return pagedRecords(name, {
    size: source.pageSize,
    async read(number, size) {
      const paging = { pageNo: String(number), numOfRows: String(size) };
      const parameters = { ...source.parameters, ...paging };
      const url = addressOf(source.url, parameters, ['serviceKey', key]);
      const { text } = await fetcher(url, signal);
      return readServicePage(text, name);
    },
  });
}

function readOdcloudPage(text: string, source: string): Page {
  const answer = documentOf(text, source);
  const data = memberOf(answer, 'data');
  const refusal = textOfMember(answer, 'code');
  if (data?.kind !== 'list' && refusal !== undefined) {
    const message = textOfMember(answer, 'msg', 'message') ?? '';
    const known = refusal === '-401' || refusal === '-4' ? '30' : refusal.replace('-', '');
    throw serviceError(source, known, message);
  }
  if (data === undefined) refuseErrors(unwrapped(answer), source);
  const total = countOfMember(answer, 'matchCount') ?? countOfMember(answer, 'totalCount');
  if (data?.kind !== 'list' || total === undefined) {
    throw new BadaError('collect.answer', { source, what: shown(text) });
  }
  return {
    records: data.items.map(recordOfTree),
    total,
    number: countOfMember(answer, 'page'),
    size: countOfMember(answer, 'perPage'),
  };
}

/** Rows of a file that data.go.kr serves as an API (odcloud). */
export function odcloudRecords(
  source: OdcloudSource,
  { fetcher, key, signal }: ApiPorts,
): AsyncGenerator<readonly KeyedRecord[]> {
  const { name } = sourceIdentity(source);
  return pagedRecords(name, {
    size: source.pageSize,
    async read(number, size) {
      const paging = { page: String(number), perPage: String(size), returnType: 'JSON' };
      const parameters = { ...source.parameters, ...paging };
      const url = addressOf(source.url, parameters, ['serviceKey', key]);
      const { text } = await fetcher(url, signal);
      return readOdcloudPage(text, name);
    },
  });
}
