import type { Theme } from './theme.ts';

/** Number of classes a sequential palette is made for. */
export type ClassCount = 5 | 6 | 7;

type Sequential = Record<ClassCount, readonly string[]>;

// Even steps of OKLCH lightness, .945 to .40 on light and .30 to .90 on dark ground, hue about 260.
const BLUE_ON_LIGHT: Sequential = {
  5: ['#e6edf9', '#a5c2ef', '#6e96d9', '#3c6bbe', '#093da1'],
  6: ['#e6edf9', '#b1cbf3', '#83a8e2', '#5a85ce', '#3262b8', '#093da1'],
  7: ['#e6edf9', '#b9d1f5', '#92b4e8', '#6e96d9', '#4975c3', '#2c5cb5', '#093da1'],
};
const BLUE_ON_DARK: Sequential = {
  5: ['#202e47', '#3f5679', '#6382ac', '#89b1e1', '#c6e1ff'],
  6: ['#202e47', '#394d6f', '#547097', '#7295c1', '#91bbec', '#c6e1ff'],
  7: ['#202e47', '#344868', '#4b648a', '#6382ac', '#7ca1cf', '#96c2f3', '#c6e1ff'],
};
const NEUTRAL_ON_LIGHT: Sequential = {
  5: ['#e9ebee', '#b6babf', '#868b91', '#5a5f65', '#31363c'],
  6: ['#e9ebee', '#c0c4c8', '#999ea3', '#747980', '#51565d', '#31363c'],
  7: ['#e9ebee', '#c7cace', '#a6aab0', '#868b91', '#686d74', '#4c5157', '#31363c'],
};
const NEUTRAL_ON_DARK: Sequential = {
  5: ['#2c2e31', '#52565a', '#7c8186', '#aaaeb4', '#dadee5'],
  6: ['#2c2e31', '#4a4d51', '#6b6f74', '#8e9398', '#b3b8be', '#dadee5'],
  7: ['#2c2e31', '#45484c', '#606468', '#7c8186', '#9a9fa5', '#b9bec4', '#dadee5'],
};

// Found by a search for the largest smallest distance under three colour deficiencies,
// the accent and the city's grey included, with a contrast of 3:1 against the ground.
const CATEGORICAL: Record<Theme, readonly string[]> = {
  light: ['#2da3b2', '#6f3904', '#aa7afe', '#639010', '#bc4f70', '#7e5d02', '#054c76', '#c18473'],
  dark: ['#5adceb', '#f38a25', '#905ce3', '#b6e798', '#bd3f72', '#9f7617', '#4f91ba', '#d6ab98'],
  contrast: [
    '#72cdbd',
    '#da7302',
    '#8959c0',
    '#a9efb5',
    '#ab547f',
    '#cdb868',
    '#5e9fcb',
    '#b18a80',
  ],
};

const DIVERGING_ON_LIGHT = {
  5: ['#1e65c7', '#87abe1', '#f3ede9', '#d49c71', '#9c5301'],
  7: ['#0855b6', '#5c8ace', '#a3bce2', '#f3ede9', '#d9b194', '#bc763c', '#884801'],
} as const;
const DIVERGING_ON_DARK = {
  5: ['#96c0fd', '#5a769f', '#36322f', '#956a48', '#fea761'],
  7: ['#a0c6ff', '#6c92ca', '#4d617d', '#36322f', '#765842', '#bc8154', '#feb175'],
} as const;

/** Class colours from low to high; the palest (on dark ground the darkest) is the lowest. */
export function sequentialBlue(count: ClassCount, theme: Theme): readonly string[] {
  return (theme === 'light' ? BLUE_ON_LIGHT : BLUE_ON_DARK)[count];
}

/** Greys from low to high, for a second variable or a background layer. */
export function sequentialNeutral(count: ClassCount, theme: Theme): readonly string[] {
  return (theme === 'light' ? NEUTRAL_ON_LIGHT : NEUTRAL_ON_DARK)[count];
}

/** Blue below, orange above a named middle. */
export function diverging(count: 5 | 7, theme: Theme): readonly string[] {
  return (theme === 'light' ? DIVERGING_ON_LIGHT : DIVERGING_ON_DARK)[count];
}

/** All eight colours for things without order. */
export function categorical(theme: Theme): readonly string[] {
  return CATEGORICAL[theme];
}

/**
 * The fixed colour of the n-th district in code order (from 0); the ninth and later repeat the
 * colours and differ by their point symbol and their direct label.
 */
export function seriesColour(index: number, theme: Theme): string {
  const colours = CATEGORICAL[theme];
  return colours[index % colours.length] ?? '#8a949e';
}

/**
 * `count` sequential colours for a classification that came out with fewer classes than asked:
 * they keep the ends of the scale.
 */
export function classColours(count: number, theme: Theme): readonly string[] {
  if (count >= 5) return sequentialBlue(count >= 7 ? 7 : count === 6 ? 6 : 5, theme);
  const five = sequentialBlue(5, theme);
  const picks: Record<number, readonly number[]> = {
    1: [2],
    2: [1, 3],
    3: [0, 2, 4],
    4: [0, 1, 3, 4],
  };
  return (picks[count] ?? []).flatMap((index) => five[index] ?? []);
}

/** Colours for classes on both sides of a middle: the further out, the stronger; three a side. */
export function divergingAround(below: number, above: number, theme: Theme): readonly string[] {
  const seven = diverging(7, theme);
  return [...seven.slice(3 - below, 3), ...seven.slice(4, 4 + above)];
}
