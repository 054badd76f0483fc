// Runs before the first paint, so that a dark page never flashes white.
// It is a file of its own because the content security policy allows no inline script.
// The address wins over what this browser keeps; src/state/preferences.ts reads both the same way.
(() => {
  const root = document.documentElement;
  const address = new URLSearchParams(location.search);
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const choose = (choices, ...texts) => texts.find((text) => choices.includes(text));
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const contrast = matchMedia('(prefers-contrast: more)').matches;
  const themes = ['light', 'dark', 'contrast'];
  root.dataset.theme =
    choose(themes, address.get('theme'), read('bada.theme')) ??
    (contrast ? 'contrast' : dark ? 'dark' : 'light');
  root.lang = choose(['ko', 'en'], address.get('lang'), read('bada.locale')) ?? 'ko';
})();
