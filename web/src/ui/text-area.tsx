import { type TextareaHTMLAttributes, useId } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';

type NativeProps = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value' | 'id'>;

export interface TextAreaProps extends NativeProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string | undefined;
  /** What is wrong and how to mend it; marks the field as invalid. */
  error?: string | undefined;
}

/** Several lines of text with their label, hint and error. */
export function TextArea({
  label,
  value,
  onChange,
  hint,
  error,
  rows = 3,
  ...rest
}: TextAreaProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        className={cx(styles.control, styles.lines)}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : noteId}
        onChange={(event) => onChange(event.target.value)}
      />
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? styles.hint : styles.error}>
          {note}
        </p>
      )}
    </div>
  );
}
