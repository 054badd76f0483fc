import { useQuery } from '@tanstack/react-query';
import { mappingsQuery } from '../../api/collections.ts';
import { failureOf } from '../../api/failure.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import type { FieldsProps } from './collection-fields.tsx';
import styles from './collections.module.css';

/** Chooses what the rows become: a mapping with the dataset that it leads to, or none yet. */
export function MappingChoice({ values, onChange }: FieldsProps) {
  const value = values.mapping;
  const locale = useLocale();
  const { form } = useMessages().collections;
  const { data, error, refetch } = useQuery(mappingsQuery());
  const known = data?.mappings ?? [];
  const options = known.map(({ id, title, dataset }) => ({
    value: id,
    label: form.mappingTo(title[locale], dataset),
  }));
  // One that is chosen already stays so, also where it is not listed.
  const isListed = value === '' || known.some(({ id }) => id === value);
  const unlisted = isListed ? [] : [{ value, label: value }];
  return (
    <div>
      <Select
        label={form.mapping}
        options={[{ value: '', label: form.noMapping }, ...unlisted, ...options]}
        value={value}
        onChange={(mapping) => onChange('mapping', mapping)}
      />
      <p className={styles.hint}>{form.mappingHint}</p>
      {error && <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />}
    </div>
  );
}
