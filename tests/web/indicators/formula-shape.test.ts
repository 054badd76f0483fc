import { Formula, type Indicator } from '@bada/shared';
import {
  blankDefinition,
  type DefinitionWorld,
  fieldName,
  placedMeasures,
} from '@bada/shared/definitions';
import { checkForm, fieldErrors } from '@bada/web/src/features/indicators/definition-draft.ts';
import { fitsFilter } from '@bada/web/src/features/indicators/definition-filter.ts';
import {
  asFormulaType,
  FORMULA_TYPES,
  formulaFields,
} from '@bada/web/src/features/indicators/formula-shape.ts';
import { definitionEn } from '@bada/web/src/i18n/messages/definition-en.ts';
import { definitionKo } from '@bada/web/src/i18n/messages/definition-ko.ts';
import { decodeDefinitions, encodeDefinitions } from '@bada/web/src/state/definitions.ts';
import { describe, expect, test } from 'vitest';

const measure = { dataset: 'population-total', column: 'persons', where: [] };

describe('a formula as a form', () => {
  test('is described by its schema', () => {
    expect(formulaFields('ratio').map(({ name, kind, initial }) => [name, kind, initial])).toEqual([
      ['numerator', 'measure', { dataset: '', column: '', where: [] }],
      ['denominator', 'measure', { dataset: '', column: '', where: [] }],
      ['scale', 'number', 1],
      ['maxGapDays', 'number', 0],
    ]);
    expect(formulaFields('no-such')).toEqual([]);
  });

  test('keeps its measures when its type changes', () => {
    const ratio = asFormulaType({ type: 'sum', measure }, 'ratio');
    expect(ratio).toMatchObject({ type: 'ratio', numerator: measure, scale: 1 });
    expect(asFormulaType(ratio, 'change')).toEqual({
      type: 'change',
      measure,
      overMonths: 1,
      scale: 1,
    });
  });

  test.each(FORMULA_TYPES)(
    '%s can be begun from another and is explained in both languages',
    (type) => {
      const draft = asFormulaType(
        { type: 'ratio', numerator: measure, denominator: measure },
        type,
      );
      const { data, error } = Formula.safeParse(draft);
      // A date or a name of a column may still be open; nothing else is missing or too much.
      const open = (error?.issues ?? []).map(({ code }) => code);
      expect(open.filter((code) => !['too_small', 'invalid_format'].includes(code))).toEqual([]);
      if (data) expect(placedMeasures(data).length).toBeGreaterThan(0);
      for (const { formula } of [definitionKo, definitionEn]) {
        expect(formula.types[type]?.what, type).toBeTruthy();
        expect(formula.types[type]?.example, type).toBeTruthy();
      }
    },
  );
});

test.each(FORMULA_TYPES)('every field of %s has a name in both languages', (type) => {
  const names = formulaFields(type).flatMap(({ name, extras }) => [
    `formula.${name}`,
    ...extras.map((extra) => `formula.${name}.${extra.name}`),
  ]);
  for (const path of names) {
    const { ko, en } = fieldName(path);
    expect(ko.split(' › ').at(-1), path).toMatch(/[가-힣]/);
    expect(en, path).not.toMatch(/[a-z][A-Z]/);
  }
});

test('errors stand at their field with what was meant', () => {
  const form = blankDefinition('new-one', 'statistics');
  const world: DefinitionWorld = {
    datasets: [
      {
        id: 'population-totals',
        title: { ko: '인구', en: 'Population' },
        grain: 'month',
        columns: [],
      },
    ],
    departments: [],
    strategies: [],
  };
  const errors = fieldErrors(checkForm(form, world).problems, 'ko');
  expect(errors.get('formula.measure.dataset')).toBe(
    '자료 population-total이 없습니다. 혹시 population-totals입니까?',
  );
  const empty = { ...form, name: { ko: '', en: 'x' } };
  expect([...fieldErrors(checkForm(empty, undefined).problems, 'ko').keys()]).toEqual(['name.ko']);
});

describe('the list', () => {
  const summary = { status: 'active' as const, draft: null };
  const one: Pick<Indicator, 'id' | 'name' | 'field' | 'ownerDepartment'> = {
    id: 'births',
    name: { ko: '출생아 수', en: 'Births' },
    field: 'population',
    ownerDepartment: 'statistics',
  };
  const all = decodeDefinitions('');

  test('is narrowed by words, field, owner, state and draft', () => {
    const fits = (part: Partial<typeof all>) => fitsFilter(one, summary, { ...all, ...part });
    expect(fits({})).toBe(true);
    expect(fits({ q: '출생 births' })).toBe(true);
    expect(fits({ q: '사망' })).toBe(false);
    expect(fits({ field: 'economy' })).toBe(false);
    expect(fits({ owner: 'statistics' })).toBe(true);
    expect(fits({ status: 'retired' })).toBe(false);
    expect(fits({ draft: true })).toBe(false);
  });

  test('has an address that reads back', () => {
    const filter = { q: '인구', field: 'welfare', owner: 'a', status: 'retired', draft: true };
    expect(decodeDefinitions(encodeDefinitions(filter, false))).toEqual(filter);
    expect(encodeDefinitions(all, true)).toBe('');
  });
});
