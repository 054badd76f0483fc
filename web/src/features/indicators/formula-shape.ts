import { Formula, type Measure } from '@bada/shared';
import { z } from 'zod';

/** A formula as a form holds it: not every state on the way is one. */
export type FormulaDraft = Readonly<Record<string, unknown>> & { readonly type: string };

/** A field of a formula type, as its schema describes it. `other` is edited as YAML alone. */
export interface FormulaField {
  readonly name: string;
  readonly kind: 'measure' | 'number' | 'choice' | 'switch' | 'text' | 'other';
  readonly isOptional: boolean;
  /** Of choices. */
  readonly options: readonly string[];
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
  number: 1,
  choice: '',
  switch: false,
  text: '',
  other: undefined,
};

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

function kindOf(schema: unknown): FormulaField['kind'] {
  if (schema instanceof z.ZodObject) {
    return 'dataset' in schema.shape && 'column' in schema.shape ? 'measure' : 'other';
  }
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodEnum) return 'choice';
  if (schema instanceof z.ZodBoolean) return 'switch';
  return schema instanceof z.ZodString ? 'text' : 'other';
}

function fieldOf(name: string, schema: unknown): FormulaField {
  const { inner, isOptional, initial } = unwrapped(schema);
  const kind = kindOf(inner);
  const options = inner instanceof z.ZodEnum ? inner.options.map(String) : [];
  const start = initial ?? options[0] ?? STARTS[kind];
  return { name, kind, isOptional, options, initial: isOptional ? undefined : start };
}

/** The fields of a formula type but for the type itself; none for a type there is not. */
export function formulaFields(type: string): FormulaField[] {
  const found = Formula.options.find(({ shape }) => shape.type.value === type);
  if (!found) return [];
  return Object.entries(found.shape)
    .filter(([name]) => name !== 'type')
    .map(([name, schema]) => fieldOf(name, schema));
}

/** A formula of another type that keeps what both have, measures in their order above all. */
export function asFormulaType(draft: FormulaDraft, type: string): FormulaDraft {
  const known = formulaFields(draft.type).filter(({ kind }) => kind === 'measure');
  const measures = known.map(({ name }) => draft[name]).filter((value) => value !== undefined);
  const fields = formulaFields(type);
  const slots = fields.filter(({ kind, isOptional }) => kind === 'measure' && !isOptional);
  const entries = fields.map(({ name, kind, initial }) => {
    const at = slots.findIndex((slot) => slot.name === name);
    const value = kind === 'measure' ? (measures[at] ?? initial) : (draft[name] ?? initial);
    return [name, value] as const;
  });
  return { type, ...Object.fromEntries(entries.filter(([, value]) => value !== undefined)) };
}
