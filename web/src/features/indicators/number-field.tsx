import { useState } from 'react';
import { TextField } from '../../ui/text-field.tsx';

/** A number that may be half written; what is no number is told and not taken over. */
export function NumberField({
  label,
  value,
  hint,
  error,
  onChange,
}: {
  label: string;
  value: number;
  hint?: string | undefined;
  error?: string | undefined;
  onChange: (value: number) => void;
}) {
  const [text, setText] = useState(String(value));
  const isShown = Number(text) === value && text.trim() !== '';
  const isWriting = text === '' || text === '-' || !Number.isFinite(Number(text));
  function write(next: string) {
    setText(next);
    const number = next.trim() === '' ? Number.NaN : Number(next);
    onChange(number);
  }
  const shown = isShown || isWriting || Number.isNaN(value) ? text : String(value);
  return (
    <TextField
      label={label}
      inputMode="decimal"
      value={shown}
      {...(hint === undefined ? {} : { hint })}
      {...(error === undefined ? {} : { error })}
      onChange={write}
    />
  );
}
