/** Addresses of licences by the ids that contracts use (SPDX, and KOGL 공공누리 by type). */
const LICENCE_ADDRESSES: Readonly<Record<string, string>> = {
  MIT: 'https://spdx.org/licenses/MIT',
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'ODC-BY-1.0': 'https://opendatacommons.org/licenses/by/1-0/',
  'KOGL-1': 'https://www.kogl.or.kr/info/licenseType1.do',
  'KOGL-2': 'https://www.kogl.or.kr/info/licenseType2.do',
  'KOGL-3': 'https://www.kogl.or.kr/info/licenseType3.do',
  'KOGL-4': 'https://www.kogl.or.kr/info/licenseType4.do',
};

/** Address of a licence's text; undefined where none was stated or it is not a known one. */
export function licenceAddress(id: string): string | undefined {
  return LICENCE_ADDRESSES[id];
}
