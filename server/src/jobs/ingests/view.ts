import { type Column, DataClass, parseDatasetContract, type Viewer } from '@bada/shared';
import type { OdcsDocument } from '@bada/shared/catalogue';
import {
  headersBehind,
  type Ingest,
  type IngestResult,
  type IngestState,
  type IngestTable,
  type Mapping,
  withTwinClasses,
} from '@bada/shared/intake';

const HIDDEN = '***';

function isAbove(one: DataClass, other: DataClass): boolean {
  return DataClass.options.indexOf(one) > DataClass.options.indexOf(other);
}

/** Names of columns whose values are hidden, of the result and of the source. */
export type HiddenColumns = Pick<ReadonlySet<string>, 'has' | 'size'>;

/** What a viewer may not see of a table: columns of the result and of the source that its contract classifies higher. */
export function hiddenColumns(
  { contract, mapping }: { contract: OdcsDocument | undefined; mapping: Mapping | undefined },
  viewer: Viewer,
): HiddenColumns {
  const columns = contract ? columnsOf(contract) : [];
  const names = new Set(
    columns
      .filter(({ classification = 'open' }) => isAbove(classification, viewer.class))
      .map(({ name }) => name),
  );
  const stems = [...names].map((name) => name.replace(/_(raw|missing)$/, ''));
  const sources = mapping ? stems.map((name) => headersBehind(mapping, name)) : [];
  return {
    size: names.size,
    has: (name) => names.has(name) || sources.some((isSource) => isSource(name)),
  };
}

function columnsOf(contract: OdcsDocument): readonly Column[] {
  try {
    return parseDatasetContract(JSON.stringify(contract), contract.id).columns;
  } catch {
    // Open fields are no reason to show what is classified.
    const properties = contract.schema?.[0]?.properties ?? [];
    const columns = properties.map((property) => ({
      name: property.name,
      type: '',
      required: false,
      role: 'attribute' as const,
      title: { ko: '', en: '' },
      classification: DataClass.catch('restricted').parse(property.classification ?? 'open'),
    }));
    return withTwinClasses(columns);
  }
}

function maskedTable(table: IngestTable, hidden: HiddenColumns): IngestTable {
  if (hidden.size === 0) return table;
  const { header, rows, preview } = table;
  return {
    ...table,
    rows: rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell, at) => (hidden.has(header[at] ?? '') ? HIDDEN : cell)),
    })),
    preview: preview && {
      ...preview,
      rows: preview.rows.map((row) =>
        row.map((cell, at) => (hidden.has(preview.columns[at]?.name ?? '') ? HIDDEN : cell)),
      ),
    },
    problems: table.problems.map((problem) =>
      problem.value !== undefined && hidden.has(problem.column ?? '')
        ? { ...problem, value: HIDDEN }
        : problem,
    ),
  };
}

function maskedResult(result: IngestResult, hidden: HiddenColumns): IngestResult {
  const flags = result.report.flags.map((flag) => ({
    ...flag,
    examples: flag.examples.map((example) =>
      example.value !== undefined && hidden.has(example.column ?? '')
        ? { ...example, value: HIDDEN }
        : example,
    ),
  }));
  return { ...result, report: { ...result.report, flags } };
}

/** What is known of a table's dataset when it is shown. */
export interface TableSight {
  readonly hidden: HiddenColumns;
  readonly class: DataClass;
}

/** An ingest as a viewer may see it. `sights` by table. */
export function sightOf(
  ingest: Ingest,
  { sights, state }: { sights: ReadonlyMap<string, TableSight>; state: IngestState },
): Ingest {
  const hidden = (table: string) => sights.get(table)?.hidden ?? new Set<string>();
  const shown =
    'results' in state
      ? {
          ...state,
          results: state.results.map((result) => ({
            ...maskedResult(result, hidden(result.table)),
            class: sights.get(result.table)?.class ?? result.class,
          })),
        }
      : state;
  const tables = ingest.tables.map((table) => maskedTable(table, hidden(table.id)));
  return { ...ingest, tables, state: shown };
}
