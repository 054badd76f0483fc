import type { Localized } from '../model/localized.ts';
import { DISTRICTS } from '../model/place.ts';
import type { ColumnType, MissingReason } from './mapping.ts';
import type { HeadRow } from './mapping-header.ts';
import { suffixOf, withoutSuffix } from './mapping-propose-suffix.ts';

/** What was made of a column's sample, and how sure that is. */
export interface ColumnGuess {
  readonly type: ColumnType;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: Localized;
  readonly missing: Readonly<Record<string, MissingReason>>;
  readonly extract?: string;
  /** Text after the figures. */
  readonly suffix?: string;
  readonly system?: 'mois' | 'kostat';
  readonly unit?: { readonly from: string; readonly to: string; readonly factor: number };
  /** Holds △ or ▲, whose meaning only a person knows. */
  readonly triangles: boolean;
}

const MISSING: ReadonlyMap<string, MissingReason> = new Map(
  Object.entries({
    '-': 'not-applicable',
    '–': 'not-applicable',
    X: 'suppressed',
    x: 'suppressed',
    '*': 'suppressed',
    비공개: 'suppressed',
    '…': 'not-published',
    '...': 'not-published',
    미집계: 'not-published',
    NA: 'not-published',
    'N/A': 'not-published',
    '#N/A': 'not-published',
    해당없음: 'not-applicable',
    '#DIV/0!': 'not-computable',
    '#VALUE!': 'not-computable',
    '-999': 'not-measured',
    '-999.0': 'not-measured',
    '-9999': 'not-measured',
  } satisfies Record<string, MissingReason>),
);

const KINDS: readonly (readonly [ColumnType, RegExp, RegExp?])[] = [
  ['datetime', /^(19|20)\d{12}$|^(19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}[ T]\d{1,2}:\d{2}(:\d{2})?$/],
  [
    'datetime',
    /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])(0\d|1\d|2[0-4])$/,
    /date|일시|시각|time/i,
  ],
  ['date', /^(19|20)\d{2} ?[-./년] ?\d{1,2} ?[-./월] ?\d{1,2} ?[.일]?$/],
  ['date', /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])$/, /date|일자|날짜|ymd/i],
  ['quarter', /^(19|20)\d{2}년? ?[1-4](\/4)? ?분기$|^(19|20)\d{2}-?Q[1-4]$/],
  ['half', /^(19|20)\d{2}년? ?(상|하)반기$/],
  ['month', /^(19|20)\d{2} ?[-./년] ?(0?[1-9]|1[0-2]) ?[.월]?$/],
  ['month', /^(19|20)\d{2}(0[1-9]|1[0-2])$/, /년월|month|ym$/i],
  ['year', /^(19|20)\d{2}(년|년도|\.)?$/, /년|연도|year/i],
  ['integer', /^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/],
  ['decimal', /^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[+-]?\d+)?$/i],
];

const REASONS: Readonly<Record<string, Localized>> = {
  integer: { ko: '표본이 모두 정수입니다.', en: 'All samples are whole numbers.' },
  decimal: { ko: '표본이 모두 수입니다.', en: 'All samples are numbers.' },
  period: {
    ko: '표본이 모두 날짜나 기간의 꼴입니다.',
    en: 'All samples look like dates or periods.',
  },
  code: {
    ko: '이름이 코드·번호이거나 0으로 시작하는 값이 있습니다.',
    en: 'The name says code or number, or values begin with zeros.',
  },
  text: { ko: '글로 읽습니다.', en: 'Read as text.' },
  empty: { ko: '표본에 값이 없어 글로 읽습니다.', en: 'The sample holds no value; read as text.' },
  inside: {
    ko: '이름 안에 10자리 행정기관코드가 있습니다.',
    en: 'Names hold the ten-digit code of the place.',
  },
  place: { ko: '값이 행정구역 코드입니다.', en: 'Values are codes of places.' },
  hours: { ko: '표본이 모두 0~24시입니다.', en: 'All samples are hours from 0 to 24.' },
  suffix: {
    ko: '숫자 뒤의 같은 글은 단위로 보고 떼어 읽습니다.',
    en: 'The same text after the figures is taken as their unit and taken off.',
  },
  shape: { ko: '값이 도형입니다.', en: 'Values are shapes.' },
  position: { ko: '이름이 좌표입니다.', en: 'The name says position.' },
};

function reasonOf(name: string): Localized {
  return REASONS[name] ?? { ko: name, en: name };
}

const UNITS: Readonly<Record<string, number>> = {
  천원: 1e3,
  만원: 1e4,
  백만원: 1e6,
  억원: 1e8,
  십억원: 1e9,
  조원: 1e12,
};

function unitNamed(text: string): ColumnGuess['unit'] {
  const factor = UNITS[text];
  return { from: text, to: factor === undefined ? text : '원', factor: factor ?? 1 };
}

function unitOf(header: string): ColumnGuess['unit'] {
  const text = /\(\s*(?:단위\s*:\s*)?([^()]{1,8})\s*\)\s*$/.exec(header)?.[1]?.replace(/\s/g, '');
  if (text === undefined || /^\d+$/.test(text)) return undefined;
  return unitNamed(text);
}

/** The unit that a row above the header states for the whole table, e.g. `(단위: 천원)`; none where it states several. */
export function unitAbove(rows: readonly HeadRow[], before: number): ColumnGuess['unit'] {
  const texts = rows.filter(({ number }) => number < before).flatMap(({ cells }) => cells);
  const said = texts.flatMap((text) => /단위\s*[:：]\s*([^()[\]]{1,20})/.exec(text)?.[1] ?? []);
  const [only, ...others] = said.map((text) => text.normalize('NFKC').replace(/\s/g, ''));
  if (only === undefined || others.length > 0 || /[,·/]/.test(only)) return undefined;
  return unitNamed(only);
}

