import { z } from 'zod';
import { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import type { ColumnRole } from './column-role.ts';

const Band = z.strictObject({
  /** What answers and filters call it: `0-14`. */
  id: z.string().min(1).max(40),
  label: Localized,
  /** Lowest value of the column, inclusive. */
  from: z.number().int(),
  /** Highest value, inclusive; the last band may be open. */
  to: z.number().int().optional(),
});

/** A level above a numeric dimension: its values in bands, as ages are told by groups. */
export const Bands = z.strictObject({
  /** Name of the dimension that the bands are. */
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  /** Column whose values they hold. */
  column: z.string().min(1),
  title: Localized,
  /** In their order, each beginning right after the one before. */
  values: z.array(Band).min(1).max(200),
});
export type Bands = z.infer<typeof Bands>;

interface Declared {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly role: ColumnRole;
  }[];
}

function problemOfValues({ values }: Bands): Localized | undefined {
  if (new Set(values.map(({ id }) => id)).size < values.length) {
    return { ko: '같은 이름의 구간이 두 번 있습니다', en: 'a band is named twice' };
  }
  for (const [at, { id, from, to }] of values.entries()) {
    const next = values[at + 1];
    if (to !== undefined && to < from) {
      return { ko: `구간 ${id}의 끝이 처음보다 앞섭니다`, en: `${id} ends before it begins` };
    }
    if (!next) continue;
    if (to === undefined) {
      return {
        ko: `구간 ${id}에 끝(to)이 없는데 뒤에 다른 구간이 있습니다`,
        en: `${id} has no end, and others follow`,
      };
    }
    if (next.from !== to + 1) {
      return {
        ko: `구간 ${withParticle(next.id, '은/는')} ${to + 1}에서 시작해야 합니다`,
        en: `${next.id} must begin at ${to + 1}`,
      };
    }
  }
  return undefined;
}

/** What is wrong with declared bands; undefined where nothing is. */
export function bandsProblem(bands: Bands, { columns }: Declared): Localized | undefined {
  if (columns.some(({ name }) => name === bands.id)) {
    return {
      ko: `${withParticle(bands.id, '은/는')} 이미 열의 이름입니다`,
      en: `${bands.id} is a column`,
    };
  }
  const column = columns.find(({ name }) => name === bands.column);
  const isDimension = column?.role === 'dimension' && /^(INTEGER|BIGINT)$/.test(column.type);
  if (!isDimension) {
    return {
      ko: `${withParticle(bands.column, '은/는')} 정수로 된 구분(dimension) 열이 아닙니다`,
      en: `${bands.column} is no dimension of whole numbers`,
    };
  }
  return problemOfValues(bands);
}
