import { type DatasetNode, isPublished } from './dataset-node.ts';
import { linksOf } from './formats.ts';
import { CLASSIFICATIONS, PERMISSIONS, UPDATE_CYCLES, wordFor } from './listing-vocabulary.ts';

/** Columns of the national portal's listing (공공데이터 목록), in the order they are written. */
export const LISTING_COLUMNS = [
  '목록명',
  '분류체계',
  '제공기관코드',
  '제공기관',
  '관리부서명',
  '관리부서 전화번호',
  '보유근거',
  '수집방법',
  '업데이트 주기',
  '차기 등록 예정일',
  '매체유형',
  '전체행',
  '확장자',
  '키워드',
  '데이터 한계',
  '공간범위',
  '시간범위',
  '비용부과유무',
  '이용허락범위',
  '설명',
  '목록 URL',
  '수정일',
] as const;

/** A column of the listing. */
export type ListingColumn = (typeof LISTING_COLUMNS)[number];

/** One dataset as the portal lists it; what is not known is empty, never guessed. */
export type ListingRow = Readonly<Record<ListingColumn, string>>;

/** MOIS code of the city as a providing body (제공기관코드). */
const CITY_BODY = '6260000';

function limitsOf({ caveats, limitations }: DatasetNode): string {
  const known = caveats.map(({ ko }) => ko);
  return known.length > 0 ? known.join(' ') : (limitations?.ko ?? '');
}

function spanOf({ period }: DatasetNode): string {
  return period ? `${period.from} ~ ${period.to}` : '';
}

/** A dataset as a row of the portal's listing.
 * @param origin origin of the addresses, without a slash at its end */
export function listingRow(node: DatasetNode, { origin }: { origin: string }): ListingRow {
  const terms = node.columns.flatMap(({ businessName }) => businessName ?? []);
  return {
    목록명: node.title.ko,
    분류체계: wordFor(CLASSIFICATIONS, node.domain) ?? '',
    제공기관코드: CITY_BODY,
    제공기관: '부산광역시',
    관리부서명: node.owner.name.ko,
    '관리부서 전화번호': '',
    보유근거: node.legalBasis?.ko ?? '',
    수집방법: node.source.ko,
    '업데이트 주기': wordFor(UPDATE_CYCLES, node.cadence) ?? '',
    '차기 등록 예정일': node.nextDue ?? '',
    매체유형: '텍스트',
    전체행: String(node.rows),
    확장자: 'CSV, XLSX, JSON, PARQUET',
    키워드: [...new Set([node.title.ko, ...terms])].join(','),
    '데이터 한계': limitsOf(node),
    공간범위: '부산광역시',
    시간범위: spanOf(node),
    비용부과유무: '무료',
    이용허락범위: isPublished(node)
      ? (wordFor(PERMISSIONS, node.licence.id) ?? node.licence.id)
      : '',
    설명: node.summary.ko,
    '목록 URL': linksOf(origin, node.id).page,
    수정일: node.asOf,
  };
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Listing rows as CSV with a header, CRLF between lines, without a byte order mark. */
export function listingCsv(rows: readonly ListingRow[]): string {
  const lines = rows.map((row) => LISTING_COLUMNS.map((column) => quoted(row[column])).join(','));
  return [LISTING_COLUMNS.join(','), ...lines, ''].join('\r\n');
}
