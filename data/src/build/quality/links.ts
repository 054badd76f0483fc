import {
  CROSSWALK_CODES,
  type DatasetContract,
  type Link,
  type LinkDiagnosis,
  type LinkResult,
  type LinkTarget,
  linkDiagnosis,
  linksOfDataset,
} from '@bada/shared';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, type Row, rowsOf } from '../duckdb.ts';
import { textList } from './conditions.ts';

/** What the links of a dataset are checked against. */
export interface LinkInput {
  readonly contract: DatasetContract;
  /** SQL relation of the dataset's rows. */
  readonly relation: string;
  readonly relationOf: (dataset: string) => string;
  /** Datasets that links may be derived to. */
  readonly others: readonly LinkTarget[];
}

const MOST_EXAMPLES = 5;
const DISTRICT_LENGTH = 5;

function blankless(name: string): string {
  return `nullif(trim(cast(${identifier(name)} as varchar)), '')`;
}

/** The different values of a dataset that a link looks up: `k0`, `k1` … */
function lookedUp({ columns, except }: Link, relation: string): string {
  const keys = columns.map((name, at) => `${blankless(name)} as k${at}`).join(', ');
  const present = columns.map((_, at) => `k${at} is not null`);
  const wanted = except.length === 0 ? [] : [`k0 not in ${textList(except)}`];
  return `select * from (select distinct ${keys} from ${relation}) where ${[...present, ...wanted].join(' and ')}`;
}

function counterparts(link: Link, relationOf: LinkInput['relationOf']): string {
  if (link.dataset === null) {
    const codes = CROSSWALK_CODES.map((code) => `('${code}')`).join(', ');
    return `select k0, true as found from (values ${codes}) c(k0)`;
  }
  const keys = link.references.map((name, at) => `${blankless(name)} as k${at}`).join(', ');
  return `select distinct ${keys}, true as found from ${relationOf(link.dataset)}`;
}

function linkSql(link: Link, at: number, { relation, relationOf }: LinkInput): string {
  const isCrosswalk = link.dataset === null;
  const on = link.columns
    .map((_, key) =>
      isCrosswalk ? `left(a.k0, ${DISTRICT_LENGTH}) = b.k0` : `a.k${key} = b.k${key}`,
    )
    .join(' and ');
  const text = `concat_ws(' ', ${link.columns.map((_, key) => `a.k${key}`).join(', ')})`;
  const joined = `select ${text} as t, b.found as found from (${lookedUp(link, relation)}) a left join (${counterparts(link, relationOf)}) b on ${on}`;
  return `select ${at} as link, count(*) as n, count(found) as matched, list(t order by t) filter (found is null) as missing from (${joined})`;
}

/** The one SQL statement that checks all links of a dataset. */
function linksSql(links: readonly Link[], input: LinkInput): string {
  return links.map((link, at) => linkSql(link, at, input)).join(' union all ');
}

function textsOf(row: Row | undefined): string[] {
  const { missing } = row ?? {};
  const items = missing !== null && typeof missing === 'object' && 'items' in missing;
  const list = items && Array.isArray(missing.items) ? missing.items : [];
  return list.map(String);
}

/** The linking diagnosis (연계) of a dataset, in one statement. */
export async function diagnoseLinks(
  connection: DuckDBConnection,
  input: LinkInput,
): Promise<LinkDiagnosis> {
  const links = linksOfDataset(input.contract, input.others);
  if (links.length === 0) return 'undiagnosed';
  const rows = await rowsOf(connection, linksSql(links, input));
  const byLink = new Map(rows.map((row) => [Number(row.link), row]));
  const { class: own } = input.contract;
  const narrow = new Set(
    input.contract.columns
      .filter(({ classification = own }) => classification !== own)
      .map(({ name }) => name),
  );
  const results = links.map((link, at): LinkResult => {
    const row = byLink.get(at);
    const { id, kind, declared, columns, dataset } = link;
    const isNarrow = columns.some((name) => narrow.has(name));
    return {
      ...{ id, kind, declared, dataset, columns: [...columns] },
      values: Number(row?.n ?? 0),
      matched: Number(row?.matched ?? 0),
      examples: isNarrow ? [] : textsOf(row).slice(0, MOST_EXAMPLES),
    };
  });
  return linkDiagnosis(results);
}
