import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { BadaError } from '../api/errors.ts';

/** Parses a YAML document against a schema. `file` names the document in the error.
 * @throws BadaError `contract.invalid` with file, path and reason of the first problem. */
export function parseYaml<S extends z.ZodType>(schema: S, text: string, file: string): z.output<S> {
  const document = parseDocument(text);
  const syntax = document.errors[0];
  if (syntax) {
    const line = syntax.linePos?.[0].line ?? 0;
    throw new BadaError('contract.invalid', { file, where: `line ${line}`, what: syntax.code });
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue?.path.map(String).join('.') || 'document';
  throw new BadaError('contract.invalid', { file, where, what: issue?.message ?? 'not valid' });
}
