import { daysBetween, isOverdue, type Task } from '@bada/shared';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CautionIcon, CheckIcon, NoneIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './tasks.module.css';

const LOOKS = {
  open: { tone: 'info', Icon: CautionIcon },
  accepted: { tone: 'neutral', Icon: NoneIcon },
  done: { tone: 'good', Icon: CheckIcon },
  withdrawn: { tone: 'neutral', Icon: NoneIcon },
} as const;

/** Where a task stands, and whether its day has passed: each as icon and word. */
export function TaskStatusBadges({ task, today }: { task: Task; today: string }) {
  const { tasks: words } = useMessages();
  const { tone, Icon } = LOOKS[task.status.kind];
  return (
    <>
      <Badge tone={tone}>
        <span className={styles.mark}>
          <Icon size={14} />
          {words.statuses[task.status.kind]}
        </span>
      </Badge>
      {isOverdue(task, today) && (
        <Badge tone="warning">
          <span className={styles.mark}>
            <WarningIcon size={14} />
            {words.overdueBy(daysBetween(task.due, today))}
          </span>
        </Badge>
      )}
    </>
  );
}
