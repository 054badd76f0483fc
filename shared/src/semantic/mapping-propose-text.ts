import { UNNAMED_DATASET } from './reserved-ids.ts';

/** Standard names of headers that Korean files use, in the order they are tried. */
const NAMES: readonly (readonly [RegExp, string, string?])[] = [
  [/위도|^lat|mapy|y좌표/i, 'lat', 'LAT'],
  [/경도|^lon|^lng|mapx|x좌표/i, 'lon', 'LOT'],
  [/시도명|^시도$|^sido/i, 'province_name', 'CTPV_NM'],
  [/(시군구|구군|구·군|자치구)명?$|^sigungu/i, 'district_name', 'SGG_NM'],
  [/(읍면동|행정동|법정동)명?$/, 'dong_name', 'DONG_NM'],
  [/행정구역/, 'place_name'],
  [/도로명\s?주소/, 'road_address', 'LCTN_ROAD_NM_ADDR'],
  [/지번\s?주소/, 'lot_address', 'LCTN_LOTNO_ADDR'],
  [/주소/, 'address', 'ADDR'],
  [/기준일자|기준일$/, 'reference_date', 'CRTR_YMD'],
  [/기준년월|기준월|년월/, 'reference_month', 'CRTR_YM'],
  [/^(기준)?(년도|연도|년)$|^year$/i, 'year', 'CRTR_YR'],
  [/분기|quarter/i, 'quarter'],
  [/시간대|^시각?$/, 'hour'],
  [/일시|시각/, 'recorded_at'],
  [/일자|날짜|^date$/i, 'date'],
  [/총\s?인구/, 'persons_total'],
  [/인구/, 'persons'],
  [/세대/, 'households'],
  [/합계|총계|^계$|_계$/, 'total'],
  [/금액|예산|사업비/, 'amount', 'AMT'],
  [/면적/, 'area'],
  [/건수/, 'cases', 'NOCS'],
  [/전화/, 'phone', 'TELNO'],
  [/기관/, 'agency'],
  [/번호/, 'number'],
  [/코드/, 'code'],
  [/구분|종류|유형/, 'kind'],
  [/명칭|이름|명$/, 'name'],
];

/** A snake_case name and, where known, the standard term for a header. */
export function proposedName(header: string, index: number): { name: string; term?: string } {
  const known = NAMES.find(([pattern]) => pattern.test(header));
  if (known) {
    const [, name, term] = known;
    return { name, ...(term === undefined ? {} : { term }) };
  }
  const latin = header
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return { name: /^[a-z]/.test(latin) ? latin.slice(0, 50) : `column_${index + 1}` };
}

/** Text as an expression that matches it and nothing else. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** What a run of digits in a name means, from the text after it. */
function groupName(digits: string, after: string, taken: ReadonlySet<string>): string {
  const unit = /^\s?(년|월|일|세|시|분기)/.exec(after)?.[1];
  const byUnit: Readonly<Record<string, string>> = {
    년: 'year',
    월: 'month',
    일: 'day',
    세: 'age',
    시: 'hour',
    분기: 'quarter',
  };
  const plain = /^(19|20)\d\d$/.test(digits) ? 'year' : 'from';
  const wanted = unit === undefined ? plain : (byUnit[unit] ?? plain);
  if (!taken.has(wanted)) return wanted;
  if (!taken.has('until')) return 'until';
  return `part${taken.size + 1}`;
}

/** A name with its numbers made general: an expression with named groups that the same source's next file fits too. */
export function generalised(name: string): string {
  const taken = new Set<string>();
  let result = '';
  let rest = name;
  for (;;) {
    const found = /\d+/.exec(rest);
    if (!found) return `^${result}${escaped(rest)}$`;
    const [digits] = found;
    const after = rest.slice(found.index + digits.length);
    const group = groupName(digits, after, taken);
    taken.add(group);
    const width = group === 'age' || group === 'from' ? '\\d+' : `\\d{${digits.length}}`;
    result += `${escaped(rest.slice(0, found.index))}(?<${group}>${width})`;
    rest = after;
  }
}

/** A file's name made general: year, month and day become groups, other numbers any number. */
export function generalisedFile(name: string): string {
  const [, stem = name, extension = ''] = /^(.*?)(\.[a-z0-9]+)?$/i.exec(name) ?? [];
  const daily = stem.replace(
    /((?:19|20)\d{2})([-_.년]? ?)(0[1-9]|1[0-2])([-_.월]? ?)(0[1-9]|[12]\d|3[01])(?!\d)/,
    '\u0001$2\u0002$4\u0003',
  );
  const dated = daily.includes('\u0001')
    ? daily
    : stem.replace(/((?:19|20)\d{2})([-_.년]? ?)(0[1-9]|1[0-2])(?!\d)/, '\u0001$2\u0002');
  const yeared = dated.includes('\u0001') ? dated : dated.replace(/(19|20)\d{2}/, '\u0001');
  const pattern = escaped(yeared)
    .replace(/\d+/g, '\\d+')
    .replace('\u0001', '(?<year>\\d{4})')
    .replace('\u0002', '(?<month>\\d{2})')
    .replace('\u0003', '(?<day>\\d{2})');
  return `^${pattern}${escaped(extension)}$`;
}

/** A title from a file's name: without its extension, with spaces for what stands in their place. */
export function proposedTitle(file: string): string {
  const stem = file.replace(/\.[a-z0-9]{1,8}$/i, '');
  const words = stem.replace(/[_+]+/g, ' ').replace(/\s+/g, ' ').trim();
  return words === '' ? file : words;
}

/** A kebab-case id from a file's name. */
export function proposedId(file: string): string {
  const stem = file
    .replace(/\.[a-z0-9]+$/i, '')
    .toLowerCase()
    .replace(/\d+/g, ' ')
    .replace(/[^a-z]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return stem === '' ? UNNAMED_DATASET : stem.slice(0, 60).replace(/-+$/, '');
}
