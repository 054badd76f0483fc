import { Button } from './button.tsx';
import { type Column, DataTable } from './data-table.tsx';
import styles from './row-pages.module.css';

type Cell = string | number | boolean | null;

export interface RowPagesProps {
  caption: string;
  hideCaption?: boolean;
  /** A page of rows from `offset`, of `total` in all. */
  page: {
    readonly columns: readonly { readonly name: string }[];
    readonly rows: readonly (readonly Cell[])[];
    readonly offset: number;
    readonly total: number;
  };
  /** Most rows of a page. */
  size: number;
  /** Header of a column; undefined leaves it out. */
  title: (column: string) => string | undefined;
  /** A cell as it is read. */
  text?: (cell: string | number | boolean, column: string) => string;
  words: {
    readonly none: string;
    readonly shown: string;
    readonly before: string;
    readonly after: string;
  };
  onOffset: (offset: number) => void;
  /** What stands beside the buttons. */
  children?: React.ReactNode;
}

interface Row {
  readonly key: string;
  readonly cells: readonly Cell[];
}

function columnsOf({ page, title, text = (cell) => String(cell) }: RowPagesProps): Column<Row>[] {
  return page.columns.flatMap(({ name }, at): Column<Row>[] => {
    const header = title(name);
    if (header === undefined) return [];
    const cell = ({ cells }: Row) => (
      <span className={styles.whole}>{text(cells[at] ?? '-', name)}</span>
    );
    return [{ id: name, header, cell }];
  });
}

/** Rows of which the server holds many more, a page at a time. */
export function RowPages(props: RowPagesProps) {
  const { caption, hideCaption = false, page, size, words, onOffset, children } = props;
  const { rows, offset, total } = page;
  return (
    <div className={styles.pages}>
      {total === 0 ? (
        <p role="status">{words.none}</p>
      ) : (
        <DataTable
          caption={caption}
          hideCaption={hideCaption}
          columns={columnsOf(props)}
          rows={rows.map((cells, at) => ({ key: `${offset + at}`, cells }))}
          rowKey={({ key }) => key}
          maxHeight="24rem"
        />
      )}
      <div className={styles.actions}>
        {total > 0 && (
          <p role="status" className={styles.note}>
            {words.shown}
          </p>
        )}
        {total > size && (
          <>
            <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - size))}>
              {words.before}
            </Button>
            <Button
              disabled={offset + rows.length >= total}
              onClick={() => onOffset(offset + size)}
            >
              {words.after}
            </Button>
          </>
        )}
        {children}
      </div>
    </div>
  );
}
