import { type DragEvent, useRef, useState } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import styles from './bring.module.css';
import { Sending } from './sending.tsx';
import { SentList } from './sent-list.tsx';
import { useSending } from './use-sending.ts';

/** Where files are dropped or chosen, and how far they are sent: one after the other. */
export function DropZone({ onBrought }: { onBrought: (id: string) => void }) {
  const { drop } = useMessages().bring;
  const locale = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { present, sent, send, stop } = useSending({ onBrought, locale });
  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void send([...event.dataTransfer.files]);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button in it
    <div
      className={cx(styles.drop, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {present ? (
        <Sending {...present} onStop={stop} />
      ) : (
        <>
          <p className={styles.dropLabel}>{drop.label}</p>
          <Button variant="primary" icon={<PlusIcon />} onClick={() => input.current?.click()}>
            {drop.choose}
          </Button>
          <p className={styles.note}>{drop.hint}</p>
        </>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={drop.choose}
        onChange={(event) => {
          void send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <SentList sent={sent} onAgain={(file) => void send([file])} />
    </div>
  );
}
