import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { storedBytes } from '../engine/chunk-store.ts';
import { useAnswerer } from '../engine/context.tsx';
import { useMessages } from '../i18n/locale-context.tsx';
import { sizeText } from '../i18n/size.ts';
import { useApp } from '../state/context.tsx';
import type { EngineWish } from '../state/preferences.ts';
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

/** What a reader may set for all pages beside language and theme. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { settings } = useMessages().engine;
  return (
    <Dialog open title={settings.title} onClose={onClose}>
      <div className={styles.parts}>
        <EngineChoice />
        <StoredData />
      </div>
    </Dialog>
  );
}
