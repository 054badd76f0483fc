import { Cadence, type Localized } from '@bada/shared';
import type { ContractMetadata } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { catalogueQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { BothLanguages, type FieldErrors } from '../../ui/both-languages.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './contract.module.css';

/** What every group of fields works on. */
export interface DraftProps {
  draft: ContractMetadata;
  errors: FieldErrors;
  onChange: (change: Partial<ContractMetadata>) => void;
}

const NOTHING: Localized = { ko: '', en: '' };

/** A text that may be left out: empty in both languages says nothing. */
function optionalText(value: Localized): Localized | null {
  return value.ko === '' && value.en === '' ? null : value;
}

/** Title, summary and where it comes from. */
export function WhatFields({ draft, errors, onChange }: DraftProps) {
  const { fields } = useMessages().contract;
  const texts = ['title', 'summary', 'publisher', 'source'] as const;
  return texts.map((name) => (
    <BothLanguages
      key={name}
      label={fields[name]}
      value={draft[name]}
      path={name}
      errors={errors}
      long={name === 'summary' || name === 'source'}
      onChange={(value) => onChange({ [name]: value })}
    />
  ));
}

const LICENCES = [
  'unstated',
  'KOGL-1',
  'KOGL-2',
  'KOGL-3',
  'KOGL-4',
  'CC-BY-4.0',
  'CC0-1.0',
  'ODC-BY-1.0',
  'MIT',
] as const;
const CLASSES = ['open', 'internal', 'restricted'] as const;

function useDepartments(current: string) {
  const locale = useLocale();
  const { data } = useQuery(catalogueQuery());
  const standing = (data?.departments ?? []).filter(({ to }) => to === undefined);
  const options = standing.map(({ code, name }) => ({ value: code, label: name[locale] }));
  const known = options.some(({ value }) => value === current);
  return known ? options : [{ value: current, label: current }, ...options];
}

function Choices({ draft, onChange, mayReclassify }: Omit<DraftProps, 'errors'> & Reclassify) {
  const { catalog, contract } = useMessages();
  const { fields } = contract;
  const departments = useDepartments(draft.ownerDepartment);
  const known: readonly string[] = LICENCES;
  const licences = known.includes(draft.licence.id) ? known : [draft.licence.id, ...known];
  return (
    <div className={styles.choices}>
      <Select
        label={fields.owner}
        options={departments}
        value={draft.ownerDepartment}
        onChange={(ownerDepartment) => onChange({ ownerDepartment })}
      />
      <Select
        label={fields.licence}
        options={licences.map((value) => ({
          value,
          label: value === 'unstated' ? catalog.unstated : value,
        }))}
        value={draft.licence.id}
        onChange={(id) => onChange({ licence: { ...draft.licence, id } })}
      />
      <Select
        label={fields.cadence}
        options={Cadence.options.map((value) => ({ value, label: catalog.cadences[value] }))}
        value={draft.cadence}
        onChange={(cadence) => onChange({ cadence })}
      />
      <div>
        <Select
          label={fields.class}
          options={CLASSES.map((value) => ({ value, label: catalog.classes[value] }))}
          value={draft.class}
          disabled={!mayReclassify}
          onChange={(value) => onChange({ class: value })}
        />
        {!mayReclassify && <p className={styles.note}>{contract.classHint}</p>}
      </div>
    </div>
  );
}

interface Reclassify {
  mayReclassify: boolean;
}

/** Owner, licence, class, cadence, legal basis, limits and use. */
export function TermFields({ draft, errors, onChange, mayReclassify }: DraftProps & Reclassify) {
  const { fields } = useMessages().contract;
  const { licence } = draft;
  return (
    <>
      <Choices draft={draft} onChange={onChange} mayReclassify={mayReclassify} />
      <BothLanguages
        label={fields.licenceNote}
        value={licence.note ?? NOTHING}
        path="licence.note"
        errors={errors}
        onChange={(note) => onChange({ licence: { ...licence, note: optionalText(note) } })}
      />
      <BothLanguages
        label={fields.legalBasis}
        value={draft.legalBasis ?? NOTHING}
        path="legalBasis"
        errors={errors}
        onChange={(basis) => onChange({ legalBasis: optionalText(basis) })}
      />
      {(['limitations', 'usage'] as const).map((name) => (
        <BothLanguages
          key={name}
          label={fields[name]}
          value={draft[name]}
          path={name}
          errors={errors}
          long
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
    </>
  );
}
