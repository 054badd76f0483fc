import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import { languageOf } from '../model/words.ts';
import { flatFields } from '../semantic/flat-fields.ts';
import { LEGAL_BASIS, type OdcsDocument } from './odcs-document.ts';

/** One field that differs between two contracts, in words. */
export const FieldChange = z.strictObject({
  /** Place in the document, e.g. `columns.persons.title.ko`. */
  path: z.string(),
  name: Localized,
  /** Null where the field is not there. */
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.infer<typeof FieldChange>;

const FIELDS: Readonly<Record<string, Localized>> = {
  title: { ko: '제목', en: 'Title' },
  summary: { ko: '설명', en: 'Summary' },
  publisher: { ko: '제공 기관', en: 'Publisher' },
  source: { ko: '출처', en: 'Source' },
  'licence.id': { ko: '이용 조건', en: 'Licence' },
  'licence.note': { ko: '이용 조건 설명', en: 'Note on the licence' },
  class: { ko: '공개 구분', en: 'Class' },
  cadence: { ko: '갱신 주기', en: 'Update cycle' },
  ownerDepartment: { ko: '소관 부서', en: 'Owner department' },
  legalBasis: { ko: '보유 근거', en: 'Legal basis' },
  domain: { ko: '분야', en: 'Field' },
  asOf: { ko: '기준일', en: 'As of' },
  'smallCells.k': { ko: '소수 가림 기준', en: 'Counts hidden below' },
  'smallCells.counts': { ko: '소수 가림: 가리는 수', en: 'Small counts: what is hidden' },
  'smallCells.dimensions': { ko: '소수 가림: 구분', en: 'Small counts: told apart by' },
  'period.from': { ko: '담긴 기간 처음', en: 'Period from' },
  'period.to': { ko: '담긴 기간 끝', en: 'Period to' },
  purpose: { ko: '목적', en: 'Purpose' },
  limitations: { ko: '한계', en: 'Limitations' },
  usage: { ko: '쓰는 법', en: 'Use' },
};

const RULES: Readonly<Record<string, Localized>> = {
  rows: { ko: '행 열람 규칙', en: 'Rules on rows' },
  columns: { ko: '열 가림 규칙', en: 'Rules on columns' },
};

const COLUMN_FIELDS: Readonly<Record<string, Localized>> = {
  title: { ko: '이름', en: 'title' },
  businessName: { ko: '용어명', en: 'term name' },
  term: { ko: '표준용어', en: 'standard term' },
  unit: { ko: '단위', en: 'unit' },
  description: { ko: '설명', en: 'description' },
};

const LANGUAGES: Readonly<Record<string, Localized>> = {
  ko: { ko: '한국어', en: 'Korean' },
  en: { ko: '영어', en: 'English' },
};

function inLanguage(name: Localized, language: string | undefined): Localized {
  const words = language === undefined ? undefined : LANGUAGES[language];
  return words ? { ko: `${name.ko}(${words.ko})`, en: `${name.en} (${words.en})` } : name;
}

function nameOf(path: string): Localized {
  const [, base = path, language] = /^(.*?)(?:\.(ko|en))?$/.exec(path) ?? [];
  const [, column, part = ''] = /^columns\.([^.]+)\.(.+)$/.exec(base) ?? [];
  if (column !== undefined) {
    const field = COLUMN_FIELDS[part] ?? { ko: part, en: part };
    const name = { ko: `열 ${column}의 ${field.ko}`, en: `${field.en} of column ${column}` };
    return inLanguage(name, language);
  }
  const [, dimension] = /^smallCells\.groups\.(.+)$/.exec(base) ?? [];
  if (dimension !== undefined) {
    return { ko: `소수 가림: ${dimension}의 묶음`, en: `Small counts: group of ${dimension}` };
  }
  const rules = RULES[/^access\.(rows|columns)\b/.exec(base)?.[1] ?? ''];
  if (rules) return rules;
  const [, caveat] = /^caveats\.([^.]+)/.exec(base) ?? [];
  if (caveat !== undefined) {
    return inLanguage({ ko: `알고 쓸 점 ${caveat}`, en: `Caveat ${caveat}` }, language);
  }
  return inLanguage(FIELDS[base] ?? { ko: base, en: base }, language);
}

/** The path as people think of it: columns stand by themselves and the product's own extension
 * beside the standard's fields. */
function plainPath(path: string): string {
  return path
    .replace(/^schema\.[^.]+\.properties\./, 'columns.')
    .replace(/(^|\.)customProperties\.bada\.value\./, '$1');
}

/** Written beside each value to name it; tells nothing of its own. */
const NAMES =
  /(^|\.)(customProperties\.bada\.property|properties\.[^.]+\.name|caveats\.[^.]+\.id)$/;

/** Texts that the standard has one field for, and that the product keeps in two languages beside it. */
const TOLD = /^(?:description\.(purpose|limitations|usage)|(columns\.[^.]+\.description))$/;

/** Such texts stand once, by the language that they are in. */
function tellByLanguage(fields: Map<string, string>): void {
  for (const [path, value] of [...fields]) {
    const [, text, column] = TOLD.exec(path) ?? [];
    const told = text ?? column;
    if (told === undefined) continue;
    const isKept = fields.has(`${told}.ko`) || fields.has(`${told}.en`);
    fields.delete(path);
    if (!isKept) fields.set(`${told}.${languageOf(value)}`, value);
  }
}

function fieldsOf(document: OdcsDocument): Map<string, string> {
  const { version: _version, ...rest } = document;
  const fields = new Map<string, string>();
  for (const [path, value] of flatFields(rest))
    if (!NAMES.test(path)) fields.set(plainPath(path), value);
  tellByLanguage(fields);
  // The legal basis stands twice: for the standard, and in both languages for us.
  if (!fields.has('legalBasis.ko')) return fields;
  for (const path of fields.keys()) {
    if (path.startsWith(`authoritativeDefinitions.${LEGAL_BASIS}.`)) fields.delete(path);
  }
  return fields;
}

/** The fields in which two contracts differ, in their order in the later one; the version, which
 * always does, is not among them. */
export function contractChanges(before: OdcsDocument, after: OdcsDocument): FieldChange[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const paths = new Set([...is.keys(), ...was.keys()]);
  return [...paths].flatMap((path) => {
    const change = { before: was.get(path) ?? null, after: is.get(path) ?? null };
    return change.before === change.after ? [] : [{ path, name: nameOf(path), ...change }];
  });
}
