import { z } from 'zod';
import { type Board, boardHref } from '../model/board.ts';
import { Localized } from '../model/localized.ts';
import type { LineageBoard, LineageGraph } from '../semantic/lineage-graph.ts';

/** Where the figures of a dataset come from and go to, in the direction in which data flows. */
export const LineageView = z.strictObject({
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['source', 'source-column', 'dataset', 'column', 'indicator', 'board']),
      title: Localized,
      href: z.string().optional(),
    }),
  ),
  edges: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      use: z.enum([
        'read',
        'part',
        'mapped',
        'measure',
        'filter',
        'dimension',
        'structure',
        'shown',
      ]),
    }),
  ),
});
export type LineageView = z.infer<typeof LineageView>;

/** The graph of a view, to be walked. */
export function lineageGraphOf({ nodes, edges }: LineageView): LineageGraph {
  return { nodes: new Map(nodes.map((node) => [node.id, node])), edges };
}

/** The part of a graph that holds only some nodes. */
export function lineageViewOf(
  { nodes, edges }: LineageGraph,
  ids: ReadonlySet<string>,
): LineageView {
  return {
    nodes: [...nodes.values()].filter(({ id }) => ids.has(id)),
    edges: edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  };
}

/** A saved view with the indicators that its pages show. */
export function lineageBoard(board: Board): LineageBoard {
  const { id, title, tiles } = board;
  const indicators = tiles.flatMap(({ search }) => {
    const shown = new URLSearchParams(search).get('indicator');
    return shown === null ? [] : [shown];
  });
  return { id, title, href: boardHref(board), indicators: [...new Set(indicators)] };
}
