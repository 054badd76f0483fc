import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './bring.module.css';

/** What is wrong with a text, and in which of its lines. */
interface LineError {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Selects a line of the only text field in an element, so that whoever mends it is there. */
function selectLine(editor: HTMLElement | null, line: number): void {
  const field = editor?.querySelector('textarea');
  if (!field) return;
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}

function Gutter({ lines, error }: { lines: number; error: LineError | undefined }) {
  const mark = useRef<HTMLSpanElement>(null);
  const wrong = error?.line;
  useEffect(() => {
    if (wrong !== undefined) mark.current?.scrollIntoView({ block: 'nearest' });
  }, [wrong]);
  return (
    <pre aria-hidden="true">
      {Array.from({ length: lines }, (_, at) => {
        const isWrong = wrong === at + 1;
        return (
          <span
            key={at}
            ref={isWrong ? mark : undefined}
            className={isWrong ? styles.wrongLine : undefined}
          >
            {at + 1}
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
}

/** A document as text, with the numbers of its lines beside it. What was written stays when it is refused; the line
 * that is wrong is marked, selected and told. */
export function YamlEditor({
  yaml,
  label,
  save,
  isPending,
  error,
  onSave,
}: {
  /** The text as it stands. */
  yaml: string;
  label: string;
  save: string;
  isPending: boolean;
  error?: LineError | undefined;
  onSave: (yaml: string) => void;
}) {
  const [text, setText] = useState(yaml);
  const editor = useRef<HTMLDivElement>(null);
  const { line, message } = error ?? {};
  useEffect(() => {
    if (line !== undefined && message !== undefined) selectLine(editor.current, line);
  }, [line, message]);
  const lines = text.split('\n').length;
  return (
    <div className={styles.stack}>
      <div className={styles.yaml} ref={editor}>
        <Gutter lines={lines} error={error} />
        <TextArea
          label={label}
          value={text}
          rows={lines}
          spellCheck={false}
          wrap="off"
          onChange={setText}
        />
      </div>
      <div className={styles.actions}>
        <Button disabled={isPending || text === yaml} onClick={() => onSave(text)}>
          {save}
        </Button>
      </div>
    </div>
  );
}
