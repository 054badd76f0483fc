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
  innerFormula,
} from './formula-shape.ts';
import { MeasureFields } from './measure-fields.tsx';
import { NumberField } from './number-field.tsx';

interface FormulaProps {
  /** Place in the definition, `formula` unless it stands inside another. */
  path?: string;
  /** Types that may stand there. */
  types?: readonly string[];
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

/** A field of its own kind, whatever it belongs to. */
function OneField({
  field,
  path,
  value: given,
  world,
  errors,
  onChange: set,
}: {
  field: FormulaField;
  path: string;
  value: unknown;
  world: DefinitionWorld;
  errors: FieldErrors;
  onChange: (value: unknown) => void;
}) {
  const locale = useLocale();
  const { formula: words, fields } = useMessages().definition;
  const { kind, options, isOptional } = field;
  const label = partLabel(path, locale);
  const value = given ?? field.initial;
  const error = errors.get(path);
  const wrong = error === undefined ? {} : { error };
  switch (kind) {
    case 'measure':
      return (
        <>
          <MeasureFields
            {...{ label, path, world, errors }}
            countsAny={field.extras.length > 0}
            measure={rawMeasure(value)}
            onChange={set}
          />
          <Extras {...{ field, path, world, errors }} measure={rawMeasure(value)} onChange={set} />
        </>
      );
    case 'formula': {
      const inner = innerFormula(value);
      return inner ? (
        <fieldset className={styles.item}>
          <legend>{label}</legend>
          <FormulaFields
            {...{ path, world, errors }}
            types={options}
            formula={inner}
            onChange={set}
          />
        </fieldset>
      ) : null;
    }
    case 'number':
      return <NumberField label={label} value={Number(value)} error={error} onChange={set} />;
    case 'choice':
      return (
        <Select
          label={label}
          options={[...(isOptional ? [''] : []), ...options].map((one) => ({
            value: one,
            label: one === '' ? fields.noStrategy : one,
          }))}
          value={String(value ?? '')}
          onChange={(one) => set(one === '' ? undefined : one)}
        />
      );
    case 'switch':
      return <Check label={label} checked={value === true} onChange={set} />;
    case 'date':
    case 'text':
      return (
        <TextField
          {...(kind === 'date' ? { type: 'date' } : {})}
          label={label}
          value={String(value ?? '')}
          {...wrong}
          onChange={(text) => set(text === '' && isOptional ? undefined : text)}
        />
      );
    case 'other':
      return <p className={styles.note}>{words.otherField(label)}</p>;
  }
}

/** What a measure says besides dataset, column and conditions. */
function Extras({
  field,
  path,
  measure,
  world,
  errors,
  onChange,
}: {
  field: FormulaField;
  path: string;
  measure: Measure;
  world: DefinitionWorld;
  errors: FieldErrors;
  onChange: (value: unknown) => void;
}) {
  const values = new Map<string, unknown>(Object.entries(measure));
  if (field.extras.length === 0) return null;
  return (
    <div className={styles.choices}>
      {field.extras.map((extra) => (
        <OneField
          key={extra.name}
          field={extra}
          path={`${path}.${extra.name}`}
          value={values.get(extra.name)}
          {...{ world, errors }}
          onChange={(next) => onChange({ ...measure, [extra.name]: next })}
        />
      ))}
    </div>
  );
}

/** The measure as it stands in the form, with whatever else it says. */
function rawMeasure(value: unknown): Measure {
  const measure = MeasureDraft.parse(value ?? {});
  const { data } = z.looseObject({ where: z.array(RawCondition) }).safeParse(value);
  return { ...measure, where: data?.where ?? measure.where };
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
  const { formula, world, onChange, errors, path = 'formula', types = FORMULA_TYPES } = props;
  const { formula: words } = useMessages().definition;
  const fields = formulaFields(formula.type);
  const isLarge = ({ kind }: FormulaField) => kind === 'measure' || kind === 'formula';
  const own = errors.get(path) ?? errors.get(`${path}.type`);
  const propsOf = (field: FormulaField) => ({
    ...{ field, world, errors },
    path: `${path}.${field.name}`,
    value: formula[field.name],
    onChange: (next: unknown) => onChange({ ...formula, [field.name]: next }),
  });
  return (
    <>
      <Select
        label={words.type}
        options={types.map((value) => ({
          value,
          label: words.types[value]?.name ?? value,
        }))}
        value={formula.type}
        onChange={(type) => onChange(asFormulaType(formula, type))}
      />
      {own !== undefined && <p className={styles.error}>{own}</p>}
      <Help formula={formula} world={world} />
      {fields.filter(isLarge).map((field) => (
        <OneField key={field.name} {...propsOf(field)} />
      ))}
      <div className={styles.choices}>
        {fields
          .filter((field) => !isLarge(field))
          .map((field) => (
            <OneField key={field.name} {...propsOf(field)} />
          ))}
      </div>
    </>
  );
}
