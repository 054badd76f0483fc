import { placeName } from '@bada/shared';
import type { DatasetNode } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { catalogueQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { LockIcon } from '../../ui/icons.tsx';
import styles from './dataset-page.module.css';

type CutRows = NonNullable<DatasetNode['cut']>['rows'];

/** Names of the places or departments whose rows are seen. */
function useSeenNames(rows: CutRows): string {
  const locale = useLocale();
  const { data } = useQuery(catalogueQuery());
  const nameOf = (by: CutRows[number]['by'], code: string) => {
    if (by === 'place') return placeName(code)[locale];
    return data?.departments.find((one) => one.code === code)?.name[locale] ?? code;
  };
  return rows.flatMap(({ by, values }) => values.map((code) => nameOf(by, code))).join(', ');
}

/** Says in a sentence which part of the dataset the viewer sees; nothing where he sees all of it. */
export function DatasetCutNotice({ dataset }: { dataset: DatasetNode }) {
  const locale = useLocale();
  const { cut: words } = useMessages().dataset;
  const { cut, columns } = dataset;
  const names = useSeenNames(cut?.rows ?? []);
  if (!cut) return null;
  const masked = columns.filter((column) => column.masked).map(({ title }) => title[locale]);
  const isNothing = cut.rows.some(({ values }) => values.length === 0);
  return (
    <div className={styles.notice} role="note">
      <strong className={styles.masked}>
        <LockIcon size={16} />
        {words.title}
      </strong>
      {cut.rows.length > 0 && <p>{isNothing ? words.noRows : words.rows(names)}</p>}
      {masked.length > 0 && <p>{words.columns(masked.join(', '))}</p>}
    </div>
  );
}

/** Marks a column whose values are kept from the viewer. */
export function MaskedBadge() {
  const { cut: words } = useMessages().dataset;
  return (
    <Badge tone="caution" title={words.maskedHint}>
      <span className={styles.masked}>
        <LockIcon size={14} />
        {words.masked}
      </span>
    </Badge>
  );
}
