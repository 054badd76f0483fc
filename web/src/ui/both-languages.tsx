import type { Localized } from '@bada/shared';
import { useMessages } from '../i18n/locale-context.tsx';
import styles from './both-languages.module.css';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';

/** What is wrong with the fields of a form, by path such as `columns.2.term`. */
export type FieldErrors = ReadonlyMap<string, string>;

/** A text in both languages, side by side. */
export function BothLanguages({
  label,
  value,
  path,
  errors,
  long = false,
  onChange,
}: {
  label: string;
  value: Localized;
  /** Place of the text in the draft, for its errors. */
  path: string;
  errors: FieldErrors;
  long?: boolean;
  onChange: (value: Localized) => void;
}) {
  const { ui } = useMessages();
  const Field = long ? TextArea : TextField;
  const errorOf = (language: string) => {
    const error = errors.get(`${path}.${language}`);
    return error === undefined ? {} : { error };
  };
  return (
    <div className={styles.pair}>
      <Field
        label={ui.inKorean(label)}
        value={value.ko}
        {...errorOf('ko')}
        onChange={(ko) => onChange({ ...value, ko })}
      />
      <Field
        label={ui.inEnglish(label)}
        value={value.en}
        {...errorOf('en')}
        onChange={(en) => onChange({ ...value, en })}
      />
    </div>
  );
}
