import type { ReactNode } from 'react';
import styles from './dataset-page.module.css';
import { type DatasetPart, partId } from './dataset-parts.tsx';

/** A part of a dataset's page under its own heading. */
export function Section({
  part,
  title,
  children,
}: {
  /** Name of the part in the address, where the page's list of parts leads to it. */
  part?: DatasetPart;
  title: string;
  children: ReactNode;
}) {
  const target = part === undefined ? {} : { id: partId(part), tabIndex: -1 };
  return (
    <section className={styles.section} {...target}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
