import { type ErrorEntry, entry } from './error-entry.ts';

/** What an address asked for and the page cannot show; it says what it shows instead. */
export const ADDRESS_ERRORS = Object.freeze({
  'address.indicator': entry(
    404,
    {
      ko: '주소에 있는 지표 ‘{asked}’은(는) 없거나 거두어들인 지표입니다.',
      en: 'The address asks for indicator “{asked}”, which does not exist or was withdrawn.',
    },
    { ko: '대신 ‘{shown}’ 지표를 보여 드립니다.', en: 'The page shows “{shown}” instead.' },
  ),
  'address.period': entry(
    404,
    {
      ko: '주소에 있는 시점 ‘{asked}’에는 이 지표의 값이 없습니다.',
      en: 'The address asks for the period “{asked}”, for which this indicator has no figures.',
    },
    { ko: '대신 {shown} 값을 보여 드립니다.', en: 'The page shows {shown} instead.' },
  ),
  'address.place': entry(
    404,
    {
      ko: '주소에 있는 구·군 ‘{asked}’을(를) 찾지 못했습니다.',
      en: 'The address asks for the district “{asked}”, which does not exist.',
    },
    { ko: '대신 {shown} 기준으로 보여 드립니다.', en: 'The page shows {shown} instead.' },
  ),
  'address.choice': entry(
    400,
    {
      ko: '주소의 {key} 값 ‘{asked}’은(는) 쓸 수 없는 값입니다.',
      en: 'The address gives “{asked}” for {key}, which is not a choice.',
    },
    { ko: '대신 기본값으로 보여 드립니다.', en: 'The page shows the default instead.' },
  ),
} satisfies Record<string, ErrorEntry>);
