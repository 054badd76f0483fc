import type { Localized } from '@bada/shared';
import type { ContractAnswers, ContractQuestion } from '@bada/shared/catalogue';
import type { Locale } from '../../i18n/locale.ts';

/** Whether a text is written in one language alone. */
export function isHalf({ ko, en }: Localized): boolean {
  return (ko === '') !== (en === '');
}

/** A text that says nothing while it is empty in both languages. */
export function optionalText(text: Localized): Localized | undefined {
  return text.ko === '' && text.en === '' ? undefined : text;
}

type Field = ContractQuestion['field'];

/** What a field shows under it. */
interface Note {
  readonly hint?: string;
  readonly error?: string;
}

/** What to tell at each field that is asked for: an open one is an error until it is filled, a guess a hint. */
export function questionNotes(
  questions: readonly ContractQuestion[],
  facts: ContractAnswers,
  { locale, guess }: { locale: Locale; guess: string },
): Partial<Record<Field, Note>> {
  const notes: Partial<Record<Field, Note>> = {};
  for (const { field, text, isGuess } of questions) {
    if (isGuess) notes[field] = { hint: guess };
    else if (facts[field] === undefined) notes[field] = { error: text[locale] };
  }
  return notes;
}
