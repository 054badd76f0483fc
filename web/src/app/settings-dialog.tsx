import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { storedBytes } from '../engine/chunk-store.ts';
import { useAnswerer } from '../engine/context.tsx';
import { useMessages } from '../i18n/locale-context.tsx';
import { sizeText } from '../i18n/size.ts';
import { useApp } from '../state/context.tsx';
import type { EngineWish, Theme } from '../state/preferences.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Segmented } from '../ui/segmented.tsx';
import styles from './settings-dialog.module.css';

const STORED_KEY = ['stored-bytes'];

function EngineChoice() {
  const { settings } = useMessages().engine;
  const engine = useApp((state) => state.engine);
  const chooseEngine = useApp((state) => state.chooseEngine);
  const options = (['auto', 'browser', 'server'] as const).map((value: EngineWish) => ({
    value,
    label: settings.choices[value],
  }));
  return (
    <section className={styles.part}>
      <h3>{settings.engine}</h3>
      <Segmented label={settings.engine} options={options} value={engine} onChange={chooseEngine} />
      <p className={styles.note}>{settings.same}</p>
    </section>
  );
}

function StoredData() {
  const { settings } = useMessages().engine;
  const answerer = useAnswerer();
  const client = useQueryClient();
  const [cleared, setCleared] = useState(false);
  // Nothing is `null`: a query's result may not be undefined.
  const { data } = useQuery({
    queryKey: STORED_KEY,
    queryFn: async () => (await storedBytes()) ?? null,
    staleTime: 0,
  });
  async function clear() {
    await answerer.clear();
    await client.invalidateQueries({ queryKey: STORED_KEY });
    setCleared(true);
  }
  const size = data ? settings.storedSize(sizeText(data)) : settings.nothingStored;
  return (
    <section className={styles.part}>
      <h3>{settings.stored}</h3>
      <p role="status">{cleared ? `${settings.cleared} ${size}` : data !== undefined && size}</p>
      <p className={styles.note}>{settings.storedWhy}</p>
      <div>
        <Button disabled={!data} onClick={() => void clear()}>
          {settings.clear}
        </Button>
      </div>
    </section>
  );
}

/** Where a narrow screen has no room for them, theme and account are found here. */
function ThemeChoice() {
  const { shell } = useMessages();
  const theme = useApp((state) => state.theme);
  const chooseTheme = useApp((state) => state.chooseTheme);
  const options = (['light', 'dark', 'contrast'] as const).map((value: Theme) => ({
    value,
    label: shell.themes[value],
  }));
  return (
    <section className={styles.part}>
      <h3>{shell.theme}</h3>
      <Segmented label={shell.theme} options={options} value={theme} onChange={chooseTheme} />
    </section>
  );
}

/** What a reader may set for all pages. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { engine, account } = useMessages();
  const { settings } = engine;
  return (
    <Dialog open title={settings.title} onClose={onClose}>
      <div className={styles.parts}>
        <p>
          <Link to="/me" onClick={onClose}>
            {account.me.title}
          </Link>
        </p>
        <ThemeChoice />
        <EngineChoice />
        <StoredData />
      </div>
    </Dialog>
  );
}
