import type { DatasetHit } from '@bada/shared/catalogue';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';

type Badged = Pick<DatasetHit, 'class' | 'licence' | 'freshness' | 'nextDue' | 'quality'>;

const FRESHNESS_TONES = { 'on-time': 'good', late: 'caution', unscheduled: 'neutral' } as const;

/** Licence, class, freshness and quality of a dataset at a glance, each in a word. */
export function DatasetBadges({ dataset }: { dataset: Badged }) {
  const locale = useLocale();
  const { catalog, dataset: words, indicators } = useMessages();
  const { licence, freshness, nextDue, quality } = dataset;
  const due = nextDue === null ? '' : catalog.freshnessHint(formatDate(nextDue, locale));
  return (
    <>
      {licence.id === 'unstated' ? (
        <Badge tone="caution" title={indicators.unstatedHint}>
          {catalog.unstated}
        </Badge>
      ) : (
        <Badge title={licence.note?.[locale] ?? licence.id}>{licence.id}</Badge>
      )}
      <Badge tone={dataset.class === 'open' ? 'good' : 'neutral'}>
        {catalog.classes[dataset.class]}
      </Badge>
      <Badge tone={FRESHNESS_TONES[freshness]} title={due}>
        {catalog.freshness[freshness]}
      </Badge>
      {quality && quality.score !== null && (
        <Badge title={words.quality.score}>
          {words.quality.title} {formatNumber(quality.score, 1)}
        </Badge>
      )}
    </>
  );
}
