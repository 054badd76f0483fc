import type { DatasetNode } from '@bada/shared/catalogue';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';

/** How many cells of a dataset are empty for its rule on small counts; nothing where it has none. */
export function HiddenCounts({
  dataset: { smallCells },
  className,
}: {
  dataset: Pick<DatasetNode, 'smallCells'>;
  className: string | undefined;
}) {
  const words = useMessages().smallCells;
  if (!smallCells) return null;
  const { k, cut, hidden } = smallCells;
  const count = cut && hidden !== undefined ? formatNumber(hidden) : undefined;
  return <p className={className}>{words.hidden(formatNumber(k), count)}</p>;
}
