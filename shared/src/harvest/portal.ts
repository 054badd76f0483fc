import { HarvestEntry } from './entry.ts';
import type { HarvestReading } from './json-ld.ts';

/** A row of the portal's list service by column. */
type Row = ReadonlyMap<string, string>;

function textOf(row: Row, ...names: readonly string[]): string {
  const found = names.map((name) => row.get(name)?.trim() ?? '').find((text) => text !== '');
  return found ?? '';
}

function wordsOf(text: string): string[] {
  const words = text.split(/[,;]/).map((word) => word.replaceAll(/["[\]]/g, '').trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

function addressOf(row: Row): string {
  const stated = ['link_url', 'meta_url'].map((name) => textOf(row, name));
  const id = textOf(row, 'list_id');
  const made = /^\d+$/.test(id) ? [`https://www.data.go.kr/data/${id}/fileData.do`] : [];
  return [...stated, ...made].find((text) => /^https?:/.test(text) && URL.canParse(text)) ?? '';
}

/** Reads rows of the list service of data.go.kr (공공데이터 목록조회, `api.odcloud.kr/api/15077093/v1/…`). A dataset with
 * several operations has several rows and is one entry; rows that say they are deleted are left out. Pure. */
export function readHarvestPortal(rows: Iterable<Row>): HarvestReading {
  const entries = new Map<string, HarvestEntry>();
  const problems: string[] = [];
  for (const row of rows) {
    if ([row.get('is_deleted'), row.get('is_list_deleted')].includes('Y')) continue;
    const title = textOf(row, 'list_title', 'title');
    const key = textOf(row, 'list_id', 'id');
    const parsed = HarvestEntry.safeParse({
      key,
      title,
      description: textOf(row, 'desc'),
      publisher: textOf(row, 'org_nm'),
      licence: textOf(row, 'share_scope_nm'),
      keywords: wordsOf(textOf(row, 'keywords')),
      formats: wordsOf(textOf(row, 'ext', 'data_format', 'data_type').replaceAll('+', ',')).map(
        (format) => format.toUpperCase(),
      ),
      modified: textOf(row, 'updated_at', 'updated_dt'),
      address: addressOf(row),
    });
    if (!parsed.success) problems.push(title || key || JSON.stringify([...row]).slice(0, 300));
    else if (!entries.has(key)) entries.set(key, parsed.data);
  }
  return { entries: [...entries.values()], problems };
}
