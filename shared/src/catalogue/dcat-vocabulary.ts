import type { Cadence } from '../model/cadence.ts';
import type { Localized } from '../model/localized.ts';
import type { DataClass } from '../model/viewer.ts';
import { byLanguage } from '../model/words.ts';

const EU = 'http://publications.europa.eu/resource/authority';

/** Prefixes and value types of the product's JSON-LD; it names no context on the network. */
export const DCAT_CONTEXT = Object.freeze({
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  dqv: 'http://www.w3.org/ns/dqv#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vann: 'http://purl.org/vocab/vann/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
});

const FREQUENCIES: Readonly<Record<Cadence, string>> = {
  realtime: 'CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  'half-yearly': 'ANNUAL_2',
  yearly: 'ANNUAL',
  irregular: 'IRREG',
  once: 'NEVER',
};

const THEMES: Readonly<Record<string, readonly [code: string, ko: string, en: string]>> = {
  population: ['SOCI', '인구와 사회', 'Population and society'],
  welfare: ['SOCI', '인구와 사회', 'Population and society'],
  economy: ['ECON', '경제와 재정', 'Economy and finance'],
  finance: ['ECON', '경제와 재정', 'Economy and finance'],
  transport: ['TRAN', '교통', 'Transport'],
  environment: ['ENVI', '환경', 'Environment'],
  safety: ['JUST', '안전과 사법', 'Justice, legal system and public safety'],
  tourism: ['EDUC', '교육, 문화, 체육', 'Education, culture and sport'],
};
const GENERAL = ['GOVE', '정부와 공공', 'Government and public sector'] as const;

/** A text in both languages as JSON-LD values. */
export function inBoth({ ko, en }: Localized): object[] {
  return [
    { '@value': ko, '@language': 'ko' },
    { '@value': en, '@language': 'en' },
  ];
}

/** A text tagged with the languages that it is written in. */
export function inItsLanguages(text: Localized): object[] {
  return byLanguage(text).map(({ text: value, language }) => ({
    '@value': value,
    '@language': language,
  }));
}

/** A literal of an XML Schema type. */
export function typed(value: string, type: 'date' | 'dateTime' | 'decimal' | 'hexBinary'): object {
  return { '@value': value, '@type': `xsd:${type}` };
}

/** An entry of a controlled list, typed as the range shapes of DCAT-AP want it. */
function entry(list: string, code: string, type: string): object {
  return { '@id': `${EU}/${list}/${code}`, '@type': type };
}

/** How often a dataset comes, in the EU's frequency list. */
export function frequencyEntry(cadence: Cadence): object {
  return entry('frequency', FREQUENCIES[cadence], 'dct:Frequency');
}

/** A format of the EU's file type list. */
export function fileTypeEntry(fileType: string): object {
  return entry('file-type', fileType, 'dct:MediaTypeOrExtent');
}

/** A media type of IANA's list; parameters such as the charset are no part of its name. */
export function mediaTypeEntry(mediaType: string): object {
  const [name = mediaType] = mediaType.split(';');
  return {
    '@id': `https://www.iana.org/assignments/media-types/${name.trim()}`,
    '@type': 'dct:MediaType',
  };
}

/** Whether the public, everyone in the house or only some may read a dataset. */
export function accessEntry(published: boolean, dataClass: DataClass): object {
  const code = published ? 'PUBLIC' : dataClass === 'restricted' ? 'RESTRICTED' : 'NON_PUBLIC';
  return entry('access-right', code, 'dct:RightsStatement');
}

/** What is there as long as the version it belongs to is, in the EU's list of planned availability. */
export function availabilityEntry(): object {
  const label = { ko: '계속 이용할 수 있음', en: 'Available' };
  return {
    ...entry('planned-availability', 'AVAILABLE', 'skos:Concept'),
    'skos:prefLabel': inBoth(label),
  };
}

/** A city or its department, in the list of kinds of publishers. */
export function publisherTypeEntry(): object {
  return {
    '@id': 'http://purl.org/adms/publishertype/LocalAuthority',
    '@type': 'skos:Concept',
    'skos:prefLabel': inBoth({ ko: '지방자치단체', en: 'Local authority' }),
  };
}

/** Korean and English, in the EU's language list. */
export function languageEntries(): object[] {
  return ['KOR', 'ENG'].map((code) => entry('language', code, 'dct:LinguisticSystem'));
}

/** The EU's data theme that a field of administration falls under. */
export function themeEntry(domain: string): object {
  const [code, ko, en] = THEMES[domain] ?? GENERAL;
  const list = `${EU}/data-theme`;
  return {
    '@id': `${list}/${code}`,
    '@type': 'skos:Concept',
    'skos:prefLabel': inBoth({ ko, en }),
  };
}

/** The list that the themes are taken from. */
export function themeTaxonomy(): object {
  return {
    '@id': `${EU}/data-theme`,
    '@type': 'skos:ConceptScheme',
    'dct:title': inBoth({ ko: 'EU 자료 주제 목록', en: 'EU data themes' }),
  };
}
