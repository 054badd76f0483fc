import { useMessages } from '../../i18n/locale-context.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { FormField, FormValues } from './collection-form-state.ts';
import styles from './collections.module.css';

/** The form's values, what is wrong with them, and how to change one. */
export interface FieldsProps {
  values: FormValues;
  wrong: ReadonlySet<string>;
  onChange: (field: FormField, value: string) => void;
}

interface OneProps extends FieldsProps {
  field: FormField;
  label: string;
  hint?: string;
  type?: 'text' | 'number' | 'time' | 'url';
}

/** One line of the form. */
export function Line({ field, label, hint, type = 'text', values, wrong, onChange }: OneProps) {
  const { form } = useMessages().collections;
  return (
    <TextField
      label={label}
      type={type}
      value={values[field]}
      onChange={(value) => onChange(field, value)}
      {...(hint === undefined ? {} : { hint })}
      {...(wrong.has(field) ? { error: form.invalid } : {})}
    />
  );
}

function Lines({ field, label, hint, values, wrong, onChange }: OneProps) {
  const { form } = useMessages().collections;
  return (
    <TextArea
      label={label}
      rows={3}
      value={values[field]}
      onChange={(value) => onChange(field, value)}
      {...(hint === undefined ? {} : { hint })}
      {...(wrong.has(field) ? { error: form.invalid } : {})}
    />
  );
}

function Choice(props: OneProps & { options: Readonly<Record<string, string>> }) {
  const { field, label, values, onChange, options } = props;
  return (
    <Select
      label={label}
      options={Object.entries(options).map(([value, name]) => ({ value, label: name }))}
      value={values[field]}
      onChange={(value) => onChange(field, value)}
    />
  );
}

function PortalFields(props: FieldsProps) {
  const { form } = useMessages().collections;
  return (
    <>
      <Line {...props} field="url" type="url" label={form.url} />
      <div className={styles.pair}>
        <Line {...props} field="key" label={form.key} hint={form.keyHint} />
        <Line {...props} field="pageSize" type="number" label={form.pageSize} />
      </div>
      <Lines {...props} field="parameters" label={form.parameters} hint={form.parametersHint} />
    </>
  );
}

function KosisFields(props: FieldsProps) {
  const { form } = useMessages().collections;
  return (
    <>
      <div className={styles.pair}>
        <Line {...props} field="orgId" label={form.orgId} />
        <Line {...props} field="tblId" label={form.tblId} />
        <Line {...props} field="items" label={form.items} />
        <Choice {...props} field="cadence" label={form.cadence} options={form.cadences} />
        <Line {...props} field="from" label={form.from} hint={form.periodHint} />
        <Line {...props} field="to" label={form.to} />
      </div>
      <Lines {...props} field="objects" label={form.objects} hint={form.objectsHint} />
      <Line {...props} field="key" label={form.key} hint={form.keyHint} />
    </>
  );
}

function PostgresFields(props: FieldsProps) {
  const { form } = useMessages().collections;
  return (
    <>
      <div className={styles.pair}>
        <Line {...props} field="host" label={form.host} />
        <Line {...props} field="port" type="number" label={form.port} />
        <Line {...props} field="database" label={form.database} />
        <Line {...props} field="user" label={form.user} />
        <Line {...props} field="password" label={form.password} hint={form.keyHint} />
        <Choice {...props} field="tls" label={form.tls} options={form.tlsOptions} />
      </div>
      <Choice {...props} field="read" label={form.read} options={form.reads} />
      {props.values.read === 'table' ? (
        <div className={styles.pair}>
          <Line {...props} field="schema" label={form.schema} />
          <Line {...props} field="table" label={form.table} />
        </div>
      ) : (
        <Lines {...props} field="sql" label={form.sql} />
      )}
    </>
  );
}

function CatalogueFields(props: FieldsProps) {
  const { form } = useMessages().collections;
  return (
    <>
      <Line {...props} field="url" type="url" label={form.url} />
      <Choice {...props} field="form" label={form.form} options={form.forms} />
      {props.values.form === 'portal' && (
        <>
          <Line {...props} field="key" label={form.key} hint={form.keyHint} />
          <Lines {...props} field="parameters" label={form.parameters} hint={form.parametersHint} />
        </>
      )}
    </>
  );
}

/** Fields of the chosen kind of source. */
export function SourceFields(props: FieldsProps) {
  switch (props.values.kind) {
    case 'kosis':
      return <KosisFields {...props} />;
    case 'postgres':
      return <PostgresFields {...props} />;
    case 'catalogue':
      return <CatalogueFields {...props} />;
    default:
      return <PortalFields {...props} />;
  }
}

function DayField(props: FieldsProps) {
  const { form } = useMessages().collections;
  if (props.values.schedule === 'monthly') {
    return <Line {...props} field="day" type="number" label={form.day} />;
  }
  const days = Object.fromEntries(form.weekdays.map((name, at) => [String(at + 1), name]));
  return <Choice {...props} field="day" label={form.day} options={days} />;
}

/** When the collection runs. */
export function ScheduleFields(props: FieldsProps) {
  const { form } = useMessages().collections;
  const { schedule } = props.values;
  return (
    <div className={styles.pair}>
      <Choice {...props} field="schedule" label={form.schedule} options={form.schedules} />
      {schedule === 'hours' && <Line {...props} field="every" type="number" label={form.every} />}
      {(schedule === 'weekly' || schedule === 'monthly') && <DayField {...props} />}
      {schedule !== 'none' && schedule !== 'hours' && (
        <Line {...props} field="at" type="time" label={form.at} />
      )}
    </div>
  );
}
