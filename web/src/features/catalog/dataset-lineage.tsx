import { downstream, type LineageGraph, type LineageNode, lineageId, upstream } from '@bada/shared';
import { type LineageView, lineageGraphOf } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '../../api/failure.ts';
import { lineageQuery } from '../../api/lineage.ts';
import { LineageChart } from '../../charts/lineage-chart.tsx';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './dataset-page.module.css';
import { InsideLink } from './inside-link.tsx';
import { DatasetSection } from './section.tsx';

/** What is drawn, from left to right; the columns of a source are told in words and in the table. */
const LAYERS = ['source', 'dataset', 'column', 'indicator', 'board'] as const;

/** Address of what a node is, where it has a page. */
function hrefOf({ id, kind, href }: LineageNode): string | undefined {
  const name = id.slice(kind.length + 1);
  switch (kind) {
    case 'indicator':
      return `/?indicator=${encodeURIComponent(name)}`;
    case 'board':
      return href ?? '/boards';
    case 'dataset':
      return `/catalog/${encodeURIComponent(name)}`;
    case 'column': {
      const [dataset = '', column = ''] = name.split('.');
      return `/catalog/${encodeURIComponent(dataset)}#column-${column}`;
    }
    case 'source':
    case 'source-column':
      return undefined;
  }
}

function Answer({
  node,
  graph,
  onGo,
}: {
  node: LineageNode;
  graph: LineageGraph;
  onGo: (href: string) => void;
}) {
  const locale = useLocale();
  const { lineage } = useMessages();
  const name = node.title[locale];
  const before = upstream(graph, node.id);
  const behind = downstream(graph, node.id);
  const titles = (nodes: readonly LineageNode[], kind: LineageNode['kind']) =>
    nodes.filter((one) => one.kind === kind).map((one) => one.title[locale]);
  const origins = titles(before, 'source-column');
  const columns = origins.map((one) => lineage.sourceColumn(one));
  const sources = node.kind === 'column' && columns.length > 0 ? columns : titles(before, 'source');
  const [indicators, boards] = [titles(behind, 'indicator'), titles(behind, 'board')];
  const isLast = node.kind === 'board';
  const href = hrefOf(node);
  return (
    <div role="status">
      {sources.length > 0 && <p>{lineage.from(name, sources.join(', '))}</p>}
      {!isLast && (
        <p>
          {indicators.length + boards.length > 0
            ? lineage.breaks(name, indicators, boards)
            : lineage.breaksNothing(name)}
        </p>
      )}
      {href !== undefined && (
        <InsideLink href={href} onGo={onGo}>
          {lineage.open(name)}
        </InsideLink>
      )}
    </div>
  );
}

function Twin({ view }: { view: LineageView }) {
  const locale = useLocale();
  const { lineage } = useMessages();
  const titles = new Map(view.nodes.map(({ id, kind, title }) => [id, { kind, title }]));
  const named = (id: string) => {
    const node = titles.get(id);
    return node ? `${lineage.kinds[node.kind]} ${node.title[locale]}` : id;
  };
  return (
    <details>
      <summary className={styles.fold}>{lineage.table}</summary>
      <DataTable
        caption={lineage.title}
        hideCaption
        columns={[
          { id: 'from', header: lineage.tableFrom, cell: ({ from }) => named(from) },
          { id: 'use', header: lineage.tableUse, cell: ({ use }) => lineage.uses[use] },
          { id: 'to', header: lineage.tableTo, cell: ({ to }) => named(to) },
        ]}
        rows={view.edges}
        rowKey={({ from, use, to }) => `${from} ${use} ${to}`}
        maxHeight="24rem"
      />
    </details>
  );
}

function Drawing({
  id,
  view,
  onGo,
}: {
  id: string;
  view: LineageView;
  onGo: (href: string) => void;
}) {
  const locale = useLocale();
  const { lineage } = useMessages();
  const [chosen, setChosen] = useState(lineageId('dataset', id));
  const graph = lineageGraphOf(view);
  const node = graph.nodes.get(chosen) ?? graph.nodes.get(lineageId('dataset', id));
  if (!node) return null;
  const layers = LAYERS.map((kind) => ({
    id: kind,
    title: lineage.kinds[kind],
    nodes: view.nodes
      .filter((one) => one.kind === kind)
      .map((one) => ({ id: one.id, label: one.title[locale] })),
  })).filter(({ nodes }) => nodes.length > 0);
  const around = [...upstream(graph, node.id), ...downstream(graph, node.id)];
  return (
    <>
      <LineageChart
        label={lineage.label}
        layers={layers}
        edges={view.edges}
        selected={node.id}
        related={new Set(around.map((one) => one.id))}
        onSelect={setChosen}
      />
      <Answer node={node} graph={graph} onGo={onGo} />
      <Twin view={view} />
    </>
  );
}

/** Where the dataset comes from and what breaks if one of its columns changes. */
export function DatasetLineage({ id, onGo }: { id: string; onGo: (href: string) => void }) {
  const locale = useLocale();
  const { lineage } = useMessages();
  const { data, error, refetch } = useQuery(lineageQuery(id));
  return (
    <DatasetSection part="lineage" title={lineage.title}>
      <p className={styles.note}>{lineage.hint}</p>
      {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
      {data ? <Drawing id={id} view={data} onGo={onGo} /> : !error && <Skeleton height="16rem" />}
    </DatasetSection>
  );
}
