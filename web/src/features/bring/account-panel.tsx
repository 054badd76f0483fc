import {
  type Ingest,
  type IngestPart,
  type IngestResult,
  QUARANTINE_RULES,
} from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import type { BringView } from '../../state/bring.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CautionIcon, CheckIcon, WarningIcon } from '../../ui/icons.tsx';
import styles from './bring.module.css';
import { PartRows } from './part-rows.tsx';
import { Section } from './section.tsx';

type Report = IngestResult['report'];

interface AccountProps {
  ingest: Ingest;
  result: IngestResult;
  view: BringView;
  onView: (part: Partial<BringView>) => void;
}

const TERMS = [
  ['kept', 'kept'],
  ['totals', 'totals'],
  ['quarantine', 'quarantined'],
  ['duplicates', 'duplicates'],
] as const;

/** Read = kept + totals + quarantined + duplicates; each part opens its rows. */
function Equation({
  account,
  onPart,
}: {
  account: Report['account'];
  onPart: (part: IngestPart) => void;
}) {
  const { account: words } = useMessages().bring;
  return (
    <div className={styles.equation}>
      <span className={styles.term}>
        <strong>{formatNumber(account.read)}</strong>
        <span>{words.read}</span>
      </span>
      {TERMS.map(([part, field], at) => (
        <span key={part} className={styles.termWithSign}>
          <span className={styles.sign}>{at === 0 ? '=' : '+'}</span>
          <Button
            className={styles.term}
            disabled={account[field] === 0}
            onClick={() => onPart(part)}
          >
            <strong>{formatNumber(account[field])}</strong>
            <span>
              {words.parts[part]}
              <span className="sr-only"> {words.show}</span>
            </span>
          </Button>
        </span>
      ))}
      <Badge tone="good">
        <CheckIcon size={14} /> {words.balance}
      </Badge>
    </div>
  );
}

function Quarantine({ quarantine }: { quarantine: Report['quarantine'] }) {
  const locale = useLocale();
  const { account } = useMessages().bring;
  const texts = new Map(Object.entries(QUARANTINE_RULES));
  if (quarantine.length === 0) return null;
  return (
    <>
      <h3>{account.quarantine}</h3>
      <ul className={styles.list}>
        {quarantine.map(({ rule, column, rows }) => (
          <li key={`${rule} ${column}`}>
            <CautionIcon size={14} />{' '}
            {account.quarantineOf(texts.get(rule)?.[locale] ?? rule, column, formatNumber(rows))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Checks({ checks }: { checks: Report['checks'] }) {
  const locale = useLocale();
  const { account } = useMessages().bring;
  return (
    <>
      <h3>{account.checks}</h3>
      {checks.length === 0 && <p className={styles.note}>{account.noChecks}</p>}
      <ul className={styles.list}>
        {checks.map(({ kind, what, title, checked, failed }) => (
          <li key={`${kind} ${what}`}>
            {failed === 0 ? <CheckIcon size={14} /> : <WarningIcon size={14} />}{' '}
            <strong>{account.checkKinds[kind]}</strong> {title?.[locale] ?? what}:{' '}
            {failed === 0
              ? account.passed(formatNumber(checked))
              : account.failed(formatNumber(failed), formatNumber(checked))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Flags({ flags, onCode }: { flags: Report['flags']; onCode: (code: string) => void }) {
  const locale = useLocale();
  const { account } = useMessages().bring;
  return (
    <>
      <h3>{account.flags}</h3>
      {flags.length === 0 && <p className={styles.note}>{account.noFlags}</p>}
      <ul className={styles.list}>
        {flags.map(({ code, text, count, confidence }) => (
          <li key={code}>
            <CautionIcon size={14} /> {text[locale]} ({account.count(formatNumber(count))})
            {confidence !== undefined && <> · {account.sure(formatNumber(confidence * 100))}</>}{' '}
            <Button onClick={() => onCode(code)}>
              {account.cases}
              <span className="sr-only">: {text[locale]}</span>
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where every row went. */
export function AccountPanel({ ingest, result, view, onView }: AccountProps) {
  const { account: words } = useMessages().bring;
  const { report, table } = result;
  return (
    <Section title={words.title}>
      <Equation
        account={report.account}
        onPart={(part) => onView({ part, code: undefined, offset: 0 })}
      />
      <p className={styles.note}>{words.result(formatNumber(report.rows))}</p>
      {report.crs !== undefined && (
        <p className={styles.note}>{words.crs(words.systems[report.crs] ?? report.crs)}</p>
      )}
      {view.part && (
        <PartRows
          ingest={ingest}
          table={table}
          part={view.part}
          code={view.part === 'flags' ? view.code : undefined}
          offset={view.offset}
          onOffset={(offset) => onView({ offset })}
          onClose={() => onView({ part: undefined, code: undefined, offset: 0 })}
        />
      )}
      <Quarantine quarantine={report.quarantine} />
      <Checks checks={report.checks} />
      <Flags flags={report.flags} onCode={(code) => onView({ part: 'flags', code, offset: 0 })} />
    </Section>
  );
}
