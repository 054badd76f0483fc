import { type IngestPersonal, type Mapping, personalKindText } from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './bring.module.css';

type Decisions = Mapping['personal'];
const CHOICES = ['none', 'mask', 'drop', 'keep'] as const;

/** What personal data a table holds, and what is done with it. */
export function PersonalList({
  found,
  decisions,
  onChange,
}: {
  found: readonly IngestPersonal[];
  decisions: Decisions;
  onChange: (decisions: Decisions) => void;
}) {
  const locale = useLocale();
  const { personal } = useMessages().bring;
  if (found.length === 0) return null;
  function decide(column: string, choice: (typeof CHOICES)[number]) {
    const { [column]: _, ...rest } = decisions;
    onChange(choice === 'none' ? rest : { ...rest, [column]: choice });
  }
  return (
    <div className={styles.personal}>
      <h3>
        <WarningIcon size={18} /> {personal.title}
      </h3>
      <p>{personal.hint}</p>
      <ul className={styles.list}>
        {found.map(({ column, kind, count, examples, blocks }) => (
          <li key={`${column} ${kind}`} className={styles.choices}>
            <p>
              <strong>
                {personal.found(column, personalKindText(kind)[locale], formatNumber(count))}
              </strong>{' '}
              <code>{examples.join(', ')}</code>
              {blocks && decisions[column] === undefined && <> — {personal.blocks}</>}
            </p>
            <Select
              label={personal.decision(column)}
              options={CHOICES.map((value) => ({ value, label: personal.decisions[value] }))}
              value={decisions[column] ?? 'none'}
              onChange={(choice) => decide(column, choice)}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
