type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

/** Bands of the dimension `size`, as a contract declares them; what is above 4 is in none. */
export const SIZE_BANDS = {
  id: 'size_group',
  column: 'size',
  title: { ko: '규모', en: 'size' },
  values: [
    { id: 'small', label: { ko: '소', en: 'small' }, from: 0, to: 1 },
    { id: 'large', label: { ko: '대', en: 'large' }, from: 2, to: 4 },
  ],
};

function bandOf(size: Value | undefined): Value {
  if (typeof size !== 'number') return null;
  return size <= 1 ? 'small' : size <= 4 ? 'large' : null;
}

/** A table whose rows also name the band of their size. */
export function withBands<
  T extends { readonly columns: Readonly<Record<string, unknown>>; readonly rows: readonly Row[] },
>(table: T): T {
  if (!('size' in table.columns)) return table;
  return {
    ...table,
    columns: { ...table.columns, [SIZE_BANDS.id]: ['VARCHAR', 'dimension'] },
    rows: table.rows.map((row) => ({ ...row, [SIZE_BANDS.id]: bandOf(row.size) })),
  };
}
