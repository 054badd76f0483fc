import { BadaError, errorText } from '@bada/shared';

/** What a failed start tells the person at the terminal, Korean first. */
export function failureText(error: unknown): string {
  if (!(error instanceof BadaError)) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const { message, next } = errorText(error.code, error.params);
  return [`${message.ko} ${next.ko}`, `${message.en} ${next.en}`, `(${error.code})`].join('\n');
}
