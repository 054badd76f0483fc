import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import type { LinkedAxis } from './linked-axes.ts';
import { barsOf } from './linked-bars.ts';
import styles from './linked-panel.module.css';
import type { Linked } from './use-linked.ts';

/** The bars of all views as tables. */
export function LinkedTables({
  axes,
  linked,
  decimals,
}: {
  axes: readonly LinkedAxis[];
  linked: Linked;
  decimals: number;
}) {
  const locale = useLocale();
  const { linked: words } = useMessages();
  const number = (value: number) => (Number.isFinite(value) ? formatNumber(value, decimals) : '-');
  return (
    <div className={styles.views}>
      {axes.map((axis) => (
        <div key={axis.column.name} className={styles.view}>
          <DataTable
            caption={axis.column.title[locale]}
            columns={[
              { id: 'value', header: words.value, cell: ({ label }) => label },
              { id: 'now', header: words.shown, align: 'end', cell: ({ now }) => number(now) },
              {
                id: 'whole',
                header: words.whole,
                align: 'end',
                cell: ({ whole }) => number(whole),
              },
            ]}
            rows={barsOf(axis, linked.shown, { locale, words })}
            rowKey={({ slot }) => String(slot)}
            maxHeight="18rem"
          />
        </div>
      ))}
    </div>
  );
}
