import { readFile } from 'node:fs/promises';

/** A place while it stood under one code and name. */
export interface CrosswalkPlace {
  /** MOIS code: 2, 5 or 10 digits. */
  readonly place: string;
  /** Codes in the statistics office's system; none where not known. */
  readonly kostat: readonly string[];
  readonly nameKo: string;
  /** Other spellings of the Korean name. */
  readonly aliases: readonly string[];
  readonly nameEn: string;
  /** First and last day that it can have stood, inclusive; '' when open. */
  readonly from: string;
  readonly to: string;
  /** Codes of the places that took over. */
  readonly successors: readonly string[];
}

const COLUMNS = 'place,kostat,name_ko,aliases,name_en,from,to,successors';

function list(text: string): string[] {
  return text === '' ? [] : text.split('|');
}

/** The crosswalk as CSV: LF, sorted by code and first day; no value holds a comma. */
export function crosswalkCsv(places: readonly CrosswalkPlace[]): string {
  const lines = places.map((one) =>
    [
      one.place,
      one.kostat.join('|'),
      one.nameKo,
      one.aliases.join('|'),
      one.nameEn,
      one.from,
      one.to,
      one.successors.join('|'),
    ].join(','),
  );
  return `${[COLUMNS, ...lines].join('\n')}\n`;
}

/** Reads the committed crosswalk.
 * @throws Error when it is not of its form */
export async function readCrosswalk(file: string): Promise<CrosswalkPlace[]> {
  const [header, ...lines] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  if (header !== COLUMNS) throw new Error(`${file} is no crosswalk`);
  return lines.map((line) => {
    const [
      place = '',
      kostat = '',
      nameKo = '',
      aliases = '',
      nameEn = '',
      from = '',
      to = '',
      after = '',
    ] = line.split(',');
    return {
      place,
      kostat: list(kostat),
      nameKo,
      aliases: list(aliases),
      nameEn,
      from,
      to,
      successors: list(after),
    };
  });
}

const ABBREVIATED: Readonly<Record<string, string>> = {
  충청북: '충북',
  충청남: '충남',
  전라북: '전북',
  전라남: '전남',
  경상북: '경북',
  경상남: '경남',
};

/** A province's short name: 부산광역시 as 부산, 전라북도 and 전북특별자치도 as 전북. */
export function shortProvince(name: string): string {
  const bare = name.replace(/(특별자치시|특별자치도|특별시|광역시|도)$/, '');
  return ABBREVIATED[bare] ?? bare;
}

/** The forms of a province's name: 부산광역시, 부산시, 부산. */
function provinceForms(name: string): string[] {
  const short = shortProvince(name);
  return [...new Set([name, short, ...(name.endsWith('시') ? [`${short}시`] : [])])];
}

/** Texts that name a place without doubt: always from the province down, without blanks. */
export function nameKeys(one: CrosswalkPlace, crosswalk: readonly CrosswalkPlace[]): string[] {
  const namesOf = (code: string) =>
    crosswalk.flatMap(({ place, nameKo, aliases }) => (place === code ? [nameKo, ...aliases] : []));
  const provinces = [...new Set(namesOf(one.place.slice(0, 2)).flatMap(provinceForms))];
  if (one.place.length === 2) return provinces;
  const own = [one.nameKo, ...one.aliases].map((name) => name.replaceAll(' ', ''));
  const [above = ''] = one.place.length === 10 ? namesOf(one.place.slice(0, 5)) : [];
  const district = above.replaceAll(' ', '');
  return provinces.flatMap((province) => own.map((name) => `${province}${district}${name}`));
}

/** An English name as keys compare it: small letters and digits alone. */
function englishKey(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** `Changwon-si` and `Changwon` are one city; a province may call itself city or metropolitan city. */
function englishForms(name: string, isProvince: boolean): string[] {
  const key = englishKey(name);
  const bare = name.endsWith('-si') ? key.slice(0, -2) : key;
  const city = isProvince && !/-do$|jeju/i.test(name);
  return city
    ? [key, `${key}si`, `${key}city`, `${key}metropolitancity`]
    : [...new Set([key, bare])];
}

/** Keys of the English name: from the province down, or as in an address from the place up to it; never alone. */
export function englishKeys(one: CrosswalkPlace, crosswalk: readonly CrosswalkPlace[]): string[] {
  const formsOf = (code: string) =>
    crosswalk.flatMap(({ place, nameEn }) =>
      place === code && nameEn !== '' ? englishForms(nameEn, place.length === 2) : [],
    );
  const provinces = [...new Set(formsOf(one.place.slice(0, 2)))];
  if (one.nameEn === '') return [];
  if (one.place.length === 2) return provinces;
  const own = englishForms(one.nameEn, false);
  const districts = one.place.length === 10 ? [...new Set(formsOf(one.place.slice(0, 5)))] : [''];
  const keys = provinces.flatMap((province) =>
    districts.flatMap((district) =>
      own.flatMap((name) => [`${province}${district}${name}`, `${name}${district}${province}`]),
    ),
  );
  return [...new Set(keys)];
}

/** What took a place over, in words: `일광읍 (2671025900)`; the parts of one that was split are joined by `+`. */
export function successorText(
  { successors }: CrosswalkPlace,
  crosswalk: readonly CrosswalkPlace[],
): string | undefined {
  if (successors.length === 0) return undefined;
  const nameOf = (code: string) => crosswalk.find(({ place }) => place === code)?.nameKo ?? code;
  return successors.map((code) => `${nameOf(code)} (${code})`).join(' + ');
}
