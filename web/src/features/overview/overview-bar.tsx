import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Check } from '../../ui/check.tsx';
import styles from './overview.module.css';
import { SaveView } from './save-view.tsx';

/** What the page is judged at, whether samples are shown, and the way to keep the view. */
export function OverviewBar({
  evaluationDate,
  indicator,
  suggestion,
}: {
  evaluationDate: string;
  indicator: string;
  suggestion: string;
}) {
  const locale = useLocale();
  const { overview } = useMessages();
  const samples = useApp((state) => state.view.samples);
  const changeView = useApp((state) => state.changeView);
  return (
    <div className={styles.bar}>
      <div className={styles.facts}>
        <span title={overview.evaluationHint}>
          {overview.evaluation(formatDate(evaluationDate, locale))}
        </span>
        <Check
          label={overview.samples}
          checked={samples}
          onChange={(shown) => changeView({ samples: shown })}
        />
      </div>
      <SaveView indicator={indicator} suggestion={suggestion} />
    </div>
  );
}
