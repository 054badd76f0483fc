import { contrastRatio, inkOn } from '@bada/web/src/ui/contrast.ts';
import {
  type ClassCount,
  categorical,
  classColours,
  diverging,
  sequentialBlue,
  sequentialNeutral,
  seriesColour,
} from '@bada/web/src/ui/palettes.ts';
import { THEMES, type Theme } from '@bada/web/src/ui/theme.ts';
import { describe, expect, test } from 'vitest';
import { closest, SIGHT_NAMES, seen } from './colour-sight.ts';

const COUNTS: readonly ClassCount[] = [5, 6, 7];
const GROUND: Record<Theme, string> = { light: '#ffffff', dark: '#1e2124', contrast: '#000000' };
const KEPT: Record<Theme, readonly string[]> = {
  light: ['#0b50d0', '#33363d'],
  dark: ['#86aff9', '#f4f5f6'],
  contrast: ['#ffe14d', '#ffffff'],
};

function monotone(values: readonly number[]): boolean {
  const rising = (values.at(-1) ?? 0) > (values[0] ?? 0);
  return values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0) === rising);
}

describe.each(THEMES)('on %s ground', (theme) => {
  test.each(COUNTS)('%d sequential steps rise evenly for every eye and in grey print', (count) => {
    for (const palette of [sequentialBlue(count, theme), sequentialNeutral(count, theme)]) {
      expect(palette).toHaveLength(count);
      for (const sight of SIGHT_NAMES) {
        const steps = palette.map((colour) => seen(colour, sight));
        expect(monotone(steps.map(([lightness]) => lightness))).toBe(true);
        expect(closest(steps)).toBeGreaterThan(0.06);
      }
    }
  });

  test.each([5, 7] as const)('%d diverging steps leave the middle on both sides', (count) => {
    const palette = diverging(count, theme);
    const half = (count - 1) / 2;
    for (const sight of SIGHT_NAMES) {
      const steps = palette.map((colour) => seen(colour, sight));
      const lightness = steps.map(([value]) => value);
      expect(monotone(lightness.slice(0, half + 1))).toBe(true);
      expect(monotone(lightness.slice(half))).toBe(true);
      expect(closest(steps)).toBeGreaterThan(0.05);
    }
  });

  test('eight categories differ from each other, the selection and the city for every eye', () => {
    const palette = [...categorical(theme), ...KEPT[theme]];
    for (const sight of SIGHT_NAMES) {
      expect(closest(palette.map((colour) => seen(colour, sight)))).toBeGreaterThan(0.07);
    }
  });

  test('lines stand out from the ground', () => {
    for (const colour of categorical(theme)) {
      expect(contrastRatio(colour, GROUND[theme])).toBeGreaterThanOrEqual(3);
    }
  });

  test('text on every class colour reads at 4.5:1', () => {
    for (const colour of COUNTS.flatMap((count) => sequentialBlue(count, theme))) {
      expect(contrastRatio(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
    }
  });

  test('fewer classes than asked keep their number and order', () => {
    for (const count of [1, 2, 3, 4, 5, 6, 7]) {
      const colours = classColours(count, theme);
      expect(new Set(colours).size).toBe(count);
      if (count > 1) {
        expect(monotone(colours.map((colour) => seen(colour, 'normal')[0]))).toBe(true);
      }
    }
  });
});

test('a district keeps its colour', () => {
  expect(seriesColour(3, 'light')).toBe(categorical('light')[3]);
  expect(seriesColour(11, 'light')).toBe(seriesColour(3, 'light'));
});
