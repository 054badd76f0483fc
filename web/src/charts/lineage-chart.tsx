import { type CSSProperties, type KeyboardEvent, useRef } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './lineage-chart.module.css';
import {
  type Layer,
  type LayerEdge,
  type PlacedNode,
  placeLayers,
  stepFrom,
} from './lineage-layout.ts';

const NODE_WIDTH = 152;
const NODE_HEIGHT = 44;
const GAP_X = 32;
const GAP_Y = 8;
const HEAD = 28;

export interface LineageChartProps {
  /** Name of the drawing, for screen readers. */
  label: string;
  layers: readonly Layer[];
  edges: readonly LayerEdge[];
  /** Id of the chosen node. */
  selected: string;
  /** Ids of all nodes before and behind the chosen one. */
  related: ReadonlySet<string>;
  onSelect: (id: string) => void;
}

function positionOf({ layer, row }: PlacedNode) {
  return { x: layer * (NODE_WIDTH + GAP_X), y: HEAD + row * (NODE_HEIGHT + GAP_Y) };
}

function layerPlace(layer: number): CSSProperties & Record<`--${string}`, string> {
  return { '--layer-x': `${layer * (NODE_WIDTH + GAP_X)}px`, '--layer-width': `${NODE_WIDTH}px` };
}

function arrow(from: PlacedNode, to: PlacedNode): string {
  const start = positionOf(from);
  const end = positionOf(to);
  const [x1, y1] = [start.x + NODE_WIDTH, start.y + NODE_HEIGHT / 2];
  const [x2, y2] = [end.x, end.y + NODE_HEIGHT / 2];
  const bend = Math.max(GAP_X / 2, (x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function Arrows({
  placed,
  edges,
  lit,
}: {
  placed: readonly PlacedNode[];
  edges: readonly LayerEdge[];
  lit: (id: string) => boolean;
}) {
  const byId = new Map(placed.map((node) => [node.id, node]));
  const drawn = edges.flatMap(({ from, to }) => {
    const [start, end] = [byId.get(from), byId.get(to)];
    if (!start || !end) return [];
    return [{ id: `${from} ${to}`, path: arrow(start, end), isLit: lit(from) && lit(to) }];
  });
  return (
    <svg className={styles.arrows} aria-hidden="true">
      {/* What is lit lies on top. */}
      {drawn
        .toSorted((a, b) => Number(a.isLit) - Number(b.isLit))
        .map(({ id, path, isLit }) => (
          <path key={id} d={path} className={cx(isLit && styles.lit)} />
        ))}
    </svg>
  );
}

/** A graph in layers from left to right. One stop of the Tab key; arrows walk along the arrows and
 * the layers, Enter chooses. On narrow screens the layers stand one under another without arrows. */
export function LineageChart(props: LineageChartProps) {
  const { label, layers, edges, selected, related, onSelect } = props;
  const frame = useRef<HTMLElement>(null);
  const placed = placeLayers(layers, edges);
  const deepest = Math.max(1, ...layers.map(({ nodes }) => nodes.length));
  const size: CSSProperties & Record<`--${string}`, string> = {
    '--lineage-width': `${layers.length * (NODE_WIDTH + GAP_X) - GAP_X}px`,
    '--lineage-height': `${HEAD + deepest * (NODE_HEIGHT + GAP_Y)}px`,
  };
  function walk(event: KeyboardEvent, id: string) {
    const next = stepFrom(placed, edges, { id, key: event.key });
    if (next === undefined) return;
    event.preventDefault();
    const target = frame.current?.querySelector(`[data-node="${CSS.escape(next)}"]`);
    if (target instanceof HTMLElement) target.focus();
  }
  const lit = (id: string) => id === selected || related.has(id);
  return (
    <section ref={frame} className={styles.frame} aria-label={label}>
      <div className={styles.canvas} style={size}>
        <Arrows placed={placed} edges={edges} lit={lit} />
        {layers.map(({ id: layerId, title }, layer) => (
          <div key={layerId} className={styles.layer} style={layerPlace(layer)}>
            <h3 className={styles.title}>{title}</h3>
            <ul>
              {placed
                .filter((node) => node.layer === layer)
                .map((node) => (
                  <li key={node.id}>
                    <button
                      type="button"
                      data-node={node.id}
                      tabIndex={node.id === selected ? 0 : -1}
                      aria-pressed={node.id === selected}
                      title={node.label}
                      className={cx(styles.node, lit(node.id) && styles.near)}
                      onClick={() => onSelect(node.id)}
                      onKeyDown={(event) => walk(event, node.id)}
                    >
                      <span>{node.label}</span>
                    </button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
