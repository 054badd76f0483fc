import { placeName } from '@bada/shared';
import type { OverlapList } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { failureOf } from '../../api/failure.ts';
import { overlapsQuery } from '../../api/quality.ts';
import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { useColumnNames } from './column-names.tsx';
import styles from './quality.module.css';
import { shareText } from './quality-words.ts';

type Overlap = OverlapList['overlaps'][number];

/** Keys are values set apart by blanks; codes of places among them are read by name. */
function keyText(key: string, locale: Locale): string {
  return key
    .split(' ')
    .map((part) => placeName(part)[locale])
    .join(' ');
}

function Measure({ measure }: { measure: Overlap['measures'][number] }) {
  const locale = useLocale();
  const nameOf = useColumnNames();
  const { overlaps: words } = useMessages().quality;
  const { column, agreeing, compared, conflicts } = measure;
  const share = compared === 0 ? '-' : shareText(agreeing / compared);
  return (
    <li>
      {words.agrees(nameOf(column), formatNumber(agreeing), formatNumber(compared), share)}
      {conflicts.length > 0 && (
        <ul className={styles.notes}>
          {conflicts.map(({ key, value, otherValue }) => (
            <li key={key}>
              {words.conflict(keyText(key, locale), formatNumber(value), formatNumber(otherValue))}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function One({ overlap }: { overlap: Overlap }) {
  const locale = useLocale();
  const { overlaps: words } = useMessages().quality;
  const { other, title, owner, sharedKeys, containment, measures } = overlap;
  return (
    <li className={styles.overlap}>
      <Link to="/catalog/$id" params={{ id: other }}>
        {title[locale]}
      </Link>{' '}
      <span className={styles.note}>
        {owner[locale]} · {words.of(formatNumber(sharedKeys), shareText(containment))}
      </span>
      <ul className={styles.notes}>
        {measures.map((measure) => (
          <Measure key={`${measure.column}/${measure.otherColumn}`} measure={measure} />
        ))}
      </ul>
    </li>
  );
}

/** Other datasets that tell of the same things, with the share that agrees. */
export function QualityOverlaps({ dataset }: { dataset: string }) {
  const locale = useLocale();
  const { overlaps: words } = useMessages().quality;
  const { data, error, refetch } = useQuery(overlapsQuery(dataset));
  return (
    <div className={styles.block}>
      <h3>{words.title}</h3>
      {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton height="4rem" />}
      {data?.overlaps.length === 0 && <p className={styles.note}>{words.none}</p>}
      {data && data.overlaps.length > 0 && (
        <ul className={styles.overlapList}>
          {data.overlaps.map((overlap) => (
            <One key={overlap.other} overlap={overlap} />
          ))}
        </ul>
      )}
    </div>
  );
}
