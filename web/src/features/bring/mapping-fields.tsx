import type { Localized } from '@bada/shared';
import { ColumnType, type Mapping } from '@bada/shared/intake';
import { useState } from 'react';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { TrashIcon } from '../../ui/icons.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './bring.module.css';
import { missingText, parseMissing } from './mapping-words.ts';

type Column = Mapping['columns'][number];
/** What columns and the cells of turned columns have in common. */
type Value = NonNullable<Mapping['pivot']>['value'];

interface ValueProps {
  value: Value;
  onChange: (part: Partial<Value>) => void;
}

const NOTHING: Localized = { ko: '', en: '' };
const TRIANGLES = ['refuse', 'minus', 'increase'] as const;
const ROLES = ['none', 'period', 'dimension', 'measure'] as const;

/** A text that may be left out: empty in both languages says nothing. */
function optionalText(text: Localized): Localized | undefined {
  return text.ko === '' && text.en === '' ? undefined : text;
}

function NameFields({ value, onChange }: ValueProps) {
  const { bring, ui } = useMessages();
  const { mapping } = bring;
  const title = value.title ?? NOTHING;
  return (
    <>
      <TextField label={mapping.name} value={value.name} onChange={(name) => onChange({ name })} />
      <TextField
        label={ui.inKorean(mapping.label)}
        value={title.ko}
        onChange={(ko) => onChange({ title: optionalText({ ...title, ko }) })}
      />
      <TextField
        label={ui.inEnglish(mapping.label)}
        value={title.en}
        onChange={(en) => onChange({ title: optionalText({ ...title, en }) })}
      />
      <TextField
        label={mapping.term}
        hint={mapping.termHint}
        value={value.term ?? ''}
        onChange={(term) => onChange({ term: term === '' ? undefined : term })}
      />
      <Select
        label={mapping.type}
        options={ColumnType.options.map((type) => ({ value: type, label: mapping.types[type] }))}
        value={value.type}
        onChange={(type) => onChange({ type })}
      />
    </>
  );
}

function UnitFields({ value, onChange }: ValueProps) {
  const { mapping } = useMessages().bring;
  const unit = value.unit ?? { from: '', to: '', factor: 1 };
  function change(part: Partial<typeof unit>) {
    const next = { ...unit, ...part };
    onChange({ unit: next.from === '' && next.to === '' ? undefined : next });
  }
  return (
    <>
      <TextField label={mapping.unitFrom} value={unit.from} onChange={(from) => change({ from })} />
      <TextField label={mapping.unitTo} value={unit.to} onChange={(to) => change({ to })} />
      <TextField
        label={mapping.factor}
        type="number"
        min={0}
        step="any"
        value={String(unit.factor)}
        onChange={(factor) => change({ factor: Number(factor) })}
      />
    </>
  );
}

function MissingField({ value, onChange }: ValueProps) {
  const { mapping } = useMessages().bring;
  const [text, setText] = useState(missingText(value.missing));
  const isWrong = parseMissing(text) === undefined;
  return (
    <TextArea
      label={mapping.missing}
      hint={mapping.missingHint}
      rows={2}
      value={text}
      error={isWrong ? mapping.missingHint : undefined}
      onChange={(next) => {
        setText(next);
        const missing = parseMissing(next);
        if (missing) onChange({ missing: Object.keys(missing).length === 0 ? undefined : missing });
      }}
    />
  );
}

/** How the text of a cell becomes a value. */
export function ValueFields(props: ValueProps) {
  const { mapping } = useMessages().bring;
  const { value, onChange } = props;
  const isNumber = value.type === 'integer' || value.type === 'decimal';
  return (
    <div className={styles.choices}>
      <NameFields {...props} />
      {isNumber && <UnitFields {...props} />}
      {isNumber && (
        <Select
          label={mapping.triangle}
          options={TRIANGLES.map((one) => ({ value: one, label: mapping.triangles[one] }))}
          value={value.triangle ?? 'refuse'}
          onChange={(one) => onChange({ triangle: one === 'refuse' ? undefined : one })}
        />
      )}
      <MissingField {...props} />
      <Check
        label={mapping.required}
        checked={value.required}
        onChange={(required) => onChange({ required })}
      />
    </div>
  );
}

/** Everything of a column that the form can change. */
export function ColumnFields({
  column,
  source,
  onChange,
}: {
  column: Column;
  source: string;
  onChange: (column: Column | undefined) => void;
}) {
  const { mapping } = useMessages().bring;
  return (
    <div className={styles.stack}>
      <ValueFields value={column} onChange={(part) => onChange({ ...column, ...part })} />
      <Select
        label={mapping.role}
        options={ROLES.map((role) => ({ value: role, label: mapping.roles[role] }))}
        value={column.role ?? 'none'}
        onChange={(role) => onChange({ ...column, role: role === 'none' ? undefined : role })}
      />
      <div className={styles.actions}>
        <Button variant="quiet" icon={<TrashIcon size={16} />} onClick={() => onChange(undefined)}>
          {mapping.leaveOut(source)}
        </Button>
      </div>
    </div>
  );
}
