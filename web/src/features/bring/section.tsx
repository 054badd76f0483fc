import type { ReactNode } from 'react';
import styles from './bring.module.css';

/** A step of bringing a file under its own heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
