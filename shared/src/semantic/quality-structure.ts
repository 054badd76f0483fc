/** A table as defined by its contract or as found in the data. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** The structure diagnosis (구조): four shares of what is defined and what is there, each 0 to 1. */
export interface StructureDiagnosis {
  readonly definedTables: number;
  readonly physicalTables: number;
  readonly definedColumns: number;
  readonly physicalColumns: number;
  /** 현행화율: the lowest of the four. */
  readonly currency: number;
  /** Columns that are only defined, only there, or there in another type. */
  readonly differences: readonly {
    readonly table: string;
    readonly column: string;
    readonly kind: 'missing' | 'undefined' | 'retyped';
  }[];
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function columnDifferences(defined: TableShape, physical: TableShape) {
  const found = new Map(physical.columns.map(({ name, type }) => [name, type]));
  const known = new Set(defined.columns.map(({ name }) => name));
  const table = defined.name;
  const here = defined.columns.flatMap(({ name: column, type }) => {
    const there = found.get(column);
    if (there === type) return [];
    return [{ table, column, kind: there === undefined ? 'missing' : 'retyped' } as const];
  });
  const extra = physical.columns
    .filter(({ name }) => !known.has(name))
    .map(({ name }) => ({ table, column: name, kind: 'undefined' }) as const);
  return [...here, ...extra];
}

/** Compares what contracts define with what the data holds, in both directions. */
export function diagnoseStructure(
  defined: readonly TableShape[],
  physical: readonly TableShape[],
): StructureDiagnosis {
  const there = new Map(physical.map((table) => [table.name, table]));
  const both = defined.filter(({ name }) => there.has(name));
  const differences = defined.flatMap((table) =>
    columnDifferences(table, there.get(table.name) ?? { name: table.name, columns: [] }),
  );
  const count = (tables: readonly TableShape[]) =>
    tables.reduce((sum, { columns }) => sum + columns.length, 0);
  const columns = count(defined);
  const absent = differences.filter(({ kind }) => kind !== 'undefined').length;
  const shares = {
    definedTables: share(both.length, defined.length),
    physicalTables: share(both.length, physical.length),
    definedColumns: share(columns - absent, columns),
    physicalColumns: share(columns - absent, count(physical)),
  };
  return { ...shares, currency: Math.min(...Object.values(shares)), differences };
}
