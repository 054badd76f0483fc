import type { ReactNode } from 'react';
import styles from './bring.module.css';

/** A step of bringing a file under its own heading. */
export function Section({
  title,
  id,
  children,
}: {
  title: string;
  /** Name in the address, where other steps lead to it. */
  id?: string;
  children: ReactNode;
}) {
  const target = id === undefined ? {} : { id, tabIndex: -1 };
  return (
    <section className={styles.section} aria-label={title} {...target}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
