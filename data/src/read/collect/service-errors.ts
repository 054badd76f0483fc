import { BadaError } from '@bada/shared';

/** What a code of data.go.kr means for whoever runs a collection. */
const KEY_CODES = new Set(['20', '21', '30', '31', '32', '33']);
const QUOTA_CODES = new Set(['22', '23']);
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/LIMITED_?\s?NUMBER|QUOTA/i, '22'],
  [/SERVICE[_ ]?KEY[_ ]IS[_ ]NOT[_ ]REGISTERED|UNREGISTERED|UNAUTHORIZED|NOT REGISTERED/i, '30'],
  [/DEADLINE/i, '31'],
];
const SHOWN = 160;

/** Text of a foreign answer, short enough to be shown. */
export function shown(text: string): string {
  const plain = text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return plain.length > SHOWN ? `${plain.slice(0, SHOWN)}…` : plain;
}

/** The error for a code that a service of data.go.kr answered with. */
export function serviceError(source: string, rawCode: string, message: string): BadaError {
  const code = rawCode.replace(/^0+(?=\d)/, '').padStart(2, '0');
  const params = { source, code, what: shown(message) };
  if (KEY_CODES.has(code)) return new BadaError('collect.key', params);
  if (QUOTA_CODES.has(code)) return new BadaError('collect.quota', params);
  return new BadaError('collect.refused', params);
}

/** The error for an answer that is neither JSON nor XML: gateways send plain sentences. */
export function gatewayError(source: string, text: string): BadaError {
  const known = NAMES.find(([pattern]) => pattern.test(text));
  if (known) return serviceError(source, known[1], text);
  return new BadaError('collect.answer', { source, what: shown(text) || '(empty)' });
}
