// Runs before the first paint, so that a dark page never flashes white.
// It is a file of its own because the content security policy allows no inline script.
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const theme = read('bada.theme');
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const contrast = matchMedia('(prefers-contrast: more)').matches;
  const known = theme === 'light' || theme === 'dark' || theme === 'contrast';
  root.dataset.theme = known ? theme : contrast ? 'contrast' : dark ? 'dark' : 'light';
  if (read('bada.locale') === 'en') root.lang = 'en';
})();
