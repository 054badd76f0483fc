import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import styles from './bring.module.css';

/** A document as text, with the numbers of its lines beside it. */
export function YamlEditor({
  yaml,
  label,
  save,
  isPending,
  onSave,
}: {
  /** The text as it stands. */
  yaml: string;
  label: string;
  save: string;
  isPending: boolean;
  onSave: (yaml: string) => void;
}) {
  const [text, setText] = useState(yaml);
  const lines = text.split('\n').length;
  return (
    <div className={styles.stack}>
      <div className={styles.yaml}>
        <pre aria-hidden="true">{Array.from({ length: lines }, (_, at) => at + 1).join('\n')}</pre>
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
