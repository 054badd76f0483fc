import { canonicalJson } from './canonical.ts';
import {
  type Component,
  type ComponentValues,
  componentKey,
  componentsOf,
  distinctComponents,
  evaluateMeasure,
} from './linked-components.ts';
import {
  type Combine,
  combineOf,
  emptyCells,
  fillCell,
  type Layer,
  layerOf,
} from './linked-cube.ts';
import type { NumberColumn } from './linked-engine.ts';
import type { LinkedScan } from './linked-scan.ts';
import type { Clause } from './linked-selection.ts';
import type { SlotRange } from './linked-slots.ts';
import {
  dimensionOf,
  keyCount,
  type LinkedModel,
  type LinkedView,
  linkedView,
  slotCount,
} from './linked-view.ts';

/** A view's cells by the slots of the dimension being brushed, under everyone else's clauses.
 * Without a dimension it holds the view's one answer. */
export interface CubeRequest {
  readonly view: string;
  readonly brushed: string | undefined;
  readonly clauses: readonly Clause[];
}

/** Results of a view per key (`slot of by[0] × slots of by[1] + slot of by[1]`). */
export interface LinkedColumns {
  /** Rows that went in; 0 means that the key does not occur. */
  readonly rows: Float64Array;
  /** By the measure's name; `NaN` where there is nothing to measure. */
  readonly measures: Readonly<Record<string, Float64Array>>;
}

/** Pre-aggregates of one view for one brushed dimension. */
export class LinkedCube {
  readonly #layers: ReadonlyMap<string, Layer>;
  readonly #view: LinkedView;

  constructor(view: LinkedView, layers: ReadonlyMap<string, Layer>) {
    this.#view = view;
    this.#layers = layers;
  }

  /** The view's results when only these slots of the brushed dimension count. */
  over(ranges: readonly SlotRange[]): LinkedColumns {
    const known = new Map<string, Float64Array>();
    const values: ComponentValues = (component) => {
      const key = componentKey(component);
      const found = known.get(key) ?? this.#layers.get(key)?.over(ranges);
      if (!found) throw new Error(`the cube of ${this.#view.id} does not hold ${key}`);
      known.set(key, found);
      return found;
    };
    const measures = this.#view.measures.map((one) => [one.name, evaluateMeasure(one, values)]);
    return { rows: values({ agg: 'rows' }), measures: Object.fromEntries(measures) };
  }

  get bytes(): number {
    return [...this.#layers.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

function dimensionsOf(view: LinkedView, brushed: string | undefined): string[] {
  return [...new Set([...(brushed === undefined ? [] : [brushed]), ...view.by])].sort();
}

/** Number of cells that a cube would hold, over all its components. */
export function cubeCells(model: LinkedModel, { view, brushed }: CubeRequest): number {
  const own = linkedView(model, view);
  const slots = brushed === undefined ? 1 : slotCount(dimensionOf(model, brushed));
  return slots * keyCount(model, own) * componentsOf(own).length;
}

/** Scans from which cubes are filled, with the scan that each request reads. Requests over the same
 * dimensions and clauses share one, whichever of the dimensions is the brushed one. */
export function planScans(
  model: LinkedModel,
  requests: readonly CubeRequest[],
): { scans: LinkedScan[]; scanOf: number[] } {
  const scans = new Map<string, LinkedScan>();
  const keys = requests.map(({ view, brushed, clauses }) => {
    const own = linkedView(model, view);
    const dimensions = dimensionsOf(own, brushed);
    const key = canonicalJson([dimensions, clauses]);
    const before = scans.get(key)?.components ?? [];
    const components = distinctComponents([...before, ...componentsOf(own)]);
    scans.set(key, { dimensions, clauses, components });
    return key;
  });
  const order = [...scans.keys()];
  return { scans: [...scans.values()], scanOf: keys.map((key) => order.indexOf(key)) };
}

interface Filling {
  readonly component: Component;
  readonly combine: Combine;
  readonly cells: Float64Array;
  readonly column: NumberColumn;
}

const NO_ROWS: NumberColumn = { values: new Int32Array(0) };

/** An engine that found no rows may give no columns either. */
function columnAt(columns: Readonly<Record<string, NumberColumn>>, name: string): NumberColumn {
  const column = Object.keys(columns).length === 0 ? NO_ROWS : columns[name];
  if (!column) throw new Error(`the engine gave no column ${name}`);
  return column;
}

/** Weight of each slot column in the position of a cell. */
function stridesOf(model: LinkedModel, view: LinkedView, request: CubeRequest): [string, number][] {
  const keys = keyCount(model, view);
  const second = view.by[1];
  const inner = second === undefined ? 1 : slotCount(dimensionOf(model, second));
  const strides: [string, number][] = view.by.map((name, at) => [name, at === 0 ? inner : 1]);
  return request.brushed === undefined ? strides : [...strides, [request.brushed, keys]];
}

/** Fills one cube from the rows of its scan. */
export function fillCube({
  model,
  request,
  scan,
  position,
  columns,
}: {
  model: LinkedModel;
  request: CubeRequest;
  scan: LinkedScan;
  /** Of the scan in the statement. */
  position: number;
  columns: Readonly<Record<string, NumberColumn>>;
}): LinkedCube {
  const view = linkedView(model, request.view);
  const keys = keyCount(model, view);
  const slots = request.brushed === undefined ? 1 : slotCount(dimensionOf(model, request.brushed));
  const strides = stridesOf(model, view, request).map(([name, stride]) => ({
    stride,
    slots: columnAt(columns, `s${scan.dimensions.indexOf(name)}`).values,
  }));
  const of = columnAt(columns, 'scan').values;
  const fillings = componentsOf(view).map((component): Filling => {
    const at = scan.components.findIndex((one) => componentKey(one) === componentKey(component));
    const combine = combineOf(component);
    const cells = emptyCells(slots * keys, combine);
    return { component, combine, cells, column: columnAt(columns, `c${at}`) };
  });
  for (let row = 0; row < of.length; row++) {
    if (of[row] !== position) continue;
    let at = 0;
    for (const one of strides) at += one.stride * (one.slots[row] ?? 0);
    for (const { combine, cells, column } of fillings) {
      if (column.missing?.[row] === 1) continue;
      fillCell(cells, { at, value: column.values[row] ?? 0, combine });
    }
  }
  const layers = fillings.map(({ component, combine, cells }): [string, Layer] => [
    componentKey(component),
    layerOf(cells, { slots, keys, combine }),
  ]);
  return new LinkedCube(view, new Map(layers));
}
