// What the bench uses of packages that the workspace never installs.

declare module '@uwdata/vgplot' {
  interface Mark {
    queryResult(data: unknown): unknown;
  }
  interface PlotElement extends HTMLElement {
    value: { marks: Mark[] };
  }
  interface Selection {
    update(clause: object): void;
    activate(clause: object): void;
  }
  type Part = { readonly part: unique symbol };
  export const Selection: { crossfilter(): Selection };
  export function wasmConnector(options: { duckdb: unknown }): object;
  export function coordinator(): { databaseConnector(connector: object): void };
  export function plot(...parts: Part[]): PlotElement;
  export function from(table: string, options: { filterBy?: Selection }): object;
  export function rectY(data: object, options: object): Part;
  export function lineY(data: object, options: object): Part;
  export function geo(data: object, options: object): Part;
  export function projectionType(name: string): Part;
  export function barY(data: object, options: object): Part;
  export function bin(field: string, options: object): object;
  export function count(): object;
  export function sum(field: string): object;
  export function width(px: number): Part;
  export function height(px: number): Part;
}

declare module '@uwdata/mosaic-core' {
  export function clauseInterval(
    field: string,
    value: readonly [number, number],
    options: object,
  ): object;
}

declare module 'crossfilter2' {
  interface Group {
    reduceSum(of: (row: number) => number): Group;
    all(): readonly { key: number; value: number }[];
  }
  interface Dimension {
    group(of?: (value: number) => number): Group;
    filterRange(range: readonly [number, number]): void;
  }
  export default function crossfilter(rows: readonly number[]): {
    dimension(of: (row: number) => number): Dimension;
  };
}

declare module 'arquero' {
  interface Table {
    filter(condition: string): Table;
    params(values: Record<string, number>): Table;
    groupby(column: string): Table;
    rollup(values: Record<string, string>): Table;
    array(column: string): ArrayLike<number>;
    numRows(): number;
  }
  export function table(columns: Record<string, ArrayLike<number>>): Table;
}

declare module '@perspective-dev/client' {
  interface View {
    to_columns(): Promise<Record<string, readonly unknown[] | undefined>>;
    delete(): Promise<void>;
  }
  interface Table {
    view(config: object): Promise<View>;
  }
  export function init_server(wasm: Promise<Response>): void;
  export function init_client(wasm: Promise<Response>): void;
  export function worker(): Promise<{ table(arrow: ArrayBuffer): Promise<Table> }>;
}
