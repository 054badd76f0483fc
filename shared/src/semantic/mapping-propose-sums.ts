import type { NamedSingle, PivotGuess, SumGuess } from './mapping-proposal.ts';
import type { ColumnGuess } from './mapping-propose-column.ts';
import { isFigures, isPosition, unitOf } from './mapping-propose-columns.ts';
import { figureOf } from './mapping-propose-figure.ts';

type Cells = readonly string[];
type Figures = readonly { value: number; decimals: number }[];

/** Headers of columns that add up others. */
const TOTAL_NAME = /합계|총계|소계|전체|^총|(^|[_ ])계( ?\(.*\))?$|total/i;
/** Share of rows that a total so named must agree in: the others are what the check is for. */
const NAMED_AGREES = 0.6;
/** Rows that must agree, all of them, where the name does not say total. */
const UNNAMED_ROWS = 5;

interface Column extends NamedSingle {
  readonly figures: readonly ({ value: number; decimals: number } | undefined)[];
}

interface Fit {
  readonly tolerance: number;
  readonly isNamed: boolean;
}

/** Largest difference that rounding to the decimals of a row's figures explains. */
function roundingOf(figures: Figures): number {
  const decimals = Math.max(...figures.map((one) => one.decimals));
  if (decimals === 0) return 0;
  return Number(((figures.length / 2) * 10 ** -decimals).toPrecision(2));
}

/** Whether a total agrees with its parts, and how closely; `parts` are the figures of each row. */
function fitOf(total: Column, parts: readonly Figures[]): Fit | undefined {
  const isNamed = TOTAL_NAME.test(total.header);
  const rows = total.figures.flatMap((whole, at) => {
    const own = parts[at] ?? [];
    // A total of one part or of nothing says nothing.
    if (!whole || own.filter(({ value }) => value !== 0).length < 2) return [];
    return [{ whole, own, tolerance: roundingOf([whole, ...own]) }];
  });
  const tolerance = Math.max(0, ...rows.map((row) => row.tolerance));
  const agreeing = rows.filter(({ whole, own }) => {
    const sum = own.reduce((all, { value }) => all + value, 0);
    return Math.abs(whole.value - sum) <= tolerance + 1e-9 * Math.abs(sum);
  });
  const enough = isNamed
    ? agreeing.length >= 2 && agreeing.length >= NAMED_AGREES * rows.length
    : agreeing.length >= UNNAMED_ROWS && agreeing.length === rows.length && tolerance === 0;
  return enough ? { tolerance, isNamed } : undefined;
}

function figuresOf(columns: readonly Column[], row: number): Figures {
  return columns.flatMap(({ figures }) => figures[row] ?? []);
}

/** Runs of neighbouring columns, the longest first: any for a total by name, else those beside it. */
function runsOf(others: readonly Column[], total: Column): Column[][] {
  const before = others.filter(({ index }) => index < total.index).length;
  const isNamed = TOTAL_NAME.test(total.header);
  const runs = others.flatMap((_, from) =>
    others.slice(from + 1).map((__, more) => ({ from, to: from + more + 2 })),
  );
  return runs
    .filter(({ from, to }) => isNamed || from === before || to === before)
    .toSorted((a, b) => b.to - b.from - (a.to - a.from))
    .map(({ from, to }) => others.slice(from, to));
}

interface Table {
  readonly columns: readonly NamedSingle[];
  readonly pivot: PivotGuess | undefined;
  /** How the columns that become rows are read. */
  readonly value: ColumnGuess | undefined;
  readonly rows: readonly Cells[];
  /** The unit above the table. */
  readonly unit: ColumnGuess['unit'];
}

function sameUnit(a: ColumnGuess['unit'], b: ColumnGuess['unit']): boolean {
  return a?.to === b?.to && a?.factor === b?.factor;
}

function pivotFit(total: Column, { pivot, value, rows, unit }: Table): Fit | undefined {
  if (!pivot || !value || !isFigures(value)) return undefined;
  const own = value.unit ?? unit;
  const whole = unitOf(total, unit);
  if (whole !== undefined && !sameUnit(own, whole)) return undefined;
  const parts = rows.map((row) =>
    pivot.indexes.flatMap((at) => figureOf(row[at] ?? '', value) ?? []),
  );
  return fitOf(total, parts);
}

/** More columns are not searched for totals. */
const MOST_COLUMNS = 40;

/** Columns of figures that are the sum of others in their row. */
export function guessSums(table: Table): SumGuess[] {
  const { rows, unit } = table;
  const columns = table.columns
    .filter(({ header, guess }) => isFigures(guess) && !guess.triangles && !isPosition(header))
    .slice(0, MOST_COLUMNS)
    .map((one) => ({
      ...one,
      figures: rows.map((row) => figureOf(row[one.index] ?? '', one.guess)),
    }));
  return columns.flatMap((total): SumGuess[] => {
    const own = unitOf(total, unit);
    const factor = own?.factor ?? 1;
    const sum = (parts: SumGuess['parts'], { tolerance, isNamed }: Fit): SumGuess => ({
      total: total.name,
      header: total.header,
      parts,
      tolerance: tolerance * factor,
      confidence: isNamed ? 0.9 : 0.6,
    });
    const turned = pivotFit(total, table);
    if (turned) return [sum('pivot', turned)];
    const others = columns.filter(
      (one) =>
        one !== total &&
        sameUnit(unitOf(one, unit), own) &&
        (total.guess.type === 'decimal' || one.guess.type === 'integer'),
    );
    for (const run of runsOf(others, total)) {
      const fit = fitOf(
        total,
        rows.map((_, at) => figuresOf(run, at)),
      );
      if (fit)
        return [
          sum(
            run.map(({ name }) => name),
            fit,
          ),
        ];
    }
    return [];
  });
}
