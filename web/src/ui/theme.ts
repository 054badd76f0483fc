/** The three appearances; the page sets the name as `data-theme` on its root element. */
export type Theme = 'light' | 'dark' | 'contrast';

export const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];

/** Colours that drawing libraries need as values, because they cannot read CSS variables. */
export interface ThemeColours {
  surface: string;
  raised: string;
  text: string;
  muted: string;
  border: string;
  accent: string;
  city: string;
  grid: string;
  sea: string;
  landLine: string;
  hatch: string;
  hatchGround: string;
  focus: string;
  font: string;
}

/** Reads the tokens in force for an element; call again when the theme changes. */
export function readThemeColours(element: Element): ThemeColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: token('color-surface'),
    raised: token('color-raised'),
    text: token('color-text'),
    muted: token('color-text-muted'),
    border: token('color-border'),
    accent: token('color-accent'),
    city: token('color-city'),
    grid: token('color-grid'),
    sea: token('color-sea'),
    landLine: token('color-land-line'),
    hatch: token('color-hatch'),
    hatchGround: token('color-hatch-ground'),
    focus: token('color-focus'),
    font: token('font'),
  };
}
