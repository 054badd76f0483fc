import type { IngestReason, IngestTable, Mapping } from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { CautionIcon, CheckIcon } from '../../ui/icons.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './bring.module.css';
import { ColumnFields, ValueFields } from './mapping-fields.tsx';
import { isUnnamed, SURE_FROM, sourceHeaders, sourceText } from './mapping-words.ts';

type Column = Mapping['columns'][number];

const UPDATES = ['replace', 'periods'] as const;

function Reasons({ reasons }: { reasons: readonly IngestReason[] }) {
  const locale = useLocale();
  const { mapping } = useMessages().bring;
  return reasons.map((reason) => {
    const isSure = reason.confidence >= SURE_FROM;
    const Icon = isSure ? CheckIcon : CautionIcon;
    return (
      <span key={`${reason.where} ${reason.en}`} className={styles.reason}>
        <Badge tone={isSure ? 'neutral' : 'caution'}>
          <Icon size={12} /> {isSure ? mapping.sure : mapping.check} ·{' '}
          {mapping.confidence(formatNumber(reason.confidence * 100))}
        </Badge>{' '}
        {reason[locale]}
      </span>
    );
  });
}

function ColumnEntry({
  column,
  reasons,
  onChange,
}: {
  column: Column;
  reasons: readonly IngestReason[];
  /** Undefined leaves the column out. */
  onChange: (column: Column | undefined) => void;
}) {
  const { mapping } = useMessages().bring;
  const source = sourceText(column.from, mapping);
  const role = column.role === undefined ? '' : ` · ${mapping.roles[column.role]}`;
  const unit = column.unit === undefined ? '' : ` · ${column.unit.from} → ${column.unit.to}`;
  return (
    <li>
      <details className={styles.column}>
        <summary>
          <span className={styles.pairing}>
            <strong>{source}</strong>
            <span aria-hidden="true">{mapping.arrow}</span>
            <code>{column.name}</code>
            <span>
              {mapping.types[column.type]}
              {role}
              {unit}
            </span>
          </span>
          <Reasons reasons={reasons} />
        </summary>
        <ColumnFields column={column} source={source} onChange={onChange} />
      </details>
    </li>
  );
}

/** What the mapping as a whole does: wide tables turned, totals set apart. */
function Whole({ draft, table }: { draft: Mapping; table: IngestTable }) {
  const { mapping } = useMessages().bring;
  const { pivot, totals } = draft;
  const turned = pivot
    ? table.header.filter((name) => new RegExp(pivot.columns, 'u').test(name)).length
    : 0;
  const groups = [...(pivot?.columns ?? '').matchAll(/\(\?<([a-z][a-z0-9_]*)>/g)];
  return (
    <>
      {pivot && (
        <p>
          <strong>{mapping.pivotTitle}</strong>{' '}
          {mapping.pivot(
            formatNumber(turned),
            groups.map(([, name]) => name).join(', '),
            pivot.value.name,
          )}
        </p>
      )}
      {totals.map(({ column, pattern }) => (
        <p key={`${column} ${pattern}`}>
          <strong>{mapping.totalsTitle}</strong> {mapping.totals(column)}
        </p>
      ))}
    </>
  );
}

function DatasetFields({
  draft,
  onChange,
}: {
  draft: Mapping;
  onChange: (part: Partial<Mapping>) => void;
}) {
  const { bring, ui } = useMessages();
  const { mapping } = bring;
  const { title } = draft;
  return (
    <div className={styles.choices}>
      <TextField
        label={mapping.dataset}
        hint={mapping.datasetHint}
        value={isUnnamed(draft) ? '' : draft.dataset}
        {...(isUnnamed(draft) ? { error: mapping.unnamed } : {})}
        // A mapping that is named like its dataset stays so.
        onChange={(dataset) =>
          onChange(draft.id === draft.dataset ? { dataset, id: dataset } : { dataset })
        }
      />
      <TextField
        label={ui.inKorean(mapping.label)}
        value={title.ko}
        onChange={(ko) => onChange({ title: { ...title, ko } })}
      />
      <TextField
        label={ui.inEnglish(mapping.label)}
        value={title.en}
        onChange={(en) => onChange({ title: { ...title, en } })}
      />
      <Select
        label={mapping.update}
        options={UPDATES.map((value) => ({ value, label: mapping.updates[value] }))}
        value={draft.update}
        onChange={(update) => onChange({ update })}
      />
    </div>
  );
}

/** The usual things of a mapping as a form: every column with its reason, folded until it is to be changed. */
export function MappingForm({
  draft,
  table,
  reasons,
  onChange,
}: {
  draft: Mapping;
  table: IngestTable;
  reasons: readonly IngestReason[];
  onChange: (part: Partial<Mapping>) => void;
}) {
  const { mapping } = useMessages().bring;
  const { columns, pivot } = draft;
  const named = new Set(columns.flatMap(({ from }) => sourceHeaders(from)));
  const others = reasons.filter(({ where }) => !named.has(where));
  function replace(at: number, column: Column | undefined) {
    onChange({ columns: columns.flatMap((one, place) => (place === at ? (column ?? []) : one)) });
  }
  return (
    <>
      <DatasetFields draft={draft} onChange={onChange} />
      <Whole draft={draft} table={table} />
      {others.length > 0 && (
        <div className={styles.stack}>
          <h3>{mapping.others}</h3>
          <Reasons reasons={others} />
        </div>
      )}
      <h3>{mapping.columns}</h3>
      <ul className={styles.columns}>
        {columns.map((column, at) => (
          <ColumnEntry
            key={at}
            column={column}
            reasons={reasons.filter(({ where }) => sourceHeaders(column.from).includes(where))}
            onChange={(next) => replace(at, next)}
          />
        ))}
        {pivot && (
          <li>
            <details className={styles.column}>
              <summary>
                {mapping.pivotTitle} {mapping.arrow} <code>{pivot.value.name}</code>
              </summary>
              <ValueFields
                value={pivot.value}
                onChange={(part) =>
                  onChange({ pivot: { ...pivot, value: { ...pivot.value, ...part } } })
                }
              />
            </details>
          </li>
        )}
      </ul>
    </>
  );
}
