import type { Indicator, Target } from '@bada/shared';
import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { SampleBadge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { PlusIcon, TrashIcon } from '../../ui/icons.tsx';
import { replaced, without } from './definition-draft.ts';
import type { FormProps } from './definition-fields.tsx';
import styles from './editor.module.css';
import { NumberField } from './number-field.tsx';

/** Who is written in while nobody set it: the approval writes the names. */
const UNKNOWN = { ko: '-', en: '-' };

/** Who set a target and who agreed to it. */
export function TargetSource({ target }: { target: Target }) {
  const locale = useLocale();
  const { targets } = useMessages().definition;
  const { setBy, setOn, approvedBy, approvedOn, reason } = target;
  return (
    <p className={styles.note}>
      {targets.set(setBy[locale], formatDate(setOn, locale))}
      {approvedBy !== undefined &&
        approvedOn !== undefined &&
        ` · ${targets.approved(approvedBy, formatDate(approvedOn, locale))}`}
      {reason !== undefined && ` · ${targets.because(reason)}`}
    </p>
  );
}

function nextYear(targets: readonly Target[]): number {
  const last = targets
    .map(({ year }) => year)
    .sort((a, b) => a - b)
    .at(-1);
  return last === undefined ? new Date().getFullYear() : last + 1;
}

function OneTarget({
  target,
  at,
  before,
  errors,
  onChange,
  onRemove,
}: {
  target: Target;
  at: number;
  /** The approved one of that year. */
  before: Target | undefined;
  errors: FormProps['errors'];
  onChange: (target: Target) => void;
  onRemove: () => void;
}) {
  const { fields, targets: words } = useMessages().definition;
  const isKept = before?.value === target.value && before.sample === target.sample;
  return (
    <fieldset className={styles.item}>
      <legend>{target.year}</legend>
      <div className={styles.choices}>
        <NumberField
          label={fields.year}
          value={target.year}
          error={errors.get(`targets.${at}.year`)}
          onChange={(year) => onChange({ ...target, year })}
        />
        <NumberField
          label={fields.value}
          value={target.value}
          error={errors.get(`targets.${at}.value`)}
          // A value that somebody wrote is no sample any more.
          onChange={(value) => onChange({ ...target, value, sample: false })}
        />
      </div>
      <div className={styles.row}>
        {target.sample ? <SampleBadge /> : null}
        {isKept && before ? (
          <TargetSource target={before} />
        ) : (
          <p className={styles.note}>{words.adopted}</p>
        )}
      </div>
      <div className={styles.row}>
        {target.sample && (
          <Button onClick={() => onChange({ ...target, sample: false })}>{words.adopt}</Button>
        )}
        <Button variant="quiet" icon={<TrashIcon size={16} />} onClick={onRemove}>
          {words.remove(target.year)}
        </Button>
      </div>
    </fieldset>
  );
}

/** Yearly targets. Who set them and who agreed is written by the approval. */
export function TargetFields({
  form,
  errors,
  newest,
  onChange,
}: FormProps & { newest: Indicator | null }) {
  const { targets: words } = useMessages().definition;
  const { targets } = form;
  const today = new Date().toISOString().slice(0, 10);
  const set = (next: Target[]) => onChange({ targets: next });
  return (
    <>
      <p className={styles.note}>
        {words.sampleNote} {words.willBeSet}
      </p>
      {targets.length === 0 && <p className={styles.text}>{words.none}</p>}
      {targets.map((target, at) => (
        <OneTarget
          key={at}
          {...{ target, at, errors }}
          before={newest?.targets.find(({ year }) => year === target.year)}
          onChange={(next) => set(replaced(targets, at, next))}
          onRemove={() => set(without(targets, at))}
        />
      ))}
      <Button
        icon={<PlusIcon size={16} />}
        onClick={() => {
          const year = nextYear(targets);
          set([...targets, { year, value: 0, sample: false, setBy: UNKNOWN, setOn: today }]);
        }}
      >
        {words.add}
      </Button>
    </>
  );
}
