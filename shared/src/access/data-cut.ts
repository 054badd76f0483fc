import { z } from 'zod';
import type { DataClass, Role, Viewer } from '../model/viewer.ts';
import type { AccessRules, RowRule, Whom } from './access-rules.ts';
import { seesClass } from './can.ts';

/** What is left of a dataset for those who do not see all of it, in a canonical form: two viewers with equal cuts get
 * the same files. */
export const DataCut = z.strictObject({
  /** Rows whose column holds one of the values, or for `place` what lies in one; no row where there is no value. */
  rows: z.array(
    z.strictObject({
      column: z.string(),
      by: z.enum(['department', 'place']),
      values: z.array(z.string()),
    }),
  ),
  /** Columns without their values by a rule, in alphabetical order. */
  masked: z.array(z.string()),
  /** Columns without their values because their class is above the viewer's, in alphabetical order. */
  classified: z.array(z.string()),
  /** Columns that are not there, in alphabetical order. */
  absent: z.array(z.string()),
});
export type DataCut = z.infer<typeof DataCut>;

/** A dataset as far as its permission class depends on it. */
export interface RuledDataset {
  readonly ownerDepartment: string;
  readonly access?: AccessRules | undefined;
  /** Columns with the class of their own, where it is narrower than the dataset's. */
  readonly columns?: readonly { readonly name: string; readonly classification?: DataClass }[];
}

const KEEPERS: readonly Role[] = ['steward', 'administrator'];

function isNamed(viewer: Viewer, { roles, departments }: Whom): boolean {
  const hasRole = !roles || roles.some((role) => viewer.roles.includes(role));
  return hasRole && (!departments || departments.some((one) => viewer.departments.includes(one)));
}

/** Values without those that lie in another of them. */
function widest({ by }: RowRule, values: readonly string[]): string[] {
  const unique = [...new Set(values)].sort();
  if (by === 'department') return unique;
  return unique.filter((one) => !unique.some((other) => other !== one && one.startsWith(other)));
}

function visibleRows(viewer: Viewer, rule: RowRule): DataCut['rows'] {
  const granted = rule.grants.filter(({ to }) => isNamed(viewer, to)).map(({ values }) => values);
  if (granted.includes('all')) return [];
  const own = rule.by === 'department' ? viewer.departments : [];
  const listed = granted.flatMap((values) => (values === 'all' ? [] : values));
  return [{ column: rule.column, by: rule.by, values: widest(rule, [...own, ...listed]) }];
}

/** The permission class of a viewer for a dataset: what of it he sees; undefined where that is all of it. Whether he
 * may see the dataset at all is for `can` to say. Pure. */
export function permissionClass(viewer: Viewer, dataset: RuledDataset): DataCut | undefined {
  const { access = {}, columns = [], ownerDepartment } = dataset;
  const classified = columns
    .filter(({ classification }) => classification && !seesClass(viewer, classification))
    .map(({ name }) => name);
  const keeps =
    viewer.roles.some((role) => KEEPERS.includes(role)) ||
    viewer.departments.includes(ownerDepartment);
  const hidden = keeps
    ? []
    : (access.columns ?? []).filter(({ clear }) => !clear.some((whom) => isNamed(viewer, whom)));
  const absent = hidden.filter(({ how }) => how === 'absent').map(({ column }) => column);
  const masked = hidden.filter(({ how }) => how === 'masked').map(({ column }) => column);
  const rows = keeps ? [] : (access.rows ?? []).flatMap((rule) => visibleRows(viewer, rule));
  const cut = {
    rows: rows.sort((a, b) => (a.column < b.column ? -1 : 1)),
    masked: masked.sort(),
    classified: classified
      .filter((name) => !masked.includes(name) && !absent.includes(name))
      .sort(),
    absent: absent.sort(),
  };
  return isRuled(cut) || cut.classified.length > 0 ? cut : undefined;
}

/** Whether rules keep something from a viewer, beyond what the classes of columns do. */
export function isRuled({ rows, masked, absent }: DataCut): boolean {
  return rows.length + masked.length + absent.length > 0;
}
