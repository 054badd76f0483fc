import { type Answer, AnswerColumns, Proof, Run, ValueStatus } from '@bada/shared';
import { tableFromIPC } from '@uwdata/flechette';
import { z } from 'zod';

type Columns = ReturnType<typeof tableFromIPC>;

const { indicator, place, period, base_period } = AnswerColumns.shape;
const Texts = {
  indicator: indicator.element,
  place: place.element,
  period: period.element,
  status: ValueStatus,
  base_period: base_period.unwrap().element,
};

/** Cells of a column in which the same ones come again and again; each is parsed once. */
function cellsOf<T>(table: Columns, name: string, schema: z.ZodType<T>): T[] {
  const known = new Map<unknown, T>();
  return Array.from(table.getChild(name), (cell: unknown): T => {
    const seen = known.get(cell);
    if (seen !== undefined) return seen;
    const parsed = schema.parse(cell);
    known.set(cell, parsed);
    return parsed;
  });
}

function numbersOf(table: Columns, name: string): (number | null)[] {
  return Array.from(table.getChild(name), (cell: unknown) => {
    if (cell === null || typeof cell === 'number') return cell;
    throw new Error(`column ${name} holds a ${typeof cell}`);
  });
}

const Dimension = z.union([z.string(), z.number(), z.null()]);

function jsonOf(table: Columns, key: string): unknown {
  return JSON.parse(table.schema.metadata?.get(key) ?? 'null');
}

/** The answer in an Arrow stream, whose schema carries proof and run.
 * @throws where the stream holds no answer */
export function answerOfArrow(bytes: Uint8Array): Answer {
  const table = tableFromIPC(bytes);
  const columns: Answer['columns'] = {
    indicator: cellsOf(table, 'indicator', Texts.indicator),
    place: cellsOf(table, 'place', Texts.place),
    period: cellsOf(table, 'period', Texts.period),
    value: numbersOf(table, 'value'),
    status: cellsOf(table, 'status', Texts.status),
  };
  for (const name of table.names.filter((one) => !(one in columns))) {
    if (name === 'base_value') columns.base_value = numbersOf(table, name);
    else if (name === 'base_period') columns.base_period = cellsOf(table, name, Texts.base_period);
    else columns[name] = cellsOf(table, name, Dimension);
  }
  const [proof, run] = [jsonOf(table, 'bada.proof'), jsonOf(table, 'bada.run')];
  return { columns, proof: Proof.parse(proof), run: Run.parse(run) };
}
