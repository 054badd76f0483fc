import { placeName } from '@bada/shared';
import { type PublicationPreview, personalKindText } from '@bada/shared/intake';
import { Link } from '@tanstack/react-router';
import { formatNumber, formatPeriod } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { CautionIcon, CheckIcon } from '../../ui/icons.tsx';
import { ErrorState } from '../../ui/states.tsx';
import styles from './bring.module.css';
import { ColumnChanges } from './column-changes.tsx';
import { GateVerdict } from './gate-verdict.tsx';

type Preview = PublicationPreview['datasets'][number];
type Judged = Extract<Preview, { state: 'judged' }>;

const PLACES = 2;

function Rows({ against, rows }: Judged) {
  const { gate: words } = useMessages().bring;
  const after = formatNumber(rows.after);
  if (against === null || rows.before === null) return <p>{words.rows(after)}</p>;
  return <p>{words.rowsBefore(formatNumber(rows.before), after, against)}</p>;
}

function Drift({ against, drift }: Judged) {
  const { gate: words } = useMessages().bring;
  if (against === null) return null;
  if (drift.length === 0) {
    return (
      <p>
        <CheckIcon size={14} /> {words.same(against)}
      </p>
    );
  }
  return (
    <>
      <h3>{words.drift(against)}</h3>
      <ColumnChanges changes={drift} />
    </>
  );
}

function useAnomalyText() {
  const locale = useLocale();
  const { gate: words } = useMessages().bring;
  return (one: Judged['anomalies']['first'][number], grain: Judged['grain']) => {
    const group = placeName(one.group)[locale];
    const period = formatPeriod({ start: one.period, grain }, locale);
    if (one.kind === 'missing') return words.missing(group, period);
    const decimals = Number.isInteger(one.value) ? 0 : PLACES;
    const value = formatNumber(one.value, decimals);
    return words.departs(group, period, one.column, value, formatNumber(one.expected, decimals));
  };
}

function Anomalies({ anomalies: { count, first }, grain }: Judged) {
  const { gate: words } = useMessages().bring;
  const textOf = useAnomalyText();
  if (count === 0) {
    return (
      <p>
        <CheckIcon size={14} /> {words.noAnomalies}
      </p>
    );
  }
  const texts = first.map((one) => textOf(one, grain));
  return (
    <>
      <p>
        <CautionIcon size={14} /> {words.anomalies(formatNumber(count))}
      </p>
      <ul className={styles.list}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {count > texts.length && texts.length > 0 && (
          <li>{words.more(formatNumber(count - texts.length))}</li>
        )}
      </ul>
    </>
  );
}

/** What becomes of personal data. */
function Personal({ personal }: Judged) {
  const locale = useLocale();
  const { gate: words } = useMessages().bring;
  if (personal.length === 0) return null;
  return (
    <>
      <p>
        <CautionIcon size={14} /> {words.personal}
      </p>
      <ul className={styles.list}>
        {personal.map(({ column, kind, decision, fate }) => (
          <li key={`${kind} ${column}`}>
            {words.personalOf(
              column,
              kind === null ? '' : personalKindText(kind)[locale],
              words.fates[fate === 'published' && decision === null ? 'undecided' : fate],
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** The ways out of a block: the source, the mapping, the contract, and the tasks of earlier failures. */
function Ways({ against }: Judged) {
  const { gate: words } = useMessages().bring;
  return (
    <>
      <p>{words.ways}</p>
      <ul className={styles.ways}>
        <li>
          <Link to="/bring">{words.source}</Link>
        </li>
        <li>
          <a href="#mapping">{words.mapping}</a>
        </li>
        <li>
          <a href="#contract">{words.contract}</a>
        </li>
        {against !== null && (
          <li>
            <Link to="/catalog" search={{ part: 'tasks' }}>
              {words.tasks}
            </Link>
          </li>
        )}
      </ul>
    </>
  );
}

/** What publishing would lead to for one dataset. */
export function DatasetPreview({ preview }: { preview: Preview }) {
  const locale = useLocale();
  const { gate: words } = useMessages().bring;
  switch (preview.state) {
    case 'open':
      return <p>{words.open}</p>;
    case 'refused': {
      const { code, message, next } = preview.failure;
      return <ErrorState message={`${message[locale]} ${next[locale]}`} code={code} />;
    }
    case 'judged':
      return (
        <>
          <GateVerdict gate={preview.gate} examples={preview.examples} />
          {preview.gate.outcome === 'block' && <Ways {...preview} />}
          <Rows {...preview} />
          <Drift {...preview} />
          <Personal {...preview} />
          <Anomalies {...preview} />
        </>
      );
  }
}
