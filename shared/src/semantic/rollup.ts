import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import type { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import { Grain, isAsCoarseAs } from '../model/period.ts';
import type { ColumnRole } from './column-role.ts';
import type { TimeRule } from './measure.ts';

/** A rollup as a contract declares it: sums of measures by some of the dataset's columns. */
export const RollupDeclaration = z.strictObject({
  id: KebabId,
  /** Columns that its rows are told apart by, in the order in which they are sorted; one of them may be the period. */
  by: z.array(z.string()).min(1),
  /** Length of its periods; that of the dataset where absent. */
  grain: Grain.optional(),
  measures: z.array(z.string()).min(1),
});
export type RollupDeclaration = z.infer<typeof RollupDeclaration>;

/** What a rollup file holds: enough to choose it in place of the base. */
export const RollupContent = z.strictObject({
  id: KebabId,
  by: z.array(z.string()).min(1),
  /** Length of its periods; null where it adds up all of them. */
  grain: Grain.nullable(),
  measures: z
    .array(
      z.strictObject({
        name: z.string(),
        type: z.string(),
        /** How it was added up over time: `last` took the rows of the last period of each longer one. */
        time: z.enum(['sum', 'last']),
      }),
    )
    .min(1),
});
export type RollupContent = z.infer<typeof RollupContent>;

/** Columns of the dataset that a rollup is declared over. */
interface Declared {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly role: ColumnRole;
    readonly time?: TimeRule | undefined;
  }[];
  readonly grain: Grain;
}

/** The DuckDB type of exact sums of a type; undefined for one whose sums depend on their order. */
export function sumType(type: string): string | undefined {
  if (type === 'INTEGER' || type === 'BIGINT') return 'BIGINT';
  const scale = /^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1];
  return scale === undefined ? undefined : `DECIMAL(38,${scale})`;
}

function problemOfMeasure(rollup: RollupDeclaration, { columns }: Declared): Localized | undefined {
  const hasPeriod = columns.some(({ name, role }) => role === 'period' && rollup.by.includes(name));
  for (const name of rollup.measures) {
    const column = columns.find((one) => one.name === name);
    const told = withParticle(name, '은/는');
    if (column?.role !== 'measure' || column.time === undefined) {
      return { ko: `${told} 더할 수 있는 측정값이 아닙니다`, en: `${name} is no measure` };
    }
    if (column.time === 'mean') {
      return {
        ko: `${told} 기간 평균이어서 합계로 나타낼 수 없습니다`,
        en: `${name} is a mean over time, which no sum tells`,
      };
    }
    if (sumType(column.type) === undefined) {
      return {
        ko: `${column.type} 값(${name})의 합계는 정확하지 않습니다`,
        en: `sums of ${column.type} (${name}) are not exact`,
      };
    }
    if (column.time === 'last' && !hasPeriod) {
      return {
        ko: `${told} 시점의 값이어서 기간 열이 있어야 합니다`,
        en: `${name} is a stock and needs its period`,
      };
    }
  }
  return undefined;
}

function problemOfGrain(rollup: RollupDeclaration, declared: Declared): Localized | undefined {
  const { columns, grain } = declared;
  if (rollup.grain === undefined) return undefined;
  const period = columns.find(({ role, name }) => role === 'period' && rollup.by.includes(name));
  if (period?.type !== 'DATE' && period?.type !== 'TIMESTAMP') {
    return {
      ko: '기간 단위(grain)를 두려면 날짜나 시각으로 된 기간 열이 있어야 합니다',
      en: 'a grain needs a period that is a date or a moment',
    };
  }
  if (isAsCoarseAs(rollup.grain, grain)) return undefined;
  return {
    ko: `자료에 ${rollup.grain} 단위의 값이 없습니다`,
    en: `the dataset holds no ${rollup.grain}`,
  };
}

/** What is wrong with a declared rollup; undefined where nothing is. */
export function rollupProblem(
  rollup: RollupDeclaration,
  declared: Declared,
): Localized | undefined {
  const { columns, grain } = declared;
  for (const name of rollup.by) {
    const column = columns.find((one) => one.name === name);
    if (!column || column.role === 'measure') {
      return {
        ko: `${withParticle(name, '은/는')} 나눌 수 있는 열이 아닙니다`,
        en: `${name} is no column to group by`,
      };
    }
  }
  if (new Set(rollup.by).size < rollup.by.length) {
    return { ko: '같은 열이 두 번 있습니다', en: 'a column is named twice' };
  }
  const status = columns.find(({ role }) => role === 'status');
  if (status && !rollup.by.includes(status.name)) {
    return {
      ko: `상태 열 ${withParticle(status.name, '이/가')} 빠졌습니다`,
      en: `${status.name} is left out`,
    };
  }
  return problemOfGrain(rollup, { columns, grain }) ?? problemOfMeasure(rollup, declared);
}

/** What the file of a declared rollup holds.
 * @throws Error for a declaration that `rollupProblem` objects to */
export function rollupContent(rollup: RollupDeclaration, declared: Declared): RollupContent {
  const { columns, grain } = declared;
  const problem = rollupProblem(rollup, declared);
  if (problem !== undefined) throw new Error(`rollup ${rollup.id}: ${problem.en}`);
  const timed = columns.some(({ name, role }) => role === 'period' && rollup.by.includes(name));
  const measures = rollup.measures.flatMap((name) => {
    const column = columns.find((one) => one.name === name);
    const type = column && sumType(column.type);
    return type === undefined || column?.time === undefined || column.time === 'mean'
      ? []
      : [{ name, type, time: column.time }];
  });
  return {
    id: rollup.id,
    by: rollup.by,
    grain: timed ? (rollup.grain ?? grain) : null,
    measures,
  };
}
