import { Cadence, Grain, type Localized } from '@bada/shared';
import type { ContractAnswers } from '@bada/shared/catalogue';
import type { IngestContract } from '@bada/shared/intake';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { catalogueQuery } from '../../api/knowledge.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './bring.module.css';
import { isHalf, optionalText, questionNotes } from './facts-draft.ts';
import { knownTimes, MeasureTimes, type Times } from './measure-times.tsx';

interface FactsProps {
  facts: ContractAnswers;
  /** What is asked of a field: an open one is an error, a guess a hint. */
  notes: ReturnType<typeof questionNotes>;
  onChange: (part: ContractAnswers) => void;
}

const TEXTS = ['title', 'summary', 'publisher', 'source', 'legalBasis'] as const;
const NOTHING: Localized = { ko: '', en: '' };
const LICENCES = [
  'unstated',
  'KOGL-1',
  'KOGL-2',
  'KOGL-3',
  'KOGL-4',
  'CC-BY-4.0',
  'CC0-1.0',
] as const;
const CLASSES = ['open', 'internal', 'restricted'] as const;

function TextFields({ facts, notes, onChange }: FactsProps) {
  const { contract, bring, ui } = useMessages();
  return TEXTS.map((name) => {
    const value = facts[name] ?? NOTHING;
    const note = isHalf(value) ? { error: bring.contract.bothNeeded } : notes[name];
    const change = (part: Partial<Localized>) =>
      onChange({ [name]: optionalText({ ...value, ...part }) });
    return (
      <div key={name} className={styles.choices}>
        <TextField
          label={ui.inKorean(contract.fields[name])}
          value={value.ko}
          {...note}
          onChange={(ko) => change({ ko })}
        />
        <TextField
          label={ui.inEnglish(contract.fields[name])}
          value={value.en}
          onChange={(en) => change({ en })}
        />
      </div>
    );
  });
}

function Department({ facts, notes, onChange }: FactsProps) {
  const locale = useLocale();
  const { contract, bring } = useMessages();
  const { data } = useQuery(catalogueQuery());
  const { ownerDepartment = '' } = facts;
  const standing = (data?.departments ?? []).filter(({ to }) => to === undefined);
  const known = standing.map(({ code, name }) => ({ value: code, label: name[locale] }));
  const own = known.some(({ value }) => value === ownerDepartment) || ownerDepartment === '';
  const other = own ? [] : [{ value: ownerDepartment, label: ownerDepartment }];
  return (
    <Noted note={notes.ownerDepartment}>
      <Select
        label={contract.fields.owner}
        options={[{ value: '', label: bring.contract.choose }, ...other, ...known]}
        value={ownerDepartment}
        onChange={(code) => onChange({ ownerDepartment: code === '' ? undefined : code })}
      />
    </Noted>
  );
}

/** A choice with what is asked of it under it. */
function Noted({
  note,
  children,
}: {
  note: { hint?: string; error?: string } | undefined;
  children: React.ReactNode;
}) {
  return (
    <div>
      {children}
      {note?.error !== undefined && <p className={styles.asked}>{note.error}</p>}
      {note?.hint !== undefined && <p className={styles.note}>{note.hint}</p>}
    </div>
  );
}

/** The present choice among the known ones; one that is not known yet is asked for. */
function useOptions<T extends string>(
  values: readonly T[],
  labels: (value: T) => string,
  current: T | undefined,
): { value: T | ''; label: string }[] {
  const { contract } = useMessages().bring;
  const all = current === undefined || values.includes(current) ? values : [current, ...values];
  const options = all.map((value) => ({ value, label: labels(value) }));
  return current === undefined ? [{ value: '', label: contract.choose }, ...options] : options;
}

function Choices({ facts, notes, onChange }: FactsProps) {
  const { catalog, contract, bring } = useMessages();
  const { fields } = contract;
  const { licence } = facts;
  const licenceLabel = (id: string) => (id === 'unstated' ? catalog.unstated : id);
  const licences = useOptions<string>(LICENCES, licenceLabel, licence?.id);
  const classes = useOptions(CLASSES, (value) => catalog.classes[value], facts.class);
  const cadences = useOptions(Cadence.options, (value) => catalog.cadences[value], facts.cadence);
  const grains = useOptions(Grain.options, (value) => bring.contract.grains[value], facts.grain);
  return (
    <>
      <Noted note={notes.licence}>
        <Select
          label={fields.licence}
          options={licences}
          value={licence?.id ?? ''}
          onChange={(id) => id !== '' && onChange({ licence: { ...licence, id } })}
        />
      </Noted>
      <Noted note={notes.class}>
        <Select
          label={fields.class}
          options={classes}
          value={facts.class ?? ''}
          onChange={(value) => value !== '' && onChange({ class: value })}
        />
      </Noted>
      <Noted note={notes.cadence}>
        <Select
          label={fields.cadence}
          options={cadences}
          value={facts.cadence ?? ''}
          onChange={(cadence) => cadence !== '' && onChange({ cadence })}
        />
      </Noted>
      <Noted note={notes.grain}>
        <Select
          label={bring.contract.grain}
          options={grains}
          value={facts.grain ?? ''}
          onChange={(grain) => grain !== '' && onChange({ grain })}
        />
      </Noted>
    </>
  );
}

/** What is said of a dataset as a whole: drafted from the file, with what is open asked for at its place. */
export function FactsForm({
  contract,
  isPending,
  onSave,
}: {
  contract: IngestContract;
  isPending: boolean;
  onSave: (answers: { facts: ContractAnswers; times: Times }) => void;
}) {
  const locale = useLocale();
  const { contract: words } = useMessages().bring;
  const [facts, setFacts] = useState(contract.facts);
  const [times, setTimes] = useState(() => knownTimes(contract.measures));
  const [known] = useState(times);
  const notes = questionNotes(contract.questions, facts, { locale, guess: words.guess });
  const props: FactsProps = {
    facts,
    notes,
    onChange: (part) => setFacts((before) => ({ ...before, ...part })),
  };
  const isWrong = TEXTS.some((name) => isHalf(facts[name] ?? NOTHING));
  const isSame = facts === contract.facts && times === known;
  function submit(event: FormEvent) {
    event.preventDefault();
    onSave({ facts, times });
  }
  return (
    <form className={styles.stack} onSubmit={submit} noValidate>
      <TextFields {...props} />
      <div className={styles.choices}>
        <Department {...props} />
        <Choices {...props} />
        <TextField
          label={words.asOf}
          type="date"
          value={facts.asOf ?? ''}
          {...notes.asOf}
          onChange={(asOf) => props.onChange({ asOf: asOf === '' ? undefined : asOf })}
        />
      </div>
      <MeasureTimes
        measures={contract.measures}
        times={times}
        isNew={contract.origin === 'new'}
        onChange={setTimes}
      />
      <div className={styles.actions}>
        <Button
          type="submit"
          variant={isSame ? 'secondary' : 'primary'}
          disabled={isPending || isWrong || isSame}
        >
          {words.save}
        </Button>
      </div>
    </form>
  );
}
