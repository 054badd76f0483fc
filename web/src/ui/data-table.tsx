import type { CSSProperties, ReactNode } from 'react';
import { useMessages } from '../i18n/locale-context.tsx';
import { cx } from './cx.ts';
import styles from './data-table.module.css';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the right edge. */
  align?: 'start' | 'end';
}

export interface DataTableProps<Row> {
  caption: string;
  /** Unit of all numbers in the table, told once in the caption. */
  unit?: string;
  /** The first column names its row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  isSelected?: (row: Row) => boolean;
  hideCaption?: boolean;
  /** CSS length after which the table scrolls inside itself under its header. */
  maxHeight?: string;
}

interface RowViewProps<Row> {
  columns: readonly Column<Row>[];
  row: Row;
  selected: boolean;
}

function RowView<Row>({ columns, row, selected }: RowViewProps<Row>) {
  return (
    <tr className={cx(selected && styles.selected)} data-selected={selected || undefined}>
      {columns.map((column, index) => {
        const align = column.align === 'end' ? styles.end : undefined;
        return index === 0 ? (
          <th key={column.id} scope="row" className={align}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={align}>
            {column.cell(row)}
          </td>
        );
      })}
    </tr>
  );
}

/** The table twin of a chart: plain, complete, scrolling sideways inside itself. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    caption,
    unit,
    columns,
    rows,
    rowKey,
    isSelected,
    hideCaption = false,
    maxHeight,
  } = props;
  const { ui } = useMessages();
  const fullCaption = unit === undefined ? caption : `${caption} ${ui.unitCaption(unit)}`;
  const limit: CSSProperties & { '--table-height'?: string } =
    maxHeight === undefined ? {} : { '--table-height': maxHeight };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={styles.scroller} style={limit} aria-label={caption} tabIndex={0}>
      <table className={styles.table}>
        <caption className={hideCaption ? 'sr-only' : styles.caption}>{fullCaption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={cx(column.align === 'end' && styles.end)}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RowView
              key={rowKey(row)}
              columns={columns}
              row={row}
              selected={isSelected?.(row) ?? false}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