function placeSystem(header: string, values: readonly string[]): 'mois' | 'kostat' | undefined {
  const all = (test: (value: string) => boolean) => values.length > 0 && values.every(test);
  if (
    all(
      (value) => /^[1-5]\d{4}(\d{2}0|0{5}|\d{2}000|\d{3}0{2})$/.test(value) && value.length === 10,
    )
  )
    return 'mois';
  if (!/코드|code|cd$|^adm/i.test(header) || !all((value) => /^\d{5}$/.test(value)))
    return undefined;
  const share = (codes: readonly string[]) =>
    values.filter((value) => codes.includes(value)).length;
  const mois = share(DISTRICTS.map(({ place }) => place));
  const kostat = share(DISTRICTS.flatMap((district) => district.kostat));
  if (mois === kostat) return undefined;
  return mois > kostat ? 'mois' : 'kostat';
}

function base(type: ColumnType, confidence: number, reason: string): ColumnGuess {
  return { type, confidence, reason: reasonOf(reason), missing: {}, triangles: false };
}

const HOUR = /^(\d|1\d|0\d|2[0-4]) ?시?( ?[-~] ?(\d|1\d|0\d|2[0-4]) ?시?)?$/;

/** Hours of a day in a column of their own; of a span, where it begins. */
function hoursOf(header: string, values: readonly string[]): ColumnGuess | undefined {
  if (!/시간대|^시각?$|^hour$|_hour$|^hh$/i.test(header.trim())) return undefined;
  if (!values.every((value) => HOUR.test(value))) return undefined;
  const spans = values.some((value) => /[-~]/.test(value));
  return { ...base('hours', 0.8, 'hours'), ...(spans ? { extract: '^(\\d{1,2}) ?시?' } : {}) };
}

/** The beginning of a GeoJSON geometry, or the hexadecimal digits of one in WKB: byte order, kind and at least a point. */
const SHAPE =
  /^\{\s*"type"\s*:\s*"(Multi)?(Point|LineString|Polygon)"|^\{\s*"type"\s*:\s*"GeometryCollection"|^(\\x)?0(0[0-9a-f]{6}0[1-6]|10[1-6][0-9a-f]{6})([0-9a-f]{2}){16,}$/i;

function special(header: string, values: readonly string[]): ColumnGuess | undefined {
  if (values.every((value) => /\(\d{10}\)\s*$/.test(value))) {
    return { ...base('place', 0.95, 'inside'), extract: '\\((\\d{10})\\)\\s*$', system: 'mois' };
  }
  if (values.every((value) => SHAPE.test(value))) return base('geometry', 0.95, 'shape');
  const hours = hoursOf(header, values);
  if (hours) return hours;
  const system = placeSystem(header, values);
  if (system) return { ...base('place', 0.8, 'place'), system };
  if (/위도|경도|^lat|^lon|^lng|^map[xy]$|[xy]좌표/i.test(header)) {
    return base('decimal', 0.9, 'position');
  }
  const zeros =
    values.some((value) => /^0\d+$/.test(value)) && values.every((value) => /^\d+$/.test(value));
  if (zeros || /코드|번호|code|(^|_)(id|no)$|[a-z]id$/i.test(header))
    return base('code', 0.8, 'code');
  return undefined;
}

/** The texts among cells that stand for no value, as they are written. */
function missingIn(texts: readonly string[]): Record<string, MissingReason> {
  return Object.fromEntries(
    [...new Set(texts)].flatMap((text) => {
      const reason = MISSING.get(text.normalize('NFKC'));
      return reason === undefined ? [] : [[text, reason]];
    }),
  );
}

/** Guesses how a column is to be read from its header and a sample of its cells. In rows of totals, `totals`, only
 * texts for missing values are looked for: an average has no total. */
export function guessColumn(
  header: string,
  cells: readonly string[],
  totals: readonly string[] = [],
): ColumnGuess {
  const texts = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (texts.length === 0) return base('text', 0.3, 'empty');
  const values = texts.map((text) => text.normalize('NFKC')).filter((text) => !MISSING.has(text));
  const missing = missingIn([...texts, ...totals.map((cell) => cell.trim())]);
  const found = values.length === 0 ? undefined : special(header, values);
  if (found) return { ...found, missing };
  const triangles = values.some((value) => /^[△▲]/.test(value));
  const suffix = suffixOf(values);
  const bare = values.map((value) => withoutSuffix(value, suffix).replace(/^[△▲]\s*/, ''));
  const kind = KINDS.find(
    ([, pattern, name]) =>
      (name === undefined || name.test(header)) &&
      bare.length > 0 &&
      bare.every((value) => pattern.test(value)),
  )?.[0];
  if (kind === undefined) return base('text', 0.6, 'text');
  const isNumber = kind === 'integer' || kind === 'decimal';
  if (suffix !== undefined && !isNumber) return base('text', 0.6, 'text');
  const unit = isNumber ? (unitOf(header) ?? (suffix && unitNamed(suffix))) : undefined;
  const doubt =
    (Object.keys(missing).length > 0 ? 0.3 : 0) +
    (triangles ? 0.4 : 0) +
    (bare.length < 5 ? 0.1 : 0);
  return {
    ...base(kind, Math.max(0.1, 0.95 - doubt), suffix ? 'suffix' : isNumber ? kind : 'period'),
    ...(suffix === undefined ? {} : { suffix }),
    missing,
    triangles,
    ...(unit ? { unit } : {}),
  };
}
