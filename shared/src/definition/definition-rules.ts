import type { Department } from '../model/department.ts';
import type { Localized } from '../model/localized.ts';
import { withParticle } from '../model/particle.ts';
import { type Grain, isAsCoarseAs } from '../model/period.ts';
import { numeratorOf } from '../query/reading.ts';
import { isDerived, plainOf } from '../semantic/formula.ts';
import type { Indicator } from '../semantic/indicator.ts';
import type { Term } from '../semantic/measure.ts';
import { meantWord, nearName } from '../semantic/near-name.ts';
import { conversion, UnitId, unitOf } from '../semantic/unit.ts';
import { placedMeasures } from './formula-measures.ts';

/** A dataset as far as definitions need it: a manifest's entry is one. */
export interface KnownDataset {
  readonly id: string;
  readonly title: Localized;
  readonly grain: Grain;
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    readonly title: Localized;
    readonly unit?: string | undefined;
  }[];
  /** Bands of columns, which tell rows apart and choose them as columns do. */
  readonly bands?: readonly { readonly id: string; readonly title: Localized }[] | undefined;
}

/** What a definition may refer to. */
export interface DefinitionWorld {
  readonly datasets: readonly KnownDataset[];
  readonly departments: readonly Pick<Department, 'code' | 'name' | 'to'>[];
  readonly strategies: readonly { readonly id: string }[];
}

/** What is wrong at one place of a definition. */
export interface RuleProblem {
  readonly path: readonly (string | number)[];
  readonly message: Localized;
  readonly suggestion: Localized | null;
}

function near(word: string, words: readonly string[]): Localized | null {
  const name = nearName(word, words);
  if (name !== undefined) return meantWord(name);
  const list = words.slice(0, 12).join(', ');
  return list === '' ? null : { ko: `쓸 수 있는 이름: ${list}`, en: `Possible: ${list}` };
}

function unknown(
  path: RuleProblem['path'],
  word: string,
  what: { readonly of: Localized; readonly words: readonly string[] },
): RuleProblem {
  const { of, words } = what;
  const message = {
    ko: `${of.ko} ${withParticle(word, '이/가')} 없습니다.`,
    en: `There is no ${of.en} ${word}.`,
  };
  return { path, message, suggestion: near(word, words) };
}

const DATASET = { ko: '자료', en: 'dataset' };
const DEPARTMENT = { ko: '부서', en: 'department' };
const STRATEGY = { ko: '전략', en: 'strategy' };

function columnIn({ id }: KnownDataset): Localized {
  return { ko: `자료 ${id}에 열`, en: `column in dataset ${id} called` };
}

function bandNames({ bands = [] }: KnownDataset): string[] {
  return bands.map(({ id }) => id);
}

function formulaProblems({ formula }: Indicator, { datasets }: DefinitionWorld): RuleProblem[] {
  return placedMeasures(formula).flatMap(({ path, measure }) => {
    const at = ['formula', ...path];
    const dataset = datasets.find(({ id }) => id === measure.dataset);
    if (!dataset) {
      const words = datasets.map(({ id }) => id);
      return [unknown([...at, 'dataset'], measure.dataset, { of: DATASET, words })];
    }
    const names = dataset.columns.map(({ name }) => name);
    const chosenBy = [...names, ...bandNames(dataset)];
    const of = columnIn(dataset);
    const measured = dataset.columns.filter(({ role }) => role === 'measure');
    const column = names.includes(measure.column)
      ? []
      : [
          unknown([...at, 'column'], measure.column, {
            of,
            words: measured.map(({ name }) => name),
          }),
        ];
    const filters = measure.where.flatMap(({ dimension }, index) =>
      chosenBy.includes(dimension)
        ? []
        : [unknown([...at, 'where', index, 'dimension'], dimension, { of, words: chosenBy })],
    );
    return [...column, ...filters, ...unitProblems(at, measure, dataset)];
  });
}

/** A unit that the column's does not convert to. */
function unitProblems(
  at: readonly (string | number)[],
  { column, unit, counted }: Term,
  { columns }: KnownDataset,
): RuleProblem[] {
  const own = columns.find(({ name }) => name === column);
  if (unit === undefined || !own) return [];
  const known = counted || own.unit === undefined ? undefined : unitOf(own.unit);
  if (known && conversion(known, unit)) return [];
  const words = known ? UnitId.options.filter((one) => conversion(known, one)) : [];
  const message = {
    ko: `열 ${column}의 단위(${own.unit ?? '없음'})는 ${unit} 단위로 바꿀 수 없습니다.`,
    en: `Column ${column} is in ${own.unit ?? 'no unit'}, which does not convert to ${unit}.`,
  };
  return [{ path: [...at, 'unit'], message, suggestion: near(unit, words) }];
}

