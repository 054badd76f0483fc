import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'link';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A push button; `type` is `button` unless told. */
export function Button({ variant = 'secondary', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={cx(styles.button, variant !== 'secondary' && styles[variant], className)}
    >
      {icon}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  /** What the button does; read aloud and shown on hover. */
  label: string;
  icon: ReactNode;
  /** For a button that stays pressed. */
  pressed?: boolean;
}

/** A square button with a picture only. */
export function IconButton({ label, pressed, className, ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      className={cx(styles.icon, pressed === true && styles.pressed, className)}
    />
  );
}
