import { BadaError } from '../api/errors.ts';
import type { Localized } from '../model/localized.ts';
import type { DataClass } from '../model/viewer.ts';
import type { PersonalPublished } from './manifest.ts';

/** Kinds of personal data that are looked for, in words. */
export const PERSONAL_KINDS = Object.freeze({
  'resident-number': { ko: '주민등록번호', en: 'resident number' },
  mobile: { ko: '휴대전화번호', en: 'mobile number' },
  phone: { ko: '전화번호', en: 'telephone number' },
  email: { ko: '전자우편 주소', en: 'e-mail address' },
  account: { ko: '계좌번호', en: 'bank account' },
  card: { ko: '카드번호', en: 'card number' },
  passport: { ko: '여권번호', en: 'passport number' },
  'driver-licence': { ko: '운전면허번호', en: 'driving licence' },
  name: { ko: '이름', en: 'name' },
} satisfies Record<string, Localized>);
/** A kind of personal data. */
export type PersonalKind = keyof typeof PERSONAL_KINDS;

/** May be an office's or a public person's: a decision to keep it lets it be open. */
const CONTACTS: readonly string[] = ['name', 'phone', 'email'];
/** May stand in a department's files until they are published; every other kind stops the ingest. */
const MILD: readonly string[] = [...CONTACTS, 'mobile', 'account'];

function isKind(kind: string): kind is PersonalKind {
  return kind in PERSONAL_KINDS;
}

/** A kind in words; one that is not known stands as it is. */
export function personalKindText(kind: string): Localized {
  return isKind(kind) ? PERSONAL_KINDS[kind] : { ko: kind, en: kind };
}

/** Columns with what each holds, in words: `연락처 (휴대전화번호), …`. */
export function personalColumnsText(
  found: readonly { readonly column: string; readonly kind: string }[],
): Localized {
  const text = (locale: keyof Localized) =>
    found.map(({ column, kind }) => `${column} (${personalKindText(kind)[locale]})`).join(', ');
  return { ko: text('ko'), en: text('en') };
}

/** Whether a column of this kind stops the ingest until somebody decides, and is kept by stewards alone. */
export function isGraveKind(kind: string): boolean {
  return !MILD.includes(kind);
}

const CLASS_TEXTS: Readonly<Record<DataClass, Localized>> = {
  open: { ko: '공개', en: 'open' },
  internal: { ko: '내부', en: 'internal' },
  restricted: { ko: '제한', en: 'restricted' },
};

/** Whether it may go out in the clear under a class. What nobody has looked at is never open; numbers of persons are
 * for `restricted` alone. */
function mayGoOut({ kind, decision }: PersonalPublished, dataClass: DataClass): boolean {
  if (isGraveKind(kind)) return dataClass === 'restricted';
  return dataClass !== 'open' || (decision === 'keep' && CONTACTS.includes(kind));
}

/** Refuses what personal data a dataset holds in the clear where a class is too wide for it.
 * @throws BadaError `ingest.personal-open` */
export function refusePersonalUnder(
  dataClass: DataClass,
  { dataset, published }: { dataset: string; published: readonly PersonalPublished[] },
): void {
  const forbidden = published.filter((one) => !mayGoOut(one, dataClass));
  if (forbidden.length === 0) return;
  const columns = personalColumnsText(forbidden);
  throw new BadaError('ingest.personal-open', { dataset, class: CLASS_TEXTS[dataClass], columns });
}
