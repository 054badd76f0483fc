import type { IngestState } from '@bada/shared/intake';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Badge, type BadgeProps } from '../../ui/badge.tsx';
import {
  CautionIcon,
  CheckIcon,
  type IconProps,
  InfoIcon,
  NoneIcon,
  WarningIcon,
} from '../../ui/icons.tsx';

type Kind = IngestState['kind'];

interface Mark {
  readonly tone: NonNullable<BadgeProps['tone']>;
  readonly icon: (props: IconProps) => React.ReactNode;
}

const MARKS: Readonly<Record<Kind, Mark>> = {
  received: { tone: 'info', icon: InfoIcon },
  reading: { tone: 'info', icon: InfoIcon },
  running: { tone: 'info', icon: InfoIcon },
  ready: { tone: 'caution', icon: CautionIcon },
  done: { tone: 'caution', icon: CautionIcon },
  published: { tone: 'good', icon: CheckIcon },
  failed: { tone: 'warning', icon: WarningIcon },
  cancelled: { tone: 'neutral', icon: NoneIcon },
};

/** Where a brought file stands: icon and word. */
export function StateMark({ kind }: { kind: Kind }) {
  const { states } = useMessages().bring;
  const { tone, icon: Icon } = MARKS[kind];
  return (
    <Badge tone={tone}>
      <Icon size={14} /> {states[kind]}
    </Badge>
  );
}
