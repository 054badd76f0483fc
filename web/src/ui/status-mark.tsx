import { useMessages } from '../i18n/locale-context.tsx';
import { cx } from './cx.ts';
import { CautionIcon, CheckIcon, NoneIcon, WarningIcon } from './icons.tsx';
import styles from './status-mark.module.css';

/** An indicator judged against its target's bands; `none` is 판단 불가. */
export type IndicatorStatus = 'good' | 'caution' | 'warning' | 'none';

const ICONS = { good: CheckIcon, caution: CautionIcon, warning: WarningIcon, none: NoneIcon };

export interface StatusMarkProps {
  status: IndicatorStatus;
}

/** Status as icon and word; colour only supports them. */
export function StatusMark({ status }: StatusMarkProps) {
  const { ui } = useMessages();
  const Icon = ICONS[status];
  return (
    <span className={cx(styles.mark, styles[status])}>
      <Icon size={14} />
      {ui.status[status]}
    </span>
  );
}
