import type { Localized } from './localized.ts';

/** What a schema's own check says in both languages: `issueText` reads it from the issue. */
export function saying(why: Localized): { message: string; params: { why: Localized } } {
  return { message: why.en, params: { why } };
}

/** What is said where a value has another form than this one. */
export function expectedText(form: string): Localized {
  return { ko: `${form} 꼴이어야 합니다`, en: `expected ${form}` };
}
