import { type DragEvent, useRef, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { bringFile } from '../../api/ingests.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { PlusIcon } from '../../ui/icons.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './bring.module.css';
import { sizeText } from './sizes.ts';

type Sending =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly file: File; readonly sent: number }
  | { readonly kind: 'failed'; readonly file: File; readonly error: Error };

/** Sends one file at a time; `stop` takes it back before it is whole. */
function useSending(onBrought: (id: string) => void) {
  const [state, setState] = useState<Sending>({ kind: 'idle' });
  const control = useRef<AbortController>(undefined);
  async function send(file: File | undefined) {
    if (!file) return;
    const own = new AbortController();
    control.current = own;
    setState({ kind: 'sending', file, sent: 0 });
    try {
      const onSent = (sent: number) => setState({ kind: 'sending', file, sent });
      onBrought((await bringFile(file, { signal: own.signal, onSent })).id);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      setState(own.signal.aborted ? { kind: 'idle' } : { kind: 'failed', file, error });
    }
  }
  return { state, send, stop: () => control.current?.abort() };
}

function Sent({ file, sent, onStop }: { file: File; sent: number; onStop: () => void }) {
  const { bring } = useMessages();
  return (
    <div className={styles.sending}>
      <p role="status">{bring.sending(file.name)}</p>
      <progress aria-label={bring.sending(file.name)} max={file.size} value={sent} />
      <p className={styles.note}>{bring.sent(sizeText(sent), sizeText(file.size))}</p>
      <Button onClick={onStop}>{bring.stop}</Button>
    </div>
  );
}

/** Where a file is dropped or chosen, and how far it is sent. */
export function DropZone({ onBrought }: { onBrought: (id: string) => void }) {
  const locale = useLocale();
  const { drop, again } = useMessages().bring;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const { state, send, stop } = useSending(onBrought);
  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (state.kind !== 'sending') void send(event.dataTransfer.files[0]);
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
      {state.kind === 'sending' ? (
        <Sent file={state.file} sent={state.sent} onStop={stop} />
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
        hidden
        aria-label={drop.choose}
        onChange={(event) => {
          void send(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {state.kind === 'failed' && (
        <ErrorState
          title={`${again}: ${state.file.name}`}
          {...failureOf(state.error, locale)}
          onRetry={() => void send(state.file)}
        />
      )}
    </div>
  );
}
