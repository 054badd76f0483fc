import type { ContractMeasure, MeasureTime } from '@bada/shared/catalogue';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './bring.module.css';

/** Ways of adding up over time, by column. */
export type Times = Readonly<Record<string, MeasureTime>>;

/** What is known of the measures before a person says anything. */
export function knownTimes(measures: readonly ContractMeasure[]): Times {
  return Object.fromEntries(
    measures.flatMap(({ name, time }) => (time === null ? [] : [[name, time]])),
  );
}

function Measure({
  measure,
  time,
  isNew,
  onChange,
}: {
  measure: ContractMeasure;
  time: MeasureTime | undefined;
  isNew: boolean;
  onChange: (time: MeasureTime) => void;
}) {
  const locale = useLocale();
  const { times: words, choose } = useMessages().bring.contract;
  const { title, reason } = measure;
  const known = (['sum', 'last'] as const).map((value) => ({ value, label: words.ways[value] }));
  const options = time === undefined ? [{ value: '' as const, label: choose }, ...known] : known;
  return (
    <div>
      <Select
        label={words.of(title[locale])}
        options={options}
        value={time ?? ''}
        onChange={(value) => value !== '' && onChange(value)}
      />
      {time === undefined && <p className={styles.asked}>{words.needed}</p>}
      {(isNew || time === undefined) && <p className={styles.note}>{reason[locale]}</p>}
    </div>
  );
}

/** Asks of each measure how it adds up over time: proposed with a reason, never left out. */
export function MeasureTimes({
  measures,
  times,
  isNew,
  onChange,
}: {
  measures: readonly ContractMeasure[];
  times: Times;
  /** Whether nobody has looked at the proposals yet. */
  isNew: boolean;
  onChange: (times: Times) => void;
}) {
  const { times: words } = useMessages().bring.contract;
  if (measures.length === 0) return null;
  return (
    <fieldset className={styles.stack}>
      <legend className={styles.legend}>{words.title}</legend>
      <p className={styles.note}>{words.hint}</p>
      <div className={styles.choices}>
        {measures.map((measure) => (
          <Measure
            key={measure.name}
            measure={measure}
            time={times[measure.name]}
            isNew={isNew}
            onChange={(time) => onChange({ ...times, [measure.name]: time })}
          />
        ))}
      </div>
    </fieldset>
  );
}
