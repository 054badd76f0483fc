import { useId } from 'react';
import { cx } from './cx.ts';
import styles from './field.module.css';
import { ChevronIcon } from './icons.tsx';

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  disabled?: boolean;
}

export interface SelectProps<T extends string> {
  label: string;
  options: readonly SelectOption<T>[];
  value: T;
  onChange: (value: T) => void;
  /** `above` the control, `beside` it, or for screen readers only. */
  labelPlacement?: 'above' | 'beside' | 'hidden';
  disabled?: boolean;
}

/** A native drop-down: the platform's own list serves keyboards, phones and screen readers best. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, options, value, onChange, labelPlacement = 'above', disabled = false } = props;
  const id = useId();
  function choose(raw: string) {
    const option = options.find((candidate) => candidate.value === raw);
    if (option !== undefined) onChange(option.value);
  }
  return (
    <span className={cx(labelPlacement === 'beside' ? styles.inline : styles.field)}>
      <label htmlFor={id} className={labelPlacement === 'hidden' ? 'sr-only' : styles.label}>
        {label}
      </label>
      <span className={styles.selectBox}>
        <select
          id={id}
          className={cx(styles.control, styles.select)}
          value={value}
          disabled={disabled}
          onChange={(event) => choose(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <span className={styles.arrow}>
          <ChevronIcon size={16} />
        </span>
      </span>
    </span>
  );
}
