import { BadaError, errorText, type Locale } from '@bada/shared';
import { RequestError } from './client.ts';

/** What to tell a reader about an error: what happened and what to do, and a code to quote. */
export function failureOf(error: Error, locale: Locale): { message: string; code?: string } {
  if (error instanceof RequestError) {
    return { message: `${error.text[locale]} ${error.next[locale]}`, code: error.code };
  }
  if (error instanceof BadaError) {
    const { message, next } = errorText(error.code, error.params);
    return { message: `${message[locale]} ${next[locale]}`, code: error.code };
  }
  return { message: error.message };
}

/** Line of the text that was sent, from 1, where an error is in one. */
export function failingLine(error: Error | null): number | undefined {
  return error instanceof RequestError ? error.line : undefined;
}
