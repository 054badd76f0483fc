import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import { type BadaError, errorText } from './errors.ts';

/** RFC 9457 problem document with the product's code and texts in both languages. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  message: Localized,
  next: Localized,
  instance: z.string().optional(),
  /** Line of the text that was sent, from 1, where the error is in one. */
  line: z.number().int().positive().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Problem document of an error; `instance` is the id of the request. */
export function problemOf(error: BadaError, instance: string): Problem {
  const { message, next } = errorText(error.code, error.params);
  const { line } = error.params;
  return {
    type: `urn:bada:error:${error.code}`,
    title: message.en,
    status: error.status,
    code: error.code,
    message,
    next,
    instance,
    ...(typeof line === 'number' && line > 0 ? { line } : {}),
  };
}
