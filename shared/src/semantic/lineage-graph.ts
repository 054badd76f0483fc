import type { Localized } from '../model/localized.ts';
import { type Formula, measuresOf } from './formula.ts';
import type { Indicator } from './indicator.ts';

/** What a node of the lineage is. */
export type LineageKind = 'source' | 'source-column' | 'dataset' | 'column' | 'indicator' | 'board';

/** A thing that figures come from or go to. */
export interface LineageNode {
  /** Made by `lineageId`. */
  readonly id: string;
  readonly kind: LineageKind;
  readonly title: Localized;
  /** Address of its page in the app, where its id does not tell it: a board's own view. */
  readonly href?: string | undefined;
}

/** How a node is used by the next. `measure`, `filter`, `dimension` and `structure` (place, period,
 * status) say what a column is to an indicator. */
export type LineageUse =
  | 'read'
  | 'part'
  | 'mapped'
  | 'measure'
  | 'filter'
  | 'dimension'
  | 'structure'
  | 'shown';

/** An arrow in the direction in which data flows. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  readonly use: LineageUse;
}

/** Where every figure comes from and goes to. */
export interface LineageGraph {
  readonly nodes: ReadonlyMap<string, LineageNode>;
  readonly edges: readonly LineageEdge[];
}

/** A dataset as far as lineage needs it: a contract or a manifest's entry is one. */
export interface LineageDataset {
  readonly id: string;
  readonly title: Localized;
  readonly source: Localized;
  readonly columns: readonly {
    readonly name: string;
    readonly role: string;
    readonly title: Localized;
  }[];
  /** Columns of the source file that each column is made from, as its mapping says. */
  readonly mapping?: Readonly<Record<string, readonly string[]>>;
}

/** A saved view with the indicators it shows. */
export interface LineageBoard {
  readonly id: string;
  readonly title: string;
  /** Address of the view that it keeps. */
  readonly href: string;
  readonly indicators: readonly string[];
}

/** Id of a node, e.g. `column:births.period`, `indicator:births`, `source:births`. */
export function lineageId(kind: LineageKind, name: string, column?: string): string {
  return column === undefined ? `${kind}:${name}` : `${kind}:${name}.${column}`;
}

interface Draft {
  readonly nodes: Map<string, LineageNode>;
  readonly edges: LineageEdge[];
}

function addNode({ nodes }: Draft, kind: LineageKind, id: string, title: Localized): string {
  nodes.set(id, { id, kind, title });
  return id;
}

function addDataset(draft: Draft, { id, title, source, columns, mapping }: LineageDataset): void {
  const from = addNode(draft, 'source', lineageId('source', id), source);
  const dataset = addNode(draft, 'dataset', lineageId('dataset', id), title);
  draft.edges.push({ from, to: dataset, use: 'read' });
  for (const column of columns) {
    const to = addNode(draft, 'column', lineageId('column', id, column.name), column.title);
    draft.edges.push({ from: dataset, to, use: 'part' });
    for (const name of mapping?.[column.name] ?? []) {
      const origin = lineageId('source-column', id, name);
      addNode(draft, 'source-column', origin, { ko: name, en: name });
      draft.edges.push({ from: origin, to, use: 'mapped' });
    }
  }
}

/** A column that a formula reads and what for. */
export interface ColumnUse {
  readonly dataset: string;
  readonly column: string;
  readonly use: 'measure' | 'filter' | 'dimension' | 'structure';
}

function formulaUses(formula: Formula): ColumnUse[] {
  return measuresOf(formula).flatMap(({ dataset, column, where }) => [
    { dataset, column, use: 'measure' as const },
    ...where.map((filter) => ({ dataset, column: filter.dimension, use: 'filter' as const })),
  ]);
}

/** The columns that an indicator depends on. A filter counts as such even where the column is also
 * a dimension to break down by. */
export function columnsOfIndicator(
  indicator: Indicator,
  datasets: readonly LineageDataset[],
): ColumnUse[] {
  const direct = formulaUses(indicator.formula);
  const read = new Set(direct.map(({ dataset }) => dataset));
  const implied = datasets
    .filter(({ id }) => read.has(id))
    .flatMap(({ id, columns }) =>
      columns.flatMap(({ name, role }): ColumnUse[] => {
        const isStructure = ['place', 'period', 'status'].includes(role);
        if (isStructure) return [{ dataset: id, column: name, use: 'structure' }];
        const isDimension = indicator.dimensions.includes(name);
        return isDimension ? [{ dataset: id, column: name, use: 'dimension' }] : [];
      }),
    );
  const unique = new Map(
    [...implied, ...direct].map((use) => [`${use.dataset} ${use.column}`, use]),
  );
  return [...unique.values()];
}

/** Builds the lineage from sources over datasets and columns to indicators and boards. */
export function buildLineage({
  datasets,
  indicators,
  boards = [],
}: {
  datasets: readonly LineageDataset[];
  indicators: readonly Indicator[];
  boards?: readonly LineageBoard[];
}): LineageGraph {
  const draft: Draft = { nodes: new Map(), edges: [] };
  for (const dataset of datasets) addDataset(draft, dataset);
  for (const indicator of indicators) {
    const to = addNode(draft, 'indicator', lineageId('indicator', indicator.id), indicator.name);
    for (const { dataset, column, use } of columnsOfIndicator(indicator, datasets)) {
      draft.edges.push({ from: lineageId('column', dataset, column), to, use });
    }
  }
  for (const { id: board, title, href, indicators: shown } of boards) {
    const to = lineageId('board', board);
    draft.nodes.set(to, { id: to, kind: 'board', title: { ko: title, en: title }, href });
    for (const one of shown) {
      draft.edges.push({ from: lineageId('indicator', one), to, use: 'shown' });
    }
  }
  return draft;
}

function reach(
  { nodes, edges }: LineageGraph,
  start: string,
  step: (edge: LineageEdge) => readonly [here: string, next: string],
): LineageNode[] {
  const nextOf = Map.groupBy(edges.map(step), ([here]) => here);
  const seen = new Set([start]);
  const queue = [start];
  for (const here of queue) {
    for (const [, next] of nextOf.get(here) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  seen.delete(start);
  return [...seen].map((id) => nodes.get(id)).filter((node) => node !== undefined);
}

/** Everything a node comes from, nearest first. */
export function upstream(graph: LineageGraph, id: string): LineageNode[] {
  return reach(graph, id, ({ from, to }) => [to, from]);
}

/** Everything that depends on a node, nearest first: what breaks if this column changes? */
export function downstream(graph: LineageGraph, id: string): LineageNode[] {
  return reach(graph, id, ({ from, to }) => [from, to]);
}
