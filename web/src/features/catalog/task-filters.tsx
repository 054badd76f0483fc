import type { TaskFilter, TaskPage } from '@bada/shared/intake';
import { useState } from 'react';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './tasks.module.css';

interface TaskFiltersProps {
  filter: TaskFilter;
  names: TaskPage['names'];
  onFilter: (filter: TaskFilter) => void;
}

const STATUSES = ['pending', 'overdue', 'open', 'accepted', 'done', 'withdrawn'] as const;
const ALL = '';

type Status = (typeof STATUSES)[number];

function isStatus(value: string): value is Status {
  return STATUSES.some((status) => status === value);
}

/** A filter with one entry set, or taken out where it is empty. */
function withEntry(filter: TaskFilter, key: keyof TaskFilter, value: string): TaskFilter {
  const { [key]: _before, ...rest } = filter;
  return value === ALL ? rest : { ...rest, [key]: value };
}

/** Names are typed, and asked for when typing ends. */
function OwnerField({ filter, onFilter }: Omit<TaskFiltersProps, 'names'>) {
  const { filter: words } = useMessages().tasks;
  const [owner, setOwner] = useState(filter.owner ?? '');
  const ask = () => {
    if (owner.trim() !== (filter.owner ?? '')) onFilter(withEntry(filter, 'owner', owner.trim()));
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <TextField
        type="search"
        label={words.owner}
        value={owner}
        onChange={setOwner}
        onBlur={ask}
        maxLength={80}
      />
    </form>
  );
}

/** What the list of tasks is narrowed by. */
export function TaskFilters({ filter, names, onFilter }: TaskFiltersProps) {
  const locale = useLocale();
  const { filter: words, statuses } = useMessages().tasks;
  const all = { value: ALL, label: words.everything };
  const departments = Object.entries(names.departments)
    .map(([value, name]) => ({ value, label: name[locale] }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
  const set = (key: keyof TaskFilter) => (value: string) => onFilter(withEntry(filter, key, value));
  return (
    <fieldset className={styles.filters}>
      <legend className="sr-only">{words.title}</legend>
      <Select
        label={words.status}
        options={[all, ...STATUSES.map((value) => ({ value, label: statuses[value] }))]}
        value={filter.status ?? ALL}
        onChange={(value) => (value === ALL || isStatus(value) ? set('status')(value) : undefined)}
      />
      <Select
        label={words.department}
        options={[all, ...departments]}
        value={filter.department ?? ALL}
        onChange={set('department')}
      />
      <OwnerField key={filter.owner ?? ''} filter={filter} onFilter={onFilter} />
      <TextField type="date" label={words.due} value={filter.due ?? ''} onChange={set('due')} />
      <Button onClick={() => onFilter({ status: 'pending' })}>{words.clear}</Button>
    </fieldset>
  );
}
