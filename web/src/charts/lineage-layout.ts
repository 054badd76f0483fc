/** A node of a layered drawing. */
export interface LayerNode {
  readonly id: string;
  readonly label: string;
}

/** A layer of a drawing from left to right. */
export interface Layer {
  readonly id: string;
  readonly title: string;
  readonly nodes: readonly LayerNode[];
}

/** An arrow from a node to one of a later layer. */
export interface LayerEdge {
  readonly from: string;
  readonly to: string;
}

/** A node at its place: its layer and its row in it, both from 0. */
export interface PlacedNode extends LayerNode {
  readonly layer: number;
  readonly row: number;
}

/** Mean row of the nodes that lead to one; undefined where none does. */
function centreOf(
  id: string,
  edges: readonly LayerEdge[],
  rows: ReadonlyMap<string, number>,
): number | undefined {
  const before = edges.flatMap(({ from, to }) => (to === id ? (rows.get(from) ?? []) : []));
  if (before.length === 0) return undefined;
  return before.reduce((sum, row) => sum + row, 0) / before.length;
}

/** Places the nodes layer by layer: each layer in the order of the rows that lead to it, so that few
 * arrows cross; where that tells nothing the given order stays. */
export function placeLayers(layers: readonly Layer[], edges: readonly LayerEdge[]): PlacedNode[] {
  const rows = new Map<string, number>();
  return layers.flatMap(({ nodes }, layer) => {
    const weighed = nodes.map((node, at) => ({ node, at, centre: centreOf(node.id, edges, rows) }));
    weighed.sort((a, b) => (a.centre ?? a.at) - (b.centre ?? b.at) || a.at - b.at);
    for (const [row, { node }] of weighed.entries()) rows.set(node.id, row);
    return weighed.map(({ node }, row) => ({ ...node, layer, row }));
  });
}

/** Where an arrow key leads from a node: along the layer, or to the nearest neighbour in the layers
 * beside it; undefined where there is nothing. */
export function stepFrom(
  placed: readonly PlacedNode[],
  edges: readonly LayerEdge[],
  { id, key }: { id: string; key: string },
): string | undefined {
  const here = placed.find((node) => node.id === id);
  if (!here) return undefined;
  if (key === 'ArrowUp' || key === 'ArrowDown') {
    const row = here.row + (key === 'ArrowUp' ? -1 : 1);
    return placed.find((node) => node.layer === here.layer && node.row === row)?.id;
  }
  const forward = key === 'ArrowRight';
  if (!forward && key !== 'ArrowLeft') return undefined;
  const beside = edges.flatMap(({ from, to }) => {
    const next = forward ? (from === id ? to : undefined) : to === id ? from : undefined;
    return next === undefined ? [] : [next];
  });
  const near = placed
    .filter((node) => beside.includes(node.id))
    .sort((a, b) => Math.abs(a.row - here.row) - Math.abs(b.row - here.row));
  return near[0]?.id;
}
