import { type Department, Indicator } from '@bada/shared';
import { DefinitionStatus } from '@bada/shared/definitions';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { DefinitionFilter } from '../../state/definitions.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/check.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { isFiltering } from './definition-filter.ts';
import styles from './indicators.module.css';

const ALL = '';

function StatusChoice({
  status,
  onChange,
}: {
  status: string;
  onChange: (status: string) => void;
}) {
  const { filter: words, statuses } = useMessages().definition;
  const known = DefinitionStatus.options.map((value) => ({
    value: String(value),
    label: statuses[value],
  }));
  return (
    <Select
      label={words.status}
      options={[{ value: ALL, label: words.everything }, ...known]}
      value={status}
      onChange={onChange}
    />
  );
}

/** What the list of indicators is narrowed by. */
export function FilterBar({
  filter,
  departments,
  found,
  seesDrafts,
  onFilter,
}: {
  filter: DefinitionFilter;
  departments: readonly Department[];
  found: number;
  /** Whether the reader may know of states and drafts. */
  seesDrafts: boolean;
  onFilter: (filter: DefinitionFilter, mode: 'push' | 'replace') => void;
}) {
  const locale = useLocale();
  const { indicators, definition } = useMessages();
  const { filter: words } = definition;
  const all = { value: ALL, label: words.everything };
  const set = (part: Partial<DefinitionFilter>) => onFilter({ ...filter, ...part }, 'push');
  return (
    <fieldset className={styles.filters}>
      <legend className="sr-only">{words.title}</legend>
      <TextField
        type="search"
        label={words.search}
        value={filter.q}
        maxLength={100}
        onChange={(q) => onFilter({ ...filter, q }, 'replace')}
      />
      <Select
        label={words.field}
        options={[
          all,
          ...Indicator.shape.field.options.map((value) => ({
            value: String(value),
            label: indicators.fields[value],
          })),
        ]}
        value={filter.field}
        onChange={(field) => set({ field })}
      />
      <Select
        label={words.owner}
        options={[
          all,
          ...departments
            .filter(({ to }) => to === undefined)
            .map(({ code, name }) => ({ value: code, label: name[locale] })),
        ]}
        value={filter.owner}
        onChange={(owner) => set({ owner })}
      />
      {seesDrafts && (
        <>
          <StatusChoice status={filter.status} onChange={(status) => set({ status })} />
          <Check
            label={words.withDraft}
            checked={filter.draft}
            onChange={(draft) => set({ draft })}
          />
        </>
      )}
      <p role="status" className={styles.note}>
        {words.found(found)}
      </p>
      {isFiltering(filter) && (
        <Button onClick={() => set({ q: '', field: ALL, owner: ALL, status: ALL, draft: false })}>
          {words.clear}
        </Button>
      )}
    </fieldset>
  );
}
