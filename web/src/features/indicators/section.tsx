import type { ReactNode } from 'react';
import styles from './editor.module.css';

/** A part of a page under its own heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** A part that is seldom changed: folded, unless something in it is wrong. */
export function FoldedSection({
  title,
  isWrong,
  children,
}: {
  title: string;
  isWrong: boolean;
  children: ReactNode;
}) {
  return (
    <details className={styles.folded} open={isWrong || undefined}>
      <summary>
        <h2>{title}</h2>
      </summary>
      <div className={styles.fields}>{children}</div>
    </details>
  );
}
