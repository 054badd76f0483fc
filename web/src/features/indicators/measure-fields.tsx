import { FilterOp, type Measure } from '@bada/shared';
import type { DefinitionWorld } from '@bada/shared/definitions';
import { useState } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { FieldErrors } from '../../ui/both-languages.tsx';
import { Button } from '../../ui/button.tsx';
import { PlusIcon, TrashIcon } from '../../ui/icons.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { replaced, without } from './definition-draft.ts';
import styles from './editor.module.css';

type Condition = Measure['where'][number];
type Dataset = DefinitionWorld['datasets'][number];

/** What a text says, by the type of the column: numbers where all of them are. */
function valuesOf(text: string): (string | number)[] {
  const parts = text.split(',').map((part) => part.trim());
  const isNumeric = parts.every((part) => part !== '' && Number.isFinite(Number(part)));
  return isNumeric ? parts.map(Number) : parts;
}

/** A column as people know it, with its name in the data. */
function columnLabel({ name, title }: Dataset['columns'][number], locale: 'ko' | 'en'): string {
  return title[locale] === name ? name : `${title[locale]} (${name})`;
}

/** Values as they are written; a half written number stays as it stands. */
function ValuesField({
  values,
  error,
  onChange,
}: {
  values: Condition['values'];
  error: string | undefined;
  onChange: (values: Condition['values']) => void;
}) {
  const { formula } = useMessages().definition;
  const [text, setText] = useState(values.join(', '));
  const isOwn = JSON.stringify(valuesOf(text)) === JSON.stringify(values);
  return (
    <TextField
      label={formula.values}
      hint={formula.valuesHint}
      value={isOwn ? text : values.join(', ')}
      {...(error === undefined ? {} : { error })}
      onChange={(next) => {
        setText(next);
        onChange(valuesOf(next));
      }}
    />
  );
}

function ConditionFields({
  condition,
  at,
  path,
  columns,
  errors,
  onChange,
  onRemove,
}: {
  condition: Condition;
  at: number;
  path: string;
  columns: Dataset['columns'];
  errors: FieldErrors;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) {
  const locale = useLocale();
  const { formula } = useMessages().definition;
  const { dimension, op, values } = condition;
  const options = columns.map((column) => ({
    value: column.name,
    label: columnLabel(column, locale),
  }));
  const isKnown = options.some(({ value }) => value === dimension);
  const unknown = { value: dimension, label: dimension === '' ? formula.choose : dimension };
  const error = errors.get(`${path}.values`) ?? errors.get(`${path}.dimension`);
  return (
    <div className={styles.condition}>
      <Select
        label={formula.dimension}
        options={isKnown ? options : [unknown, ...options]}
        value={dimension}
        onChange={(value) => onChange({ ...condition, dimension: value })}
      />
      <Select
        label={formula.operator}
        options={FilterOp.options.map((value) => ({ value, label: value }))}
        value={op}
        onChange={(value) => onChange({ ...condition, op: value })}
      />
      <ValuesField
        values={values}
        error={error}
        onChange={(next) => onChange({ ...condition, values: next })}
      />
      <Button variant="quiet" icon={<TrashIcon size={16} />} onClick={onRemove}>
        {formula.removeWhere(at + 1)}
      </Button>
    </div>
  );
}

function useChoices(
  datasets: readonly Dataset[],
  { dataset, column }: Measure,
  countsAny: boolean,
) {
  const locale = useLocale();
  const { choose } = useMessages().definition.formula;
  const known = datasets.find(({ id }) => id === dataset);
  const measures = (known?.columns ?? []).filter(({ role }) => countsAny || role === 'measure');
  const withCurrent = (options: { value: string; label: string }[], current: string) =>
    options.some(({ value }) => value === current)
      ? options
      : [{ value: current, label: current === '' ? choose : current }, ...options];
  return {
    datasets: withCurrent(
      datasets.map(({ id, title }) => ({ value: id, label: `${title[locale]} (${id})` })),
      dataset,
    ),
    columns: withCurrent(
      measures.map((one) => ({ value: one.name, label: columnLabel(one, locale) })),
      column,
    ),
    others: [
      ...(known?.columns ?? []).filter(({ role }) => role !== 'measure'),
      ...(known?.bands ?? []).map(({ id, title }) => ({ name: id, title, role: 'dimension' })),
    ],
  };
}

/** A summed column with the rows that count. */
export function MeasureFields({
  label,
  path,
  measure,
  world,
  errors,
  countsAny,
  onChange,
}: {
  label: string;
  /** Whether any column can be counted, not only one that adds up. */
  countsAny: boolean;
  path: string;
  measure: Measure;
  world: DefinitionWorld;
  errors: FieldErrors;
  onChange: (measure: Measure) => void;
}) {
  const { formula } = useMessages().definition;
  const choices = useChoices(world.datasets, measure, countsAny);
  const { where } = measure;
  const error = errors.get(`${path}.dataset`) ?? errors.get(`${path}.column`);
  const noteId = `${path}-error`;
  return (
    <fieldset className={styles.item} aria-describedby={error === undefined ? undefined : noteId}>
      <legend>{label}</legend>
      <div className={styles.choices}>
        <Select
          label={formula.dataset}
          options={choices.datasets}
          value={measure.dataset}
          onChange={(dataset) => onChange({ ...measure, dataset, column: '', where: [] })}
        />
        <Select
          label={formula.column}
          options={choices.columns}
          value={measure.column}
          onChange={(column) => onChange({ ...measure, column })}
        />
      </div>
      {error !== undefined && (
        <p id={noteId} className={styles.error}>
          {error}
        </p>
      )}
      {where.map((condition, at) => (
        <ConditionFields
          key={at}
          condition={condition}
          at={at}
          path={`${path}.where.${at}`}
          columns={choices.others}
          errors={errors}
          onChange={(next) => onChange({ ...measure, where: replaced(where, at, next) })}
          onRemove={() => onChange({ ...measure, where: without(where, at) })}
        />
      ))}
      <Button
        icon={<PlusIcon size={16} />}
        onClick={() =>
          onChange({ ...measure, where: [...where, { dimension: '', op: '=', values: [''] }] })
        }
      >
        {formula.addWhere}
      </Button>
    </fieldset>
  );
}
