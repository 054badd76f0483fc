import type { Job } from '@bada/shared/catalogue';
import { useRouter } from '@tanstack/react-router';
import { Fragment, type ReactNode, useMemo } from 'react';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CautionIcon, CheckIcon, NoneIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './collections.module.css';
import { InsideLink } from './inside-link.tsx';

const CLOCK = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Seoul',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** A moment on Seoul's clock: `2026. 4. 6. 14:05`. */
export function useMoment(): (moment: string) => string {
  const locale = useLocale();
  return useMemo(
    () => (moment) => {
      const [date = '', time = ''] = CLOCK.format(new Date(moment)).split(' ');
      return `${formatDate(date, locale)} ${time}`;
    },
    [locale],
  );
}

const ICONS = {
  queued: NoneIcon,
  never: NoneIcon,
  cancelled: NoneIcon,
  paused: CautionIcon,
  running: CautionIcon,
  done: CheckIcon,
  failed: WarningIcon,
};
const TONES = {
  queued: 'neutral',
  never: 'neutral',
  cancelled: 'neutral',
  paused: 'caution',
  running: 'info',
  done: 'good',
  failed: 'warning',
} as const;

/** Where a collection or one of its runs stands. */
export type RunState = keyof typeof ICONS;

/** Where a run stands: icon and word. */
export function StateMark({ state }: { state: RunState }) {
  const { states } = useMessages().collections;
  const Icon = ICONS[state];
  return (
    <Badge tone={TONES[state]}>
      <span className={styles.state}>
        <Icon size={14} />
        {states[state]}
      </span>
    </Badge>
  );
}

/** The way to the file in which a person goes on. */
function Waiting({ ingest }: { ingest: string }) {
  const { history } = useRouter();
  const words = useMessages().collections;
  return (
    <InsideLink href={`/bring/${ingest}`} onGo={(href) => history.push(href)}>
      {words.waiting}
    </InsideLink>
  );
}

function listed(parts: readonly ReactNode[]): ReactNode {
  return parts.map((part, at) => (
    <Fragment key={at}>
      {at > 0 && ' · '}
      {part}
    </Fragment>
  ));
}

/** What a run made, or why it did not. */
export function useOutcome(): (job: Job) => ReactNode {
  const locale = useLocale();
  const words = useMessages().collections;
  return ({ error, result }) => {
    if (error) return `${error.message[locale]} ${error.next[locale]}`;
    if (!result) return '-';
    if (result.kind === 'harvest') {
      const counts = [result.added, result.changed, result.vanished].map((one) =>
        formatNumber(one),
      );
      const [added = '', changed = '', vanished = ''] = counts;
      const parts = [words.harvested(added, changed, vanished)];
      if (result.conflicts.length > 0) parts.push(words.conflicts(result.conflicts.join(', ')));
      if (result.problems.length > 0) parts.push(words.problems(String(result.problems.length)));
      return parts.join(' · ');
    }
    const { rows, kept, dataset, ingest, unchanged } = result;
    const parts: ReactNode[] = [words.rows(formatNumber(rows))];
    if (unchanged) parts.push(words.unchanged);
    if (kept !== null) parts.push(words.kept(formatNumber(kept)));
    if (dataset !== null) parts.push(words.published(dataset));
    else if (ingest !== null) parts.push(<Waiting ingest={ingest} />);
    return listed(parts);
  };
}
