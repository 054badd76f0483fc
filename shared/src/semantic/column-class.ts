import { DataClass } from '../model/viewer.ts';

interface Classified {
  readonly name: string;
  readonly classification?: DataClass;
}

function narrower(a: DataClass, b: DataClass): DataClass {
  return DataClass.options.indexOf(a) >= DataClass.options.indexOf(b) ? a : b;
}

/** Gives a column that keeps the raw text or the missing-value label of another (`uses_raw`, `uses_missing`) the
 * class of that other where it is narrower: it tells the same. */
export function withTwinClasses<T extends Classified>(columns: readonly T[]): T[] {
  const classes = new Map(columns.map(({ name, classification }) => [name, classification]));
  return columns.map((column) => {
    const stem = column.name.replace(/_(raw|missing)$/, '');
    const told = stem === column.name ? undefined : classes.get(stem);
    if (told === undefined) return column;
    const own = column.classification;
    return { ...column, classification: own === undefined ? told : narrower(own, told) };
  });
}
