import { type Expression, type SqlBool, sql } from 'kysely';

/** Whether a text contains another, whatever the case of its Latin letters. */
export function containsText(text: Expression<string>, part: string): Expression<SqlBool> {
  const escaped = part.toLowerCase().replaceAll(/[\\%_]/g, '\\$&');
  return sql<SqlBool>`lower(${text}) like ${`%${escaped}%`} escape '\\'`;
}
