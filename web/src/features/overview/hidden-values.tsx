import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import styles from './detail.module.css';
import type { DetailModel } from './detail-model.ts';

/** Places whose value is hidden for a rule on small counts. */
export function hiddenIn({ figures }: Pick<DetailModel, 'figures'>): number {
  return figures.filter(({ point }) => point.status === 'suppressed').length;
}

/** How many of the values shown are hidden; nothing where none is. */
export function HiddenValues({ model }: { model: Pick<DetailModel, 'figures'> }) {
  const { smallCells } = useMessages();
  const count = hiddenIn(model);
  return count > 0 && <p className={styles.note}>{smallCells.suppressed(formatNumber(count))}</p>;
}
