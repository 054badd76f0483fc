import { QUALITY_CRITERIA } from '@bada/shared';
import type { GateFinding, IngestGate, PublicationPreview } from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CautionIcon, CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './bring.module.css';

type Judged = Extract<PublicationPreview['datasets'][number], { state: 'judged' }>;
type Examples = Judged['examples'];

const ICONS = { pass: CheckIcon, warn: CautionIcon, block: WarningIcon } as const;
const TONES = { pass: 'good', warn: 'caution', block: 'warning' } as const;

function Finding({ finding, examples }: { finding: GateFinding; examples: Examples }) {
  const locale = useLocale();
  const { gate: words } = useMessages().bring;
  const { criterion, columns, errors, evaluated, gate, reason } = finding;
  const name = QUALITY_CRITERIA[criterion].name[locale];
  return (
    <li>
      <Badge tone={TONES[gate]}>
        {gate === 'block' ? <WarningIcon size={14} /> : <CautionIcon size={14} />}{' '}
        {words.gates[gate]}
      </Badge>{' '}
      {words.found(name, columns.join(', '), formatNumber(errors), formatNumber(evaluated))}
      {' — '}
      {reason[locale]}
      {examples.map(({ row, key, value }) => (
        <span key={row} className={styles.reason}>
          {words.example(key.map((one) => one ?? '-').join(', '), value ?? words.empty)}
        </span>
      ))}
    </li>
  );
}

/** What the gate says of a dataset: icon and word, then each rule with its count and why rows fail it. */
export function GateVerdict({ gate, examples = [] }: { gate: IngestGate; examples?: Examples }) {
  const { gate: words } = useMessages().bring;
  const { outcome, failed } = gate;
  const Icon = ICONS[outcome];
  const counted = failed.filter((one) => outcome !== 'block' || one.gate === 'block').length;
  return (
    <>
      <p className={styles[TONES[outcome]]}>
        <Icon size={18} /> <strong>{words.outcomes[outcome](formatNumber(counted))}</strong>
      </p>
      {failed.length > 0 && (
        <ul className={styles.list}>
          {failed.map((finding) => (
            <Finding
              key={finding.id}
              finding={finding}
              examples={examples.filter(({ rule }) => rule === finding.id)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
