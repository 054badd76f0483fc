import type { PersonalKind } from '@bada/shared/intake';
import { matchesIn } from './personal-patterns.ts';

/** Hides what is personal in one value of a kind; what is left shows the form but names nobody. */
export function mask(value: string, kind: PersonalKind): string {
  switch (kind) {
    case 'resident-number':
      return value.replace(/^(\D*\d{6}\s?-?\s?\d)\d{6}/, '$1******');
    case 'mobile':
    case 'phone':
      return maskGroup(value);
    case 'email':
      return value.replace(/^(.)[^@]*/, '$1***');
    case 'name':
      return maskName(value);
    case 'account':
    case 'card':
    case 'driver-licence':
    case 'passport':
      return maskDigits(value, 4);
  }
}

/** Hides every personal piece of a value that shows itself, whatever its kind. */
export function maskAll(value: string): string {
  return matchesIn(value).reduce(
    (text, { kind, text: piece }) => text.replace(piece, () => mask(piece, kind)),
    value,
  );
}

/** The middle of three groups of digits. */
function maskGroup(value: string): string {
  const hidden = value.replace(/(\d{3,4})([-. ]?)(\d{4})$/, (_, middle: string, gap, last) => {
    return `${'*'.repeat(middle.length)}${gap}${last}`;
  });
  return hidden === value ? maskDigits(value, 4) : hidden;
}

/** All digits but the last few. */
function maskDigits(value: string, kept: number): string {
  let left = (value.match(/\d/g) ?? []).length - kept;
  return value.replace(/\d/g, (digit) => (left-- > 0 ? '*' : digit));
}

/** All but the first syllable, and the last where there are three or more. */
function maskName(value: string): string {
  const [first = '', ...others] = [...value.trim()];
  const last = others.length > 1 ? (others.at(-1) ?? '') : '';
  return first + '*'.repeat(others.length - (last === '' ? 0 : 1)) + last;
}
