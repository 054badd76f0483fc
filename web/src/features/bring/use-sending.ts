import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { bringFile, INGESTS_KEY } from '../../api/ingests.ts';
import type { Locale } from '../../i18n/locale.ts';

/** The file that is on its way, and its place among those of one drop. */
export interface PresentFile {
  readonly file: File;
  /** Bytes. */
  readonly sent: number;
  /** From 1. */
  readonly place: number;
  readonly all: number;
}

/** What became of a file that was sent. */
export type SentFile =
  | { readonly kind: 'sent'; readonly file: File; readonly id: string }
  | { readonly kind: 'stopped'; readonly file: File }
  | {
      readonly kind: 'failed';
      readonly file: File;
      readonly message: string;
      readonly code?: string;
    };

async function sendOne(
  file: File,
  {
    signal,
    onSent,
    locale,
  }: { signal: AbortSignal; onSent: (sent: number) => void; locale: Locale },
): Promise<SentFile> {
  try {
    return { kind: 'sent', file, id: (await bringFile(file, { signal, onSent })).id };
  } catch (thrown) {
    if (signal.aborted) return { kind: 'stopped', file };
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { kind: 'failed', file, ...failureOf(error, locale) };
  }
}

/** Sends files one after the other. One alone is opened when it has come; of several each is told what became of it.
 * `stop` takes the present one back and leaves the rest out. */
export function useSending({
  onBrought,
  locale,
}: {
  onBrought: (id: string) => void;
  locale: Locale;
}) {
  const client = useQueryClient();
  const [present, setPresent] = useState<PresentFile>();
  const [sent, setSent] = useState<readonly SentFile[]>([]);
  const control = useRef<AbortController>(undefined);
  async function send(files: readonly File[]) {
    if (files.length === 0 || control.current) return;
    const own = new AbortController();
    control.current = own;
    const done: SentFile[] = [];
    setSent(done);
    for (const [at, file] of files.entries()) {
      const place = { place: at + 1, all: files.length };
      const onSent = (bytes: number) => setPresent({ file, sent: bytes, ...place });
      onSent(0);
      const { signal } = own;
      done.push(
        signal.aborted
          ? { kind: 'stopped', file }
          : await sendOne(file, { signal, onSent, locale }),
      );
    }
    control.current = undefined;
    setPresent(undefined);
    const [first] = done;
    if (done.length === 1 && first?.kind === 'sent') return onBrought(first.id);
    setSent(done.length === 1 && first?.kind === 'stopped' ? [] : done);
    await client.invalidateQueries({ queryKey: [...INGESTS_KEY, 'list'] });
  }
  return { present, sent, send, stop: () => control.current?.abort() };
}
