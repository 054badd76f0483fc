import type { Localized } from '../model/localized.ts';

function rule(ko: string, en: string): Localized {
  return Object.freeze({ ko, en });
}

/** Why a row is quarantined, by rule. */
export const QUARANTINE_RULES = Object.freeze({
  blank: rule('빈 행입니다.', 'The row is empty.'),
  'repeated-header': rule('머리글이 되풀이된 행입니다.', 'The row repeats the header.'),
  ragged: rule(
    '칸 수가 머리글과 다릅니다.',
    'The row has another number of cells than the header.',
  ),
  required: rule('반드시 있어야 할 값이 없습니다.', 'A required value is missing.'),
  integer: rule('정수로 읽을 수 없습니다.', 'This is no whole number.'),
  decimal: rule('수로 읽을 수 없습니다.', 'This is no number.'),
  boolean: rule('여부로 읽을 수 없습니다.', 'This is neither yes nor no.'),
  date: rule('날짜로 읽을 수 없습니다.', 'This is no date.'),
  period: rule('기간으로 읽을 수 없습니다.', 'This is no period of the declared length.'),
  datetime: rule('일시로 읽을 수 없습니다.', 'This is no date and time.'),
  hours: rule('시각(0~24)으로 읽을 수 없습니다.', 'This is no hour from 0 to 24.'),
  geometry: rule(
    '도형(GeoJSON 또는 WKB)으로 읽을 수 없습니다.',
    'This is no shape in GeoJSON or WKB.',
  ),
  triangle: rule(
    '△·▲의 뜻이 정해지지 않아 읽지 않았습니다.',
    'The meaning of △ or ▲ is not declared, so the number was not read.',
  ),
  extract: rule(
    '정해진 모양과 달라 값을 가려낼 수 없습니다.',
    'The text does not have the declared form.',
  ),
  'unknown-value': rule('코드표에 없는 값입니다.', 'The value is not on the code list.'),
  range: rule('정해진 범위를 벗어났습니다.', 'The value lies outside the declared range.'),
  'place-unmatched': rule('어느 곳인지 찾을 수 없습니다.', 'The place is not in the crosswalk.'),
  'place-ambiguous': rule('여러 곳에 해당합니다.', 'The text fits several places.'),
});

/** What a flag says; `{name}` is filled from the case. */
export const FLAG_TEXTS = Object.freeze({
  'totals-differ': rule(
    '합계 행이 부분의 합과 다릅니다.',
    'A totals row differs from the sum of its parts.',
  ),
  'totals-without-parts': rule(
    '합계 행의 부분이 이 표에 없어 견주지 못했습니다.',
    'A totals row has no parts in this table, so it could not be checked.',
  ),
  'sum-differs': rule(
    '합계 열이 부분 열의 합과 다릅니다.',
    'A total column differs from the sum of its part columns.',
  ),
  'key-repeated': rule('열쇠가 겹치는 행이 있습니다.', 'Rows share a key.'),
  'period-sparse': rule(
    '다른 기간보다 행이 훨씬 적은 기간이 있습니다.',
    'A period has far fewer rows than the others.',
  ),
  'place-guessed': rule(
    '이름만으로 곳을 정했습니다. 확인이 필요합니다.',
    'A place was taken from its name as the mapping declares; please confirm.',
  ),
  'place-unmatched': rule(
    '어느 곳인지 찾지 못했습니다.',
    'Places were not found in the crosswalk.',
  ),
  'place-ambiguous': rule('여러 곳에 해당하는 글이 있습니다.', 'Texts fit several places.'),
  'place-elsewhere': rule(
    '다른 시·도의 곳이라 코드를 확인하지 않았습니다.',
    'Places of other provinces; their codes were not checked.',
  ),
  'place-out-of-date': rule(
    '그 날짜에는 쓰이지 않던 곳입니다. → 뒤는 뒤를 이은 곳이고, 나뉜 곳은 +로 이었습니다.',
    'The place was not in force on that day. After → stands what took over, with + where it was split.',
  ),
  'position-impossible': rule('있을 수 없는 좌표입니다.', 'The position is impossible.'),
  'position-outside': rule('도시 밖의 좌표입니다.', 'The position lies outside the city.'),
  'position-elsewhere': rule(
    '적힌 구·군과 다른 곳에 있는 좌표입니다.',
    'The position lies in another district than the row claims.',
  ),
  'crs-guessed': rule(
    '좌표계를 숫자로 알아냈습니다. 확인이 필요합니다.',
    'The reference system was found from the numbers; please confirm.',
  ),
  'crs-swapped': rule(
    '좌표의 두 수가 바뀌어 있어 바로 놓았습니다.',
    'The two numbers of positions stood the other way round and were turned.',
  ),
  'crs-declared-unsupported': rule(
    '파일이 적어 둔 좌표계를 BADA가 모릅니다. 숫자로 알아낸 결과를 확인하십시오.',
    'The file declares a reference system that is not known here; check what was found from the numbers.',
  ),
  'crs-ambiguous': rule(
    '좌표계를 가려낼 수 없어 좌표를 바꾸지 않았습니다.',
    'The reference system could not be told, so positions were not transformed.',
  ),
  'compare-missing': rule(
    '견줄 파일에 있는 항목이 이 표에 없습니다.',
    'The other file has entries that this table lacks.',
  ),
  'compare-extra': rule(
    '이 표에 있는 항목이 견줄 파일에 없습니다.',
    'This table has entries that the other file lacks.',
  ),
  'compare-differ': rule('견줄 파일과 값이 다릅니다.', 'Values differ from the other file.'),
  'compare-absent': rule(
    '견줄 파일이 곁에 없어 견주지 못했습니다.',
    'The file to compare with is not beside this one, so nothing was compared.',
  ),
  'reader-note': rule('파일을 읽으며 고친 것이 있습니다.', 'The reader mended something.'),
  'header-repaired': rule(
    '이름이 없거나 겹치는 열에 이름을 붙였습니다.',
    'Unnamed or repeated columns were given names.',
  ),
  'personal-data': rule('개인정보로 보이는 값이 있습니다.', 'Values look like personal data.'),
});

/** Code of a flag. */
export type FlagCode = keyof typeof FLAG_TEXTS;
