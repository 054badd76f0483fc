import { Formula, type Measure } from '@bada/shared';
import { z } from 'zod';

/** A formula as a form holds it: not every state on the way is one. */
export type FormulaDraft = Readonly<Record<string, unknown>> & { readonly type: string };

/** A field of a formula type, as its schema describes it. `other` is edited as YAML alone. */
export interface FormulaField {
  readonly name: string;
  readonly kind: 'measure' | 'formula' | 'number' | 'choice' | 'switch' | 'date' | 'text' | 'other';
  readonly isOptional: boolean;
  /** Of choices their values, of formulas their types. */
  readonly options: readonly string[];
  /** Of measures: what they say besides dataset, column and conditions. */
  readonly extras: readonly FormulaField[];
  /** What a new formula begins with. */
  readonly initial: unknown;
}

/** Names of the formula types in their order. */
export const FORMULA_TYPES: readonly string[] = Formula.options.map(
  ({ shape }) => shape.type.value,
);

const NO_MEASURE: Measure = Object.freeze({ dataset: '', column: '', where: [] });
const STARTS: Readonly<Record<FormulaField['kind'], unknown>> = {
  measure: NO_MEASURE,
  formula: undefined,
  number: 1,
  choice: '',
  switch: false,
  date: '',
  text: '',
  other: undefined,
};

/** What every measure has. */
const MEASURED = ['dataset', 'column', 'where'];

interface Unwrapped {
  readonly inner: unknown;
  readonly isOptional: boolean;
  readonly initial: unknown;
}

function unwrapped(schema: unknown): Unwrapped {
  if (schema instanceof z.ZodDefault) {
    const initial: unknown = schema.parse(undefined);
    return { ...unwrapped(schema.unwrap()), isOptional: false, initial };
  }
  if (schema instanceof z.ZodOptional) {
    return { ...unwrapped(schema.unwrap()), isOptional: true };
  }
  return { inner: schema, isOptional: false, initial: undefined };
}

function isMeasure(schema: unknown): schema is z.ZodObject {
  return schema instanceof z.ZodObject && MEASURED.every((name) => name in schema.shape);
}

/** Types of the formulas that may stand at a place. */
function formulaTypes(schema: unknown): string[] {
  if (!(schema instanceof z.ZodUnion)) return [];
  const options: readonly unknown[] = schema.options;
  return options.flatMap((option) => {
    const type: unknown = option instanceof z.ZodObject ? option.shape.type : undefined;
    return type instanceof z.ZodLiteral ? [...type.values].map(String) : [];
  });
}

function kindOf(schema: unknown): FormulaField['kind'] {
  if (isMeasure(schema)) return 'measure';
  if (formulaTypes(schema).length > 0) return 'formula';
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodBoolean) return 'switch';
  if (schema instanceof z.ZodISODate) return 'date';
  return schema instanceof z.ZodString ? 'text' : 'other';
}

function optionsOf(schema: unknown): string[] {
  return schema instanceof z.ZodEnum ? schema.options.map(String) : formulaTypes(schema);
}

function extrasOf(schema: unknown): FormulaField[] {
  if (!isMeasure(schema)) return [];
  const own = Object.entries(schema.shape).filter(([name]) => !MEASURED.includes(name));
  return own.map(([name, inner]) => fieldOf(name, inner));
}

/** Numbers that a field may begin with; the first that its schema takes. */
const NUMBERS = [1, 0.5, 2];

function startOf(schema: unknown, kind: FormulaField['kind']): unknown {
  if (schema instanceof z.ZodEnum) return schema.options[0];
  if (!(schema instanceof z.ZodNumber)) return STARTS[kind];
  return NUMBERS.find((number) => schema.safeParse(number).success) ?? STARTS[kind];
}

function fieldOf(name: string, schema: unknown): FormulaField {
  const { inner, isOptional, initial } = unwrapped(schema);
  const kind = kindOf(inner);
  const options = optionsOf(inner);
  const start = initial ?? startOf(inner, kind);
  return {
    ...{ name, kind, isOptional, options },
    extras: extrasOf(inner),
    initial: isOptional ? undefined : start,
  };
}

/** The fields of a formula type but for the type itself; none for a type there is not. */
export function formulaFields(type: string): FormulaField[] {
  const found = Formula.options.find(({ shape }) => shape.type.value === type);
  if (!found) return [];
  return Object.entries(found.shape)
    .filter(([name]) => name !== 'type')
    .map(([name, schema]) => fieldOf(name, schema));
}

const Draft = z.looseObject({ type: z.string() });

/** A formula inside a formula, if the value is one. */
export function innerFormula(value: unknown): FormulaDraft | undefined {
  return Draft.safeParse(value).data;
}

/** The measures of a formula in their order, those of the formula inside it too. */
function measuresIn(draft: FormulaDraft): unknown[] {
  return formulaFields(draft.type).flatMap(({ name, kind }) => {
    const inner = kind === 'formula' ? innerFormula(draft[name]) : undefined;
    if (inner) return measuresIn(inner);
    return kind === 'measure' && draft[name] !== undefined ? [draft[name]] : [];
  });
}

/** A formula of another type that keeps what both have: measures in their order, and the formula that
 * it is over, or that it becomes the one over. */
export function asFormulaType(draft: FormulaDraft, type: string): FormulaDraft {
  const inner = innerFormula(draft.of);
  if (inner?.type === type) return inner;
  const measures = measuresIn(draft);
  const fields = formulaFields(type);
  const slots = fields.filter(({ kind, isOptional }) => kind === 'measure' && !isOptional);
  const entries = fields.map(({ name, kind, options, initial }) => {
    if (kind === 'formula') return [name, within(inner ?? draft, options)] as const;
    const at = slots.findIndex((slot) => slot.name === name);
    const value = kind === 'measure' ? (measures[at] ?? initial) : (draft[name] ?? initial);
    return [name, value] as const;
  });
  return { type, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}

/** The formula itself where its type may stand there, else one of the first type that may. */
function within(draft: FormulaDraft, types: readonly string[]): FormulaDraft {
  const [first] = types;
  return types.includes(draft.type) || first === undefined ? draft : asFormulaType(draft, first);
}