/** The column that a mean is weighted by. */
function weightProblems({ formula }: Indicator, { datasets }: DefinitionWorld): RuleProblem[] {
  const plain = plainOf(formula);
  if (plain.type !== 'mean' || plain.weight === undefined) return [];
  const dataset = datasets.find(({ id }) => id === plain.measure.dataset);
  const words = dataset?.columns.map(({ name }) => name) ?? [];
  if (!dataset || words.includes(plain.weight)) return [];
  const path = isDerived(formula) ? ['formula', 'of', 'weight'] : ['formula', 'weight'];
  return [unknown(path, plain.weight, { of: columnIn(dataset), words })];
}

/** Dimensions are those of the figures that a formula begins with, of a quotient those above the line: what stands below
 * may be told apart by fewer, and never by more. */
function dimensionProblems(indicator: Indicator, { datasets }: DefinitionWorld): RuleProblem[] {
  const { measure } = numeratorOf(plainOf(indicator.formula));
  const dataset = datasets.find(({ id }) => id === measure.dataset);
  if (!dataset) return [];
  const own = dataset.columns.filter(({ role }) => role === 'dimension').map(({ name }) => name);
  const words = [...own, ...bandNames(dataset)];
  const of = {
    ko: `셈법이 시작하는(나눗셈이면 분자의) 자료 ${dataset.id}에 구분`,
    en: `dimension in dataset ${dataset.id}, which the formula begins with (above the line):`,
  };
  return indicator.dimensions.flatMap((name, at) =>
    words.includes(name) ? [] : [unknown(['dimensions', at], name, { of, words })],
  );
}

function grainProblems(indicator: Indicator, world: DefinitionWorld): RuleProblem[] {
  const { grain, reportGrain } = indicator;
  const [first] = placedMeasures(indicator.formula);
  const dataset = world.datasets.find(({ id }) => id === first?.measure.dataset);
  const finer = dataset && !isAsCoarseAs(grain, dataset.grain);
  const problem = (path: string, message: Localized): RuleProblem => ({
    path: [path],
    message,
    suggestion: null,
  });
  return [
    ...(finer
      ? [
          problem('grain', {
            ko: `자료 ${dataset.id}의 기간 단위(${dataset.grain})보다 잘게 나눌 수 없습니다.`,
            en: `Dataset ${dataset.id} has nothing finer than ${dataset.grain}.`,
          }),
        ]
      : []),
    ...(isAsCoarseAs(reportGrain, grain)
      ? []
      : [
          problem('reportGrain', {
            ko: '보고 기간은 가장 잘게 나눈 기간과 같거나 길어야 합니다.',
            en: 'The grain of reports must be as long as the finest grain or longer.',
          }),
        ]),
  ];
}

/** Entries that say again what an earlier one says. */
function repeated<T>(list: readonly T[], keyOf: (item: T) => string | number): number[] {
  const keys = list.map(keyOf);
  return keys.flatMap((key, at) => (keys.indexOf(key) < at ? [at] : []));
}

const TWICE: Localized = { ko: '앞에 이미 있습니다.', en: 'This stands there already.' };

function repeatProblems({ targets, breaks, caveats }: Indicator): RuleProblem[] {
  const paths: [string, number, string][] = [
    ...repeated(targets, ({ year }) => year).map((at): [string, number, string] => [
      'targets',
      at,
      'year',
    ]),
    ...repeated(breaks, ({ at }) => at).map((at): [string, number, string] => ['breaks', at, 'at']),
    ...repeated(caveats, ({ id }) => id).map((at): [string, number, string] => [
      'caveats',
      at,
      'id',
    ]),
  ];
  return paths.map((path) => ({ path, message: TWICE, suggestion: null }));
}

function referenceProblems(indicator: Indicator, world: DefinitionWorld): RuleProblem[] {
  const standing = world.departments.filter(({ to }) => to === undefined).map(({ code }) => code);
  const aims = world.strategies.map(({ id }) => id);
  const { ownerDepartment, strategy } = indicator;
  return [
    ...(standing.length === 0 || standing.includes(ownerDepartment)
      ? []
      : [unknown(['ownerDepartment'], ownerDepartment, { of: DEPARTMENT, words: standing })]),
    ...(strategy === undefined || aims.includes(strategy)
      ? []
      : [unknown(['strategy'], strategy, { of: STRATEGY, words: aims })]),
  ];
}

/** What a definition says that cannot hold: names that are not there, grains too fine, repetitions. */
export function definitionRules(indicator: Indicator, world: DefinitionWorld): RuleProblem[] {
  return [
    ...formulaProblems(indicator, world),
    ...weightProblems(indicator, world),
    ...dimensionProblems(indicator, world),
    ...grainProblems(indicator, world),
    ...referenceProblems(indicator, world),
    ...repeatProblems(indicator),
  ];
}
