import { useMessages } from '../../i18n/locale-context.tsx';
import styles from './dataset-page.module.css';

/** A part of a dataset's page that can be gone to. */
export type DatasetPart =
  | 'preview'
  | 'intake'
  | 'formats'
  | 'api'
  | 'columns'
  | 'linked'
  | 'quality'
  | 'lineage'
  | 'versions'
  | 'history'
  | 'downloads'
  | 'facts'
  | 'users'
  | 'caveats';

/** Id of a part's element, which is its address on the page. */
export function partId(part: DatasetPart): string {
  return `part-${part}`;
}

/** The parts of a long page, each with the way to it. */
export function DatasetParts({
  hasIntake,
  hasCaveats,
  isWhole,
}: {
  hasIntake: boolean;
  hasCaveats: boolean;
  /** Whether the viewer sees all rows and columns. */
  isWhole: boolean;
}) {
  const { dataset: words, lineage, linked, contract } = useMessages();
  const parts: readonly (readonly [DatasetPart, string])[] = [
    ['preview', words.preview],
    ['columns', words.columns.title],
    ['linked', linked.title],
    ...(hasIntake ? [['intake', words.intake.title] as const] : []),
    ...(isWhole ? [['quality', words.quality.title] as const] : []),
    ['lineage', lineage.title],
    ['versions', words.versions.title],
    ...(isWhole ? [['history', contract.history.title] as const] : []),
    ['downloads', words.downloads.title],
    ['facts', words.facts.title],
    ['users', words.users],
    ...(hasCaveats ? [['caveats', words.caveats] as const] : []),
  ];
  return (
    <nav className={styles.parts} aria-label={words.parts}>
      {parts.map(([part, title]) => (
        <a key={part} href={`#${partId(part)}`}>
          {title}
        </a>
      ))}
    </nav>
  );
}
