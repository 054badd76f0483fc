import type { Localized } from '@bada/shared';
import type { RawNote } from './raw-table.ts';

/** What each kind of note says; `{count}` and `{what}` are filled in. */
const TEXTS = {
  'byte-order-mark-missing': {
    ko: '바이트 순서 표시가 없어 0 바이트의 자리로 UTF-16임을 짐작했습니다.',
    en: 'UTF-16 without a byte order mark, guessed from the places of its zero bytes.',
  },
  'replaced-characters': {
    ko: '{count}개 행에 읽을 수 없는 글자가 있어 �로 바뀌었습니다.',
    en: '{count} rows hold characters that could not be decoded and became �.',
  },
  'blank-rows': { ko: '빈 행 {count}개가 있습니다.', en: '{count} rows are blank.' },
  'ragged-rows': {
    ko: '{count}개 행의 칸 수가 다른 행({what}칸)과 다릅니다.',
    en: '{count} rows do not have the {what} cells that most rows have.',
  },
  'repaired-quotes': {
    ko: '{count}개 행에서 닫는 큰따옴표 뒤에 글자가 더 있어 이어 붙였습니다.',
    en: '{count} rows have text after a closing quotation mark; it was kept as part of the cell.',
  },
  'control-characters': {
    ko: '{count}개 행에 제어 문자가 들어 있습니다.',
    en: '{count} rows hold control characters.',
  },
  'merged-filled': {
    ko: '병합된 칸 {count}곳을 왼쪽 위 값으로 채웠습니다.',
    en: '{count} merged ranges were filled with the value of their first cell.',
  },
  'hidden-rows': {
    ko: '숨겨진 행 {count}개도 읽었습니다.',
    en: '{count} hidden rows were read as well.',
  },
  'hidden-columns': {
    ko: '숨겨진 열 {count}개도 읽었습니다.',
    en: '{count} hidden columns were read as well.',
  },
  'hidden-sheet': { ko: '숨겨진 시트입니다.', en: 'The sheet is hidden.' },
  'empty-sheet': { ko: '빈 시트입니다.', en: 'The sheet is empty.' },
  'dates-as-text': {
    ko: '날짜 서식({what})의 칸 {count}개를 ISO 날짜로 적었습니다.',
    en: '{count} cells with the date format {what} were written as ISO dates.',
  },
  'zero-padded': {
    ko: '서식({what})이 붙인 앞자리 0을 칸 {count}개에 남겼습니다.',
    en: '{count} cells keep the leading zeros that their format {what} shows.',
  },
  'number-formats': {
    ko: '서식({what})으로 달리 보이는 수 {count}개를 서식 없이 적었습니다.',
    en: '{count} numbers that the format {what} shows differently were written plainly.',
  },
  formulas: {
    ko: '수식 {count}개는 저장된 값으로 읽었습니다.',
    en: '{count} formulas were read by their stored values.',
  },
  'formulas-without-value': {
    ko: '수식 {count}개는 저장된 값이 없어 빈칸입니다.',
    en: '{count} formulas have no stored value and are empty.',
  },
  'error-values': {
    ko: '오류 값(#DIV/0! 등) {count}개를 글자로 남겼습니다.',
    en: '{count} error values (#DIV/0! and the like) were kept as text.',
  },
  'repeated-keys': {
    ko: '같은 이름이 두 번 나오는 키 {count}개를 "이름#2"로 나누었습니다.',
    en: '{count} keys occur twice in their object; the second became "name#2".',
  },
  nulls: {
    ko: 'null인 값 {count}개를 빈칸으로 적었습니다.',
    en: '{count} null values were written as empty text.',
  },
  'other-members': {
    ko: '표가 아닌 항목 {count}개는 읽지 않았습니다: {what}',
    en: '{count} members that are no table were not read: {what}',
  },
  'renamed-columns': {
    ko: '이름이 겹치는 열 {count}개의 이름을 바꾸었습니다: {what}',
    en: '{count} columns whose names collide were renamed: {what}',
  },
  'skipped-entries': {
    ko: '다른 파일 {count}개는 읽지 않았습니다: {what}',
    en: '{count} other files were not read: {what}',
  },
  'deleted-records': {
    ko: '삭제 표시된 레코드 {count}개도 읽었습니다.',
    en: '{count} records marked as deleted were read as well.',
  },
  'cut-characters': {
    ko: '{count}개 칸의 끝 글자가 필드 길이에 잘려 지웠습니다.',
    en: '{count} cells ended in half a character cut off by the field length; it was removed.',
  },
  'null-geometries': {
    ko: '도형이 없는 행 {count}개가 있습니다.',
    en: '{count} rows have no geometry.',
  },
  'nested-tables': {
    ko: '칸 안의 표 {count}개는 글자로 읽었습니다.',
    en: '{count} tables inside cells were read as text.',
  },
} satisfies Record<string, Localized>;

type NoteCode = keyof typeof TEXTS;

interface Tally {
  readonly code: NoteCode;
  readonly what: string;
  readonly places: string[];
  count: number;
}

const PLACES = 20;

function fill(text: string, { count, what }: Tally): string {
  return text.replace(/\{(count|what)\}/g, (_, name) => (name === 'count' ? String(count) : what));
}

/** Gathers what is to be said about one table: one note per kind, with the first places. */
export class NoteCollector {
  readonly #table: string;
  readonly #tallies = new Map<string, Tally>();

  /** `table` is '' for the file as a whole. */
  constructor(table: string) {
    this.#table = table;
  }

  /** One more occurrence; `what` splits a kind, e.g. by date format. */
  add(code: NoteCode, place?: string | number, what = '', count = 1): void {
    const key = `${code} ${what}`;
    const tally = this.#tallies.get(key) ?? { code, what, places: [], count: 0 };
    tally.count += count;
    if (place !== undefined && tally.places.length < PLACES) tally.places.push(String(place));
    this.#tallies.set(key, tally);
  }

  /** Forgets everything, before the table is read again. */
  clear(): void {
    this.#tallies.clear();
  }

  /** The notes so far. */
  list(): RawNote[] {
    return [...this.#tallies.values()].map((tally) => {
      const { code, places, count } = tally;
      const where = places.join(', ') + (count > places.length ? ' …' : '');
      const { ko, en } = TEXTS[code];
      const note = { code, table: this.#table, count, ko: fill(ko, tally), en: fill(en, tally) };
      return places.length > 0 ? { ...note, where } : note;
    });
  }
}
