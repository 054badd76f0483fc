import { Grain, Indicator, PlaceLevel } from '@bada/shared';
import { useQuery } from '@tanstack/react-query';
import { catalogueQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { BothLanguages, type FieldErrors } from '../../ui/both-languages.tsx';
import { Check } from '../../ui/check.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type DefinitionForm, errorsWithin } from './definition-draft.ts';
import styles from './editor.module.css';
import { NumberField } from './number-field.tsx';

/** What every group of fields works on. */
export interface FormProps {
  form: DefinitionForm;
  errors: FieldErrors;
  onChange: (change: Partial<DefinitionForm>) => void;
}

const NONE = '';

/** The current choice stands in the list even where it is no longer one. */
function withCurrent(options: { value: string; label: string }[], current: string) {
  const isKnown = options.some(({ value }) => value === current);
  return isKnown ? options : [{ value: current, label: current }, ...options];
}

function Belonging({ form, onChange }: FormProps) {
  const locale = useLocale();
  const { indicators, definition } = useMessages();
  const { fields } = definition;
  const { data } = useQuery(catalogueQuery());
  const departments = (data?.departments ?? [])
    .filter(({ to }) => to === undefined)
    .map(({ code, name }) => ({ value: code, label: name[locale] }));
  const strategies = (data?.strategies ?? []).map(({ id, name }) => ({
    value: id,
    label: name[locale],
  }));
  return (
    <div className={styles.choices}>
      <Select
        label={fields.field}
        options={Indicator.shape.field.options.map((value) => ({
          value,
          label: indicators.fields[value],
        }))}
        value={form.field}
        onChange={(field) => onChange({ field })}
      />
      <Select
        label={fields.owner}
        options={withCurrent(departments, form.ownerDepartment)}
        value={form.ownerDepartment}
        onChange={(ownerDepartment) => onChange({ ownerDepartment })}
      />
      <Select
        label={fields.strategy}
        options={withCurrent(
          [{ value: NONE, label: fields.noStrategy }, ...strategies],
          form.strategy ?? NONE,
        )}
        value={form.strategy ?? NONE}
        onChange={(id) => onChange({ strategy: id === NONE ? undefined : id })}
      />
    </div>
  );
}

/** Name, meaning, formula in words, and whose it is. */
export function TextFields(props: FormProps) {
  const { form, errors, onChange } = props;
  const { fields } = useMessages().definition;
  return (
    <>
      {(['name', 'definition', 'formulaText'] as const).map((name) => (
        <BothLanguages
          key={name}
          label={fields[name]}
          value={form[name]}
          path={name}
          errors={errors}
          long={name === 'definition'}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
      <Belonging {...props} />
    </>
  );
}

/** Unit and digits, which belong to how a value is told. */
export function UnitFields({ form, errors, onChange }: FormProps) {
  const { fields } = useMessages().definition;
  const { unit } = form;
  return (
    <>
      <BothLanguages
        label={fields.unit}
        value={{ ko: unit.ko, en: unit.en }}
        path="unit"
        errors={errors}
        onChange={(value) => onChange({ unit: { ...unit, ...value } })}
      />
      <div className={styles.choices}>
        <NumberField
          label={fields.decimals}
          value={form.decimals}
          error={errors.get('decimals')}
          onChange={(decimals) => onChange({ decimals })}
        />
        <Check
          label={fields.percent}
          checked={unit.percent}
          onChange={(percent) => onChange({ unit: { ...unit, percent } })}
        />
      </div>
    </>
  );
}

function Levels({ form, errors, onChange }: FormProps) {
  const { fields, levels: words } = useMessages().definition;
  const error = errorsWithin(errors, 'levels');
  return (
    <fieldset className={styles.checks}>
      <legend>{fields.levels}</legend>
      {PlaceLevel.options.map((level) => (
        <Check
          key={level}
          label={words[level] ?? level}
          checked={form.levels.includes(level)}
          onChange={(isIn) =>
            onChange({
              levels: PlaceLevel.options.filter((one) =>
                one === level ? isIn : form.levels.includes(one),
              ),
            })
          }
        />
      ))}
      {error !== undefined && <p className={styles.error}>{error}</p>}
    </fieldset>
  );
}

/** Periods, places and breakdowns. */
export function ShapeFields(props: FormProps) {
  const { form, errors, onChange } = props;
  const { fields, hints, grains, cadences, cityRules } = useMessages().definition;
  const { grain, reportGrain, cadence, cityRule } = Indicator.shape;
  const error = errors.get('reportGrain') ?? errors.get('grain');
  const dimensions = errorsWithin(errors, 'dimensions');
  const ofGrain = Grain.options.map((value) => ({ value, label: grains[value] ?? value }));
  return (
    <>
      <div className={styles.choices}>
        <Select
          label={fields.grain}
          options={ofGrain.filter(({ value }) => grain.options.includes(value))}
          value={form.grain}
          onChange={(value) => onChange({ grain: value })}
        />
        <Select
          label={fields.reportGrain}
          options={ofGrain.filter(({ value }) => reportGrain.options.includes(value))}
          value={form.reportGrain}
          onChange={(value) => onChange({ reportGrain: value })}
        />
        <Select
          label={fields.cadence}
          options={cadence.options.map((value) => ({ value, label: cadences[value] }))}
          value={form.cadence}
          onChange={(value) => onChange({ cadence: value })}
        />
        <Select
          label={fields.cityRule}
          options={cityRule.options.map((value) => ({ value, label: cityRules[value] ?? value }))}
          value={form.cityRule}
          onChange={(value) => onChange({ cityRule: value })}
        />
      </div>
      {error !== undefined && <p className={styles.error}>{error}</p>}
      <Levels {...props} />
      <TextField
        label={fields.dimensions}
        hint={hints.dimensions}
        value={form.dimensions.join(', ')}
        {...(dimensions === undefined ? {} : { error: dimensions })}
        onChange={(text) =>
          onChange({
            dimensions: text.trim() === '' ? [] : text.split(',').map((part) => part.trim()),
          })
        }
      />
    </>
  );
}

/** What counts as good, and how far from it as caution or warning. */
export function JudgingFields({ form, errors, onChange }: FormProps) {
  const { indicators, definition } = useMessages();
  const { fields, hints } = definition;
  const { bands } = form;
  const band = (name: keyof DefinitionForm['bands'], label: string, hint?: string) => (
    <NumberField
      label={label}
      hint={hint}
      value={bands[name]}
      error={errors.get(`bands.${name}`)}
      onChange={(value) => onChange({ bands: { ...bands, [name]: value } })}
    />
  );
  return (
    <div className={styles.choices}>
      <Select
        label={fields.direction}
        options={Indicator.shape.direction.options.map((value) => ({
          value,
          label: indicators.direction[value],
        }))}
        value={form.direction}
        onChange={(direction) => onChange({ direction })}
      />
      <Select
        label={fields.kind}
        options={Indicator.shape.kind.options.map((value) => ({
          value,
          label: indicators.kind[value],
        }))}
        value={form.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {band('caution', fields.caution, hints.bands)}
      {band('warning', fields.warning)}
      {band('undecidedAfterDays', fields.undecided)}
      <NumberField
        label={fields.yearGap}
        hint={hints.yearGap}
        value={form.yearEarlierGapDays}
        error={errors.get('yearEarlierGapDays')}
        onChange={(yearEarlierGapDays) => onChange({ yearEarlierGapDays })}
      />
    </div>
  );
}
