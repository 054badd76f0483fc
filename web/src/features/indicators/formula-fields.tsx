import { Measure } from '@bada/shared';
import { type DefinitionWorld, fieldName } from '@bada/shared/definitions';
import { z } from 'zod';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { FieldErrors } from '../../ui/both-languages.tsx';
import { Check } from '../../ui/check.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './editor.module.css';
import {
  asFormulaType,
  FORMULA_TYPES,
  type FormulaDraft,
  type FormulaField,
  formulaFields,
} from './formula-shape.ts';
import { MeasureFields } from './measure-fields.tsx';
import { NumberField } from './number-field.tsx';

interface FormulaProps {
  formula: FormulaDraft;
  world: DefinitionWorld;
  errors: FieldErrors;
  onChange: (formula: FormulaDraft) => void;
}

/** A measure on its way: what a form holds need not be one yet. */
const MeasureDraft = z.looseObject({
  dataset: z.string().default(''),
  column: z.string().default(''),
  where: Measure.shape.where.catch([]),
});

/** What a field of a formula is called, as a label begins. */
function partLabel(path: string, locale: 'ko' | 'en'): string {
  const name = fieldName(path)[locale].split(' › ').at(-1) ?? path;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function OneField({ field, ...props }: FormulaProps & { field: FormulaField }) {
  const locale = useLocale();
  const { formula: words } = useMessages().definition;
  const { formula, world, errors, onChange } = props;
  const { name, kind, options } = field;
  const path = `formula.${name}`;
  const label = partLabel(path, locale);
  const value = formula[name] ?? field.initial;
  const error = errors.get(path);
  const set = (next: unknown) => onChange({ ...formula, [name]: next });
  switch (kind) {
    case 'measure':
      return (
        <MeasureFields
          {...{ label, path, world, errors }}
          measure={rawMeasure(value)}
          onChange={set}
        />
      );
    case 'number':
      return <NumberField label={label} value={Number(value)} error={error} onChange={set} />;
    case 'choice':
      return (
        <Select
          label={label}
          options={options.map((one) => ({ value: one, label: one }))}
          value={String(value)}
          onChange={set}
        />
      );
    case 'switch':
      return <Check label={label} checked={value === true} onChange={set} />;
    case 'text':
      return (
        <TextField
          label={label}
          value={String(value ?? '')}
          {...(error === undefined ? {} : { error })}
          onChange={set}
        />
      );
    case 'other':
      return <p className={styles.note}>{words.otherField(label)}</p>;
  }
}

function rawMeasure(value: unknown): Measure {
  const { dataset, column, where } = MeasureDraft.parse(value ?? {});
  const { data } = z.looseObject({ where: z.array(RawCondition) }).safeParse(value);
  return { dataset, column, where: data?.where ?? where };
}

const RawCondition = z.looseObject({
  dimension: z.string(),
  op: Measure.shape.where.unwrap().element.shape.op,
  values: z.array(z.union([z.string(), z.number()])),
});

function Help({ formula, world }: Pick<FormulaProps, 'formula' | 'world'>) {
  const locale = useLocale();
  const { formula: words } = useMessages().definition;
  const help = words.types[formula.type];
  const read = new Set(
    formulaFields(formula.type)
      .filter(({ kind }) => kind === 'measure')
      .map(({ name }) => rawMeasure(formula[name]).dataset),
  );
  const datasets = world.datasets.filter(({ id }) => read.has(id));
  return (
    <details className={styles.item}>
      <summary>{words.help}</summary>
      <div className={styles.fields}>
        {help && (
          <>
            <p>{help.what}</p>
            <p className={styles.note}>
              {words.example}: {help.example}
            </p>
          </>
        )}
        <h3>{words.columns}</h3>
        {datasets.length === 0 && <p className={styles.note}>{words.noColumns}</p>}
        {datasets.map(({ id, title, columns }) => (
          <div key={id}>
            <p>
              {title[locale]} <code>{id}</code>
            </p>
            <ul className={styles.columns}>
              {columns
                .filter(({ role }) => role === 'measure' || role === 'dimension')
                .map((column) => (
                  <li key={column.name}>
                    <code>{column.name}</code> {column.title[locale]}
                    {column.unit ? ` (${column.unit})` : ''}
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}

/** How a value is computed: its type, then whatever the type's schema asks for. */
export function FormulaFields(props: FormulaProps) {
  const { formula, onChange, errors } = props;
  const { formula: words } = useMessages().definition;
  const fields = formulaFields(formula.type);
  const own = errors.get('formula') ?? errors.get('formula.type');
  return (
    <>
      <Select
        label={words.type}
        options={FORMULA_TYPES.map((value) => ({
          value,
          label: words.types[value]?.name ?? value,
        }))}
        value={formula.type}
        onChange={(type) => onChange(asFormulaType(formula, type))}
      />
      {own !== undefined && <p className={styles.error}>{own}</p>}
      <Help formula={formula} world={props.world} />
      {fields
        .filter(({ kind }) => kind === 'measure')
        .map((field) => (
          <OneField key={field.name} {...props} field={field} />
        ))}
      <div className={styles.choices}>
        {fields
          .filter(({ kind }) => kind !== 'measure')
          .map((field) => (
            <OneField key={field.name} {...props} field={field} />
          ))}
      </div>
    </>
  );
}
