import { measuredRate, type RuleResult } from '@bada/shared';
import type { QualityDetail } from '@bada/shared/intake';
import { useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useColumnNames } from './column-names.tsx';
import { FailingDrawer } from './failing-drawer.tsx';
import styles from './quality.module.css';
import { criterionText, rateText } from './task-words.ts';

function RuleName({ result, reason }: { result: RuleResult; reason: string | undefined }) {
  const locale = useLocale();
  return (
    <span className={styles.rule}>
      {criterionText(result.criterion, locale)}
      {result.errors > 0 && reason !== undefined && <small>{reason}</small>}
    </span>
  );
}

function useRuleColumns(
  { reasons }: QualityDetail,
  onShow: (rule: RuleResult) => void,
): Column<RuleResult>[] {
  const locale = useLocale();
  const nameOf = useColumnNames();
  const { rules: words } = useMessages().quality;
  return [
    {
      id: 'rule',
      header: words.rule,
      cell: (result) => <RuleName result={result} reason={reasons[result.id]?.[locale]} />,
    },
    {
      id: 'columns',
      header: words.columns,
      cell: ({ columns }) => <span className={styles.names}>{columns.map(nameOf).join(', ')}</span>,
    },
    { id: 'severity', header: words.severity, cell: ({ severity }) => words.severities[severity] },
    {
      id: 'errors',
      header: words.errors,
      align: 'end',
      cell: ({ errors, evaluated }) => `${formatNumber(errors)} / ${formatNumber(evaluated)}`,
    },
    {
      id: 'rate',
      header: words.rate,
      align: 'end',
      cell: (result) => rateText(measuredRate(result), locale) ?? '-',
    },
    {
      id: 'rows',
      header: words.rows,
      cell: (result) =>
        result.errors > 0 ? (
          <Button
            variant="link"
            aria-label={words.show(criterionText(result.criterion, locale))}
            onClick={() => onShow(result)}
          >
            {words.rows}
          </Button>
        ) : (
          '-'
        ),
    },
  ];
}

/** Rules that the contract asks for ahead of the data: undiagnosed, each with the reason. */
function Unrunnable({ unrunnable }: Pick<QualityDetail, 'unrunnable'>) {
  const locale = useLocale();
  const { rules: words } = useMessages().quality;
  if (unrunnable.length === 0) return null;
  return (
    <ul className={styles.names} aria-label={words.unrunnable}>
      {unrunnable.map(({ id, criterion, reason }) => (
        <li key={id}>
          <strong>{words.unrunnable}</strong> {criterionText(criterion, locale)} ({id}):{' '}
          {reason[locale]}
        </li>
      ))}
    </ul>
  );
}

/** What each rule found: the broken ones at once, all of them on demand. */
export function QualityRules({ detail }: { detail: QualityDetail }) {
  const { rules: words } = useMessages().quality;
  const [shown, setShown] = useState<RuleResult>();
  const [isAll, setAll] = useState(false);
  const columns = useRuleColumns(detail, setShown);
  const { results, notExecuted } = detail.report?.value ?? { results: [], notExecuted: [] };
  const broken = results.filter(({ errors }) => errors > 0);
  const rows = isAll ? results : broken;
  return (
    <div className={styles.block}>
      <h3>{words.title}</h3>
      {broken.length === 0 && <p className={styles.note}>{words.none}</p>}
      {rows.length > 0 && (
        <DataTable
          caption={words.title}
          hideCaption
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          maxHeight="24rem"
        />
      )}
      {!isAll && results.length > broken.length && (
        <Button onClick={() => setAll(true)}>{words.all}</Button>
      )}
      <Unrunnable unrunnable={detail.unrunnable} />
      {notExecuted.length > 0 && (
        <p className={styles.note}>{words.notExecuted(notExecuted.join(', '))}</p>
      )}
      {shown && (
        <FailingDrawer dataset={detail.dataset} rule={shown} onClose={() => setShown(undefined)} />
      )}
    </div>
  );
}
