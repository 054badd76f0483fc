import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import styles from './dataset-page.module.css';
import { type DatasetPart, partId } from './dataset-parts.tsx';

/** Whether the address points at a part or into it. */
function isPointedAt(part: DatasetPart, hash: string): boolean {
  return hash === partId(part) || (part === 'columns' && hash.startsWith('column-'));
}

/** Whether a part is unfolded on a phone: as the reader left it, until the address points into it anew. */
function useUnfolded(part: DatasetPart, startsOpen: boolean) {
  const hash = useLocation({ select: (location) => location.hash });
  const [left, setLeft] = useState<{ isOpen: boolean; hash: string }>();
  const isNew = left?.hash !== hash && isPointedAt(part, hash);
  const isOpen = isNew || (left?.isOpen ?? startsOpen);
  return { isOpen, toggle: () => setLeft({ isOpen: !isOpen, hash }) };
}

interface SectionProps {
  title: string;
  children: ReactNode;
}

/** A part of a dataset's page, which a phone folds under its heading; what is folded still prints. */
export function DatasetSection({
  part,
  title,
  said,
  startsOpen = false,
  children,
}: SectionProps & {
  /** Name of the part in the address, where the page's list of parts leads to it. */
  part: DatasetPart;
  /** What the part says in a few words, for who sees it folded. */
  said?: string | undefined;
  startsOpen?: boolean;
}) {
  const { isOpen, toggle } = useUnfolded(part, startsOpen);
  const body = `${partId(part)}-body`;
  return (
    <section className={styles.section} id={partId(part)} tabIndex={-1}>
      <h2>
        <span className={styles.wideTitle}>{title}</span>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={toggle}
        >
          <span>{title}</span>
          {said !== undefined && <span className={styles.said}>{said}</span>}
        </button>
      </h2>
      <div id={body} className={styles.body} data-folded={!isOpen}>
        {children}
      </div>
    </section>
  );
}

/** A part of a page under its own heading. */
export function Section({ title, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
