import '@bada/web/src/ui/tokens.css';
import '@bada/web/src/ui/base.css';
import { LocaleProvider } from '@bada/web/src/i18n/locale-context.tsx';
import { THEMES, type Theme } from '@bada/web/src/ui/theme.ts';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { ChartSection } from './chart-section.tsx';
import { MapSection } from './map-section.tsx';
import { Primitives } from './primitives.tsx';

const query = new URLSearchParams(location.search);
const first = THEMES.find((theme) => theme === query.get('theme')) ?? 'light';
const locale = query.get('locale') === 'en' ? 'en' : 'ko';
document.documentElement.dataset.theme = first;
document.documentElement.lang = locale;

function Gallery() {
  const [theme, setTheme] = useState<Theme>(first);
  const [selected, setSelected] = useState<readonly string[]>(['26350']);
  const select = (place: string) =>
    setSelected((now) =>
      now.includes(place) ? now.filter((each) => each !== place) : [...now, place],
    );
  const section = {
    locale,
    theme,
    selected,
    onSelect: select,
    onClear: () => setSelected([]),
  } as const;
  function turn() {
    const next = theme === 'light' ? 'dark' : 'light';
    document.documentElement.dataset.theme = next;
    setTheme(next);
  }
  return (
    <LocaleProvider locale={locale}>
      <main style={{ display: 'grid', gap: 24, padding: 24, background: 'var(--color-surface)' }}>
        <h1>BADA</h1>
        <button type="button" onClick={turn}>
          turn theme
        </button>
        <Primitives />
        <div
          style={{
            display: 'grid',
            gap: 24,
            gridTemplateColumns: 'repeat(auto-fit, minmax(min(20rem, 100%), 1fr))',
            alignItems: 'start',
          }}
        >
          <MapSection {...section} />
          <ChartSection {...section} />
        </div>
      </main>
    </LocaleProvider>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Gallery />);
