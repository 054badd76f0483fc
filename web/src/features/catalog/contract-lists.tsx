import type { ContractMetadata } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { glossaryQuery } from '../../api/datasets.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { BothLanguages } from '../../ui/both-languages.tsx';
import { Button } from '../../ui/button.tsx';
import { PlusIcon, TrashIcon } from '../../ui/icons.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './contract.module.css';
import type { DraftProps } from './contract-fields.tsx';

type Caveat = ContractMetadata['caveats'][number];
type ColumnDraft = ContractMetadata['columns'][number];

function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  return list.map((one, place) => (place === at ? item : one));
}

/** A name for a caveat that no other one has. */
function freshId(caveats: readonly Caveat[]): string {
  for (let number = caveats.length + 1; ; number++) {
    const id = `caveat-${number}`;
    if (!caveats.some((caveat) => caveat.id === id)) return id;
  }
}

/** What a reader must know, as a list that grows and shrinks. */
export function CaveatFields({ draft, errors, onChange }: DraftProps) {
  const { contract } = useMessages();
  const { caveats } = draft;
  return (
    <>
      {caveats.map((caveat, at) => (
        <fieldset key={caveat.id} className={styles.item}>
          <legend>{caveat.id}</legend>
          <BothLanguages
            label={contract.fields.caveat}
            value={{ ko: caveat.ko, en: caveat.en }}
            path={`caveats.${at}`}
            errors={errors}
            long
            onChange={(text) =>
              onChange({ caveats: replaced(caveats, at, { ...caveat, ...text }) })
            }
          />
          <Button
            variant="quiet"
            icon={<TrashIcon size={16} />}
            onClick={() => onChange({ caveats: caveats.filter((one) => one !== caveat) })}
          >
            {contract.removeCaveat(caveat.id)}
          </Button>
        </fieldset>
      ))}
      <Button
        icon={<PlusIcon size={16} />}
        onClick={() =>
          onChange({ caveats: [...caveats, { id: freshId(caveats), ko: '', en: '' }] })
        }
      >
        {contract.addCaveat}
      </Button>
    </>
  );
}

function ColumnFields({
  column,
  at,
  errors,
  terms,
  onColumn,
}: {
  column: ColumnDraft;
  at: number;
  errors: DraftProps['errors'];
  /** Id of the list of known terms. */
  terms: string;
  onColumn: (column: ColumnDraft) => void;
}) {
  const { contract } = useMessages();
  const { fields } = contract;
  const error = errors.get(`columns.${at}.term`);
  return (
    <>
      <BothLanguages
        label={fields.columnTitle}
        value={column.title}
        path={`columns.${at}.title`}
        errors={errors}
        onChange={(title) => onColumn({ ...column, title })}
      />
      <div className={styles.choices}>
        <TextField
          label={fields.term}
          hint={contract.termHint}
          list={terms}
          value={column.term}
          {...(error === undefined ? {} : { error })}
          onChange={(term) => onColumn({ ...column, term })}
        />
        <TextField
          label={fields.businessName}
          value={column.businessName}
          onChange={(businessName) => onColumn({ ...column, businessName })}
        />
        <TextField
          label={fields.unit}
          value={column.unit}
          onChange={(unit) => onColumn({ ...column, unit })}
        />
      </div>
      <BothLanguages
        label={fields.description}
        value={column.description}
        path={`columns.${at}.description`}
        errors={errors}
        onChange={(description) => onColumn({ ...column, description })}
      />
    </>
  );
}

/** Every column folded under its name; one that is wrong stands open. */
export function ColumnList({ draft, errors, onChange }: DraftProps) {
  const locale = useLocale();
  const terms = useId();
  const { data: glossary } = useQuery(glossaryQuery());
  const isWrong = (at: number) =>
    [...errors.keys()].some((key) => key.startsWith(`columns.${at}.`));
  return (
    <>
      <datalist id={terms}>
        {glossary?.terms.map(({ term, standard }) => (
          <option key={term} value={term}>
            {standard?.name ?? term}
          </option>
        ))}
      </datalist>
      {draft.columns.map((column, at) => (
        <details key={column.name} className={styles.item} open={isWrong(at) || undefined}>
          <summary>
            {column.title[locale]} <code>{column.name}</code>
          </summary>
          <div className={styles.fields}>
            <ColumnFields
              column={column}
              at={at}
              errors={errors}
              terms={terms}
              onColumn={(next) => onChange({ columns: replaced(draft.columns, at, next) })}
            />
          </div>
        </details>
      ))}
    </>
  );
}
