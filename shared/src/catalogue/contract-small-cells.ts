import { z } from 'zod';
import { ColumnRole } from '../semantic/column-role.ts';
import type { SmallCells } from '../semantic/small-cells-rule.ts';
import { type OdcsDocument, ownExtension } from './odcs-document.ts';

const Own = z.looseObject({ role: ColumnRole.optional().catch(undefined) });

/** What a rule on small counts can be made of, by the columns of a contract. */
export interface SmallCellsFrame {
  /** All measures: hidden together. */
  readonly counts: readonly string[];
  /** The key, in its order. */
  readonly dimensions: readonly string[];
  /** Columns that can name the groups which values are totalled in. */
  readonly groups: readonly string[];
  /** Whether a rule can be made of them. */
  readonly isPossible: boolean;
}

/** Reads from a contract what its rule on small counts has to name. */
export function smallCellsFrame({ schema }: OdcsDocument): SmallCellsFrame {
  const columns = (schema?.[0]?.properties ?? []).map((property) => ({
    name: property.name,
    place: property.primaryKeyPosition ?? 0,
    type: property.physicalType ?? '',
    role: Own.parse(ownExtension(property.customProperties)).role,
  }));
  const key = columns.filter(({ place }) => place > 0).sort((a, b) => a.place - b.place);
  const counts = columns.filter(({ role }) => role === 'measure');
  const isWhole = counts.length > 0 && counts.every(({ type }) => /^(INTEGER|BIGINT)$/.test(type));
  const hasStatus = columns.some(({ role, type }) => role === 'status' && type === 'VARCHAR');
  return {
    isPossible: isWhole && hasStatus && key.length > 0 && key.length <= 3,
    counts: counts.map(({ name }) => name),
    dimensions: key.map(({ name }) => name),
    groups: columns
      .filter(({ role }) => role !== 'measure' && role !== 'status' && role !== 'period')
      .map(({ name }) => name),
  };
}

/** A rule by what must be in it; values are totalled over everything until groups are named. */
export function newSmallCells({ counts, dimensions }: SmallCellsFrame, k: number): SmallCells {
  return { k, counts: [...counts], dimensions: [...dimensions] };
}

/** The rule with another group for one dimension; '' totals it over everything. */
export function withGroup(rule: SmallCells, dimension: string, group: string): SmallCells {
  const { groups = {}, ...rest } = rule;
  const { [dimension]: _before, ...others } = groups;
  const named = group === '' ? others : { ...others, [dimension]: group };
  return Object.keys(named).length === 0 ? rest : { ...rest, groups: named };
}
