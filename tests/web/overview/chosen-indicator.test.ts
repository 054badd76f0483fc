import { join } from 'node:path';
import { loadIndicators } from '@bada/data/build';
import { chosenIndicator } from '@bada/web/src/features/overview/chosen-indicator.ts';
import { expect, test } from 'vitest';
import { sampleIndicator } from '../../shared/sample.ts';
import { projectRoot } from '../../support/project.ts';

const embedded = await loadIndicators(join(projectRoot, 'data', 'indicators'));
const measure = { dataset: 'figures', column: 'amount' };
const sum = { type: 'sum', measure };

function shown(formulas: readonly object[], views: readonly string[] = ['map']) {
  const indicators = formulas.map((formula, order) =>
    sampleIndicator({ id: `i${order}`, order, formula, views, cityRule: 'none' }),
  );
  return chosenIndicator(indicators, undefined)?.id;
}

test('the embedded indicators begin with the share of the aged', () => {
  const inOrder = [...embedded].sort((a, b) => a.order - b.order);
  expect(chosenIndicator(inOrder, undefined)?.id).toBe('ageing-share');
  expect(chosenIndicator(inOrder, 'births')?.id).toBe('births');
  expect(chosenIndicator(inOrder, 'gone')?.id).toBe('ageing-share');
});

test.each<[string, object]>([
  ['a ratio', { type: 'ratio', numerator: measure, denominator: measure }],
  ['a figure per resident', { type: 'per-capita', measure, population: measure }],
  ['a published rate', { type: 'published', measure }],
  ['a mean', { type: 'mean', measure }],
  ['a middle value', { type: 'median', measure }],
  [
    'a moving mean of a ratio',
    {
      type: 'moving-mean',
      of: { type: 'ratio', numerator: measure, denominator: measure },
      periods: 3,
    },
  ],
])('before a choice %s comes before counts', (_, formula) => {
  expect(shown([sum, formula])).toBe('i1');
});

test.each<[string, object]>([
  ['a sum', sum],
  ['a part of the city', { type: 'share', of: sum, within: 'city' }],
  ['a change', { type: 'change', measure, overMonths: 12 }],
  ['a rank', { type: 'rank', of: sum }],
  ['a moving mean of a sum', { type: 'moving-mean', of: sum, periods: 3 }],
])('%s is chosen only where nothing else is', (_, formula) => {
  const ratio = { type: 'ratio', numerator: measure, denominator: measure };
  expect(shown([formula, ratio])).toBe('i1');
  expect(shown([formula])).toBe('i0');
});

test('what has no map is not the one before a choice', () => {
  const ratio = { type: 'ratio', numerator: measure, denominator: measure };
  expect(shown([sum, ratio], [])).toBe('i0');
});
