import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { BothLanguages } from '../../ui/both-languages.tsx';
import { Button } from '../../ui/button.tsx';
import { PlusIcon, TrashIcon } from '../../ui/icons.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { replaced, without } from './definition-draft.ts';
import type { FormProps } from './definition-fields.tsx';
import styles from './editor.module.css';

/** Where the series stops meaning the same. One that the approval declares is told beforehand. */
export function BreakFields({
  form,
  errors,
  onChange,
  automatic,
}: FormProps & { automatic: string | null }) {
  const locale = useLocale();
  const { fields, breaks: words } = useMessages().definition;
  const { breaks } = form;
  const set = (next: typeof breaks) => onChange({ breaks: next });
  return (
    <>
      {automatic !== null && <p role="status">{words.automatic(formatDate(automatic, locale))}</p>}
      {breaks.length === 0 && <p className={styles.text}>{words.none}</p>}
      {breaks.map((one, at) => (
        <fieldset key={at} className={styles.item}>
          <legend>{one.at}</legend>
          <TextField
            type="date"
            label={fields.breakAt}
            value={one.at}
            {...(errors.has(`breaks.${at}.at`)
              ? { error: errors.get(`breaks.${at}.at`) ?? '' }
              : {})}
            onChange={(day) => set(replaced(breaks, at, { ...one, at: day }))}
          />
          <BothLanguages
            label={words.text}
            value={{ ko: one.ko, en: one.en }}
            path={`breaks.${at}`}
            errors={errors}
            onChange={(text) => set(replaced(breaks, at, { ...one, ...text }))}
          />
          <Button
            variant="quiet"
            icon={<TrashIcon size={16} />}
            onClick={() => set(without(breaks, at))}
          >
            {words.remove(one.at)}
          </Button>
        </fieldset>
      ))}
      <Button
        icon={<PlusIcon size={16} />}
        onClick={() => set([...breaks, { at: '', ko: '', en: '' }])}
      >
        {words.add}
      </Button>
    </>
  );
}

/** A name for a caveat that no other one has. */
function freshId(ids: readonly string[]): string {
  for (let number = ids.length + 1; ; number++) {
    if (!ids.includes(`caveat-${number}`)) return `caveat-${number}`;
  }
}

/** What a reader must know. */
export function CaveatFields({ form, errors, onChange }: FormProps) {
  const { fields, caveats: words } = useMessages().definition;
  const { caveats } = form;
  const set = (next: typeof caveats) => onChange({ caveats: next });
  return (
    <>
      {caveats.map((one, at) => (
        <fieldset key={one.id} className={styles.item}>
          <legend>{one.id}</legend>
          <BothLanguages
            label={fields.caveat}
            value={{ ko: one.ko, en: one.en }}
            path={`caveats.${at}`}
            errors={errors}
            long
            onChange={(text) => set(replaced(caveats, at, { ...one, ...text }))}
          />
          <Button
            variant="quiet"
            icon={<TrashIcon size={16} />}
            onClick={() => set(without(caveats, at))}
          >
            {words.remove(one.id)}
          </Button>
        </fieldset>
      ))}
      <Button
        icon={<PlusIcon size={16} />}
        onClick={() =>
          set([...caveats, { id: freshId(caveats.map(({ id }) => id)), ko: '', en: '' }])
        }
      >
        {words.add}
      </Button>
    </>
  );
}

/** The day from which it is no longer offered; empty while it is. */
export function RetireField({ form, errors, onChange }: FormProps) {
  const { fields, hints } = useMessages().definition;
  const error = errors.get('retired');
  return (
    <TextField
      type="date"
      label={fields.retired}
      hint={hints.retired}
      value={form.retired ?? ''}
      {...(error === undefined ? {} : { error })}
      onChange={(day) => onChange({ retired: day === '' ? undefined : day })}
    />
  );
}
