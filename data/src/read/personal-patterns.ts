import type { PersonalKind } from '@bada/shared/intake';

/** Kinds that a value shows by itself, most telling first; accounts and names need their column's title. */
const SHAPES: readonly (readonly [PersonalKind, RegExp, ((digits: string) => boolean)?])[] = [
  ['resident-number', whole(/\d{6}\s?-?\s?[1-8]\d{6}/), isResidentNumber],
  ['card', whole(/(?:\d{4}[- ]?){3}\d{4}/), isCardNumber],
  ['mobile', whole(/(?:\+82[- ]?|0)1[016789][-. )]?\d{3,4}[-. ]?\d{4}/)],
  ['phone', whole(/\(?0(?:2|[3-6][1-5]|70)\)?[-. )]\s?\d{3,4}[-. ]\d{4}/)],
  ['email', /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g],
  ['driver-licence', whole(/(?:1[1-9]|2[0-8])-\d{2}-\d{6}-\d{2}/)],
  ['passport', /(?<![A-Za-z\d])[MSRODG]\d{8}(?!\d)/g],
];

/** A pattern that is no part of a longer number and no digits of a decimal fraction. */
function whole(pattern: RegExp): RegExp {
  return new RegExp(`(?<!\\d)(?<!\\d\\.)${pattern.source}(?!\\d)(?!\\.\\d)`, 'g');
}

const SPACE =
  '[\\s\\x{00A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}]';

/** A pattern of the engine's SQL (RE2) that meets every text in which `matchesIn` finds something, and little else:
 * what it meets is looked at closely. */
export const SUSPECT_PATTERN = `@|(?:^|[^A-Za-z0-9])[MSRODG][0-9]{8}(?:[^0-9]|$)|(?:^|[^0-9.]|(?:^|[^0-9])[.])(?:${[
  `[0-9]{6}${SPACE}?-?${SPACE}?[1-8][0-9]{6}`,
  '(?:[0-9]{4}[- ]?){3}[0-9]{4}',
  '(?:[+]82[- ]?|0)1[016789][-. )]?[0-9]{3,4}[-. ]?[0-9]{4}',
  `[(]?0(?:2|[3-6][1-5]|70)[)]?[-. )]${SPACE}?[0-9]{3,4}[-. ][0-9]{4}`,
  '(?:1[1-9]|2[0-8])-[0-9]{2}-[0-9]{6}-[0-9]{2}',
].join('|')})(?:[^0-9]|$)`;

/** A match in a value. */
export interface PersonalMatch {
  readonly kind: PersonalKind;
  readonly text: string;
}

const DECIMAL = /^-?\d*\.\d+$/;

/** Every piece of a value that is personal by its own shape. */
export function matchesIn(value: string): PersonalMatch[] {
  if (value.length < 8 || !/\d{3}|@/.test(value) || DECIMAL.test(value)) return [];
  const found: PersonalMatch[] = [];
  let rest = value;
  for (const [kind, pattern, isValid] of SHAPES) {
    // What one kind has claimed is no other kind: a card number holds things that look like phones.
    rest = rest.replace(pattern, (text) => {
      if (isValid && !isValid(text.replace(/\D/g, ''))) return text;
      found.push({ kind, text });
      return '\n'.repeat(text.length);
    });
  }
  return found;
}

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
/** Numbers given out since October 2020 have random digits and no checksum. */
const RANDOM_SINCE = '20201001';

/** Whether 13 digits are a resident or foreigner registration number: birth date, century digit and checksum. */
export function isResidentNumber(digits: string): boolean {
  if (!/^\d{6}[1-8]\d{6}$/.test(digits)) return false;
  const marker = Number(digits[6]);
  const century = marker === 1 || marker === 2 || marker === 5 || marker === 6 ? '19' : '20';
  const born = century + digits.slice(0, 6);
  if (!isDate(born)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const check = (11 - (sum % 11)) % 10;
  const isForeign = marker >= 5;
  const expected = isForeign ? (check + 2) % 10 : check;
  return Number(digits[12]) === expected || born >= RANDOM_SINCE;
}

function isDate(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

/** Luhn's checksum, and a first digit that card issuers use. */
function isCardNumber(digits: string): boolean {
  if (!/^[3-6]/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** Titles of columns of bank accounts. */
export const ACCOUNT_TITLE = /계좌|통장\s*번호|account\s*(no|number)|^account$/i;
const ACCOUNT = /^\d{2,6}(-?\d{2,8}){1,4}$/;

/** Whether a value has the form of an account number: 10 to 16 digits, hyphens between. */
export function isAccount(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return digits >= 10 && digits <= 16 && ACCOUNT.test(value.trim());
}

/** Titles of columns of people's names; a place's or a company's name is none. */
export const NAME_TITLE =
  /^(성\s*명|이\s*름|성\s*함|.*(신청|민원|신고|담당|대상|수급|보호|의뢰|계약|체납|납세|당사|책임|작성|수령)(자|인)?\s*(성\s*명|이름|명)|대표자\s*(성\s*)?명?|담당자|신청인|신청자|민원인|보호자|수급자|full\s*name|person(al)?\s*name|first\s*name|last\s*name)(\(.*\))?$/i;

const SURNAMES =
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은편용예경봉사부';
const NAME_SHAPE = `^[${SURNAMES}][가-힣]{1,3}$`;
const NAME = new RegExp(NAME_SHAPE);
const MASKED_NAME = /^[가-힣][*○OX〇ㅇ]+[가-힣]?$/;
/** Endings of places and offices that begin with a syllable that is also a surname. */
const NO_NAME =
  /(구|군|시|동|읍|면|리|로|길|역|청|과|팀|국|실|센터|학교|병원|시장|공원|회사|합계|소계|총계)$/;

/** Whether a value has the form of a Korean person's name; one masked already is none. */
export function isName(value: string): boolean {
  const text = value.trim().replace(/\s/g, '');
  return NAME.test(text) && !NO_NAME.test(text) && !MASKED_NAME.test(text);
}

/** What an SQL condition needs to find the cells of a column of names or accounts, for `isName` or `isAccount` to judge. */
export const SUSPECT_SHAPES = Object.freeze({
  name: NAME_SHAPE,
  account: '^[0-9]{2,6}[-0-9]{6,40}$',
});

/** The kinds that the titles of a column make likely, of those that need a title. */
export function titledKinds(
  titles: readonly (string | undefined)[],
): readonly (keyof typeof SUSPECT_SHAPES)[] {
  const has = (pattern: RegExp) =>
    titles.some((title) => title !== undefined && pattern.test(title.trim()));
  return [
    ...(has(NAME_TITLE) ? (['name'] as const) : []),
    ...(has(ACCOUNT_TITLE) ? (['account'] as const) : []),
  ];
}
