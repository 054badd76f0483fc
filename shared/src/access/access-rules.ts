import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import type { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import { Role } from '../model/viewer.ts';
import type { ColumnRole } from '../semantic/column-role.ts';

/** Whom a rule names: people with one of the roles, of one of the departments; both where both are named. */
export const Whom = z
  .strictObject({
    roles: z.array(Role).min(1).optional(),
    departments: z.array(KebabId).min(1).optional(),
  })
  .refine(({ roles, departments }) => roles !== undefined || departments !== undefined, {
    message: 'name a role or a department',
  });
export type Whom = z.infer<typeof Whom>;

/** Who sees which rows of a dataset, by the value of a column. */
export const RowRule = z.strictObject({
  column: z.string().min(1),
  /** `department`: the column holds codes of departments, and each sees its own rows. `place`: it holds codes of
   * places; a place stands for all that lies in it. */
  by: z.enum(['department', 'place']),
  grants: z
    .array(
      z.strictObject({
        to: Whom,
        values: z.union([z.literal('all'), z.array(z.string().min(1)).min(1).max(500)]),
      }),
    )
    .max(200),
});
export type RowRule = z.infer<typeof RowRule>;

/** A column that not everybody sees: its values are emptied (`masked`), or it is not there at all (`absent`). */
export const ColumnMask = z.strictObject({
  column: z.string().min(1),
  how: z.enum(['masked', 'absent']),
  /** Who sees the values. */
  clear: z.array(Whom).max(50),
});
export type ColumnMask = z.infer<typeof ColumnMask>;

/** What a contract says of who sees which rows and columns. Stewards, administrators and the owner department see all. */
export const AccessRules = z.strictObject({
  /** A row is seen where every rule lets it be seen. */
  rows: z.array(RowRule).max(3).optional(),
  columns: z.array(ColumnMask).max(200).optional(),
});
export type AccessRules = z.infer<typeof AccessRules>;

/** What stands in for rules that cannot be read: nobody but the keepers sees a row. */
export const CLOSED_RULES: AccessRules = Object.freeze({
  rows: [{ column: '?', by: 'department' as const, grants: [] }],
});

/** Roles without which nothing can be asked of a dataset. */
const ALWAYS_SEEN: readonly string[] = ['period', 'status'];

interface Declared {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly role: ColumnRole;
  }[];
  readonly key: readonly string[];
}

type Known = ReadonlyMap<string, Declared['columns'][number]>;

function twice(names: readonly string[]): string | undefined {
  return names.find((name, at) => names.indexOf(name) < at);
}

/** What is wrong with the names of columns. */
function problemOfNames(
  { rows = [], columns = [] }: AccessRules,
  known: Known,
): Localized | undefined {
  const unknown = [...rows, ...columns].find(({ column }) => !known.has(column));
  if (unknown) {
    const ko = `열 ${withParticle(unknown.column, '이/가')} 없습니다`;
    return { ko, en: `there is no column ${unknown.column}` };
  }
  const again =
    twice(rows.map(({ column }) => column)) ?? twice(columns.map(({ column }) => column));
  if (again === undefined) return undefined;
  return { ko: `열 ${again}에 규칙이 두 개 있습니다`, en: `${again} has two rules` };
}

/** What is wrong with declared rules; undefined where nothing is. */
export function accessRulesProblem(rules: AccessRules, declared: Declared): Localized | undefined {
  const known: Known = new Map(declared.columns.map((column) => [column.name, column]));
  const problem = problemOfNames(rules, known);
  if (problem) return problem;
  const { rows = [], columns = [] } = rules;
  const notText = rows.find(({ column }) => known.get(column)?.type !== 'VARCHAR');
  if (notText) {
    return {
      ko: `행을 가를 열 ${withParticle(notText.column, '은/는')} 글자 형식이어야 합니다`,
      en: `${notText.column} holds no text and cannot decide about rows`,
    };
  }
  const needed = columns.find(({ column }) => ALWAYS_SEEN.includes(known.get(column)?.role ?? ''));
  if (needed) {
    return {
      ko: `기간과 상태를 나타내는 열은 가릴 수 없습니다: ${needed.column}`,
      en: `columns of periods and status cannot be hidden: ${needed.column}`,
    };
  }
  const part = columns.find(({ column, how }) => how === 'absent' && declared.key.includes(column));
  if (!part) return undefined;
  return {
    ko: `키에 드는 열 ${withParticle(part.column, '은/는')} 값만 가릴 수 있고 뺄 수는 없습니다`,
    en: `${part.column} is part of the key and can be masked alone`,
  };
}
