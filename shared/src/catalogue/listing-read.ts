import type { Cadence } from '../model/cadence.ts';
import { IsoDate } from '../model/period.ts';
import { LISTING_COLUMNS, type ListingColumn } from './listing-row.ts';
import { CLASSIFICATIONS, meaningOf, PERMISSIONS, UPDATE_CYCLES } from './listing-vocabulary.ts';

/** A dataset as another catalogue lists it; absent where the listing says nothing. */
export interface ListedDataset {
  readonly title: string;
  readonly provider: string;
  readonly department?: string;
  readonly domain?: string;
  readonly legalBasis?: string;
  readonly cadence?: Cadence;
  readonly nextDue?: string;
  readonly rows?: number;
  readonly formats: readonly string[];
  readonly keywords: readonly string[];
  readonly limitations?: string;
  readonly licence: string;
  readonly description?: string;
  readonly address?: string;
}

/** A cell of a listing that could not be understood. `row` counts from 1 under the header. */
export interface ListingProblem {
  readonly row: number;
  readonly column: ListingColumn;
  readonly value: string;
}

/** What a listing holds: every row is either listed or named among the problems. */
export interface Listing {
  readonly datasets: readonly ListedDataset[];
  readonly problems: readonly ListingProblem[];
}

/** Other headings that listings use for the same thing. */
const ALIASES: Readonly<Partial<Record<ListingColumn, readonly string[]>>> = {
  목록명: ['목록타이틀', '파일데이터명', '데이터명'],
  제공기관: ['제공기관명', '기관명'],
  관리부서명: ['담당부서', '관리부서'],
  '차기 등록 예정일': ['차기등록예정일', '차기 등록예정일'],
  '업데이트 주기': ['업데이트주기', '갱신주기'],
  전체행: ['전체 행'],
  '목록 URL': ['목록URL', 'URL'],
};

type Cells = (column: ListingColumn) => string;

function plain(heading: string): string {
  return heading.replaceAll(/[\s"\uFEFF]/g, '');
}

function placeOf(header: readonly string[], column: ListingColumn): number {
  const names = [column, ...(ALIASES[column] ?? [])].map(plain);
  return header.findIndex((heading) => names.includes(plain(heading)));
}

/** `2026.4.6`, `2026-04-06` or `20260406` as `2026-04-06`. */
function dateIn(text: string): string | undefined {
  const match = /^(\d{4})[-./]?\s?(\d{1,2})[-./]?\s?(\d{1,2})\.?$/.exec(text);
  if (!match) return undefined;
  const [, year, month = '', day = ''] = match;
  const date = IsoDate.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return date.success ? date.data : undefined;
}

function listOf(text: string): string[] {
  return text
    .split(/[,;|+]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function countIn(text: string): number | undefined {
  const digits = text.replaceAll(',', '');
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

function textOr<K extends string>(key: K, text: string): { [P in K]?: string } {
  const entry: { [P in K]?: string } = {};
  if (text !== '') entry[key] = text;
  return entry;
}

function datasetOf(cells: Cells): ListedDataset {
  const cadence = meaningOf(UPDATE_CYCLES, cells('업데이트 주기'));
  const nextDue = dateIn(cells('차기 등록 예정일'));
  const rows = countIn(cells('전체행'));
  const permission = cells('이용허락범위');
  return {
    title: cells('목록명'),
    provider: cells('제공기관'),
    ...textOr('department', cells('관리부서명')),
    ...textOr('domain', meaningOf(CLASSIFICATIONS, cells('분류체계')) ?? ''),
    ...textOr('legalBasis', cells('보유근거')),
    ...(cadence === undefined ? {} : { cadence }),
    ...(nextDue === undefined ? {} : { nextDue }),
    ...(rows === undefined ? {} : { rows }),
    formats: listOf(cells('확장자')).map((format) => format.toLowerCase()),
    keywords: listOf(cells('키워드')),
    ...textOr('limitations', cells('데이터 한계')),
    licence: meaningOf(PERMISSIONS, permission) ?? (permission || 'unstated'),
    ...textOr('description', cells('설명')),
    ...textOr('address', cells('목록 URL')),
  };
}

/** Cells that say something which the listed dataset would lose. */
function misread(cells: Cells, dataset: ListedDataset, row: number): ListingProblem[] {
  const checks: readonly (readonly [ListingColumn, unknown])[] = [
    ['업데이트 주기', dataset.cadence],
    ['차기 등록 예정일', dataset.nextDue],
    ['전체행', dataset.rows],
  ];
  return checks
    .filter(([column, understood]) => understood === undefined && cells(column) !== '')
    .map(([column]) => ({ row, column, value: cells(column) }));
}

/** Reads a portal's listing from its cells as text, the header first. A row without a name is a
 * problem and lists nothing; any other cell that is not understood is a problem and left out. */
export function readListing([header = [], ...rows]: readonly (readonly string[])[]): Listing {
  const places = new Map(LISTING_COLUMNS.map((column) => [column, placeOf(header, column)]));
  const datasets: ListedDataset[] = [];
  const problems: ListingProblem[] = [];
  for (const [index, row] of rows.entries()) {
    const cells: Cells = (column) => row[places.get(column) ?? -1]?.trim() ?? '';
    const dataset = datasetOf(cells);
    if (dataset.title === '') {
      problems.push({ row: index + 1, column: '목록명', value: row.join(',').slice(0, 120) });
      continue;
    }
    datasets.push(dataset);
    problems.push(...misread(cells, dataset, index + 1));
  }
  return { datasets, problems };
}
