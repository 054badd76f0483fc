import type { IngestProblem, IngestTable, ResultPreview } from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locale.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { shapeText, summaryTextOf } from '../../i18n/shape-text.ts';
import { truthText } from '../../i18n/truth-text.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { CautionIcon } from '../../ui/icons.tsx';
import styles from './bring.module.css';
import { ReadOptions } from './read-options.tsx';
import { Section } from './section.tsx';
import type { TableProps } from './table-props.ts';

type Row = IngestTable['rows'][number];

function Mark({ problem }: { problem: IngestProblem }) {
  const locale = useLocale();
  const { problems } = useMessages().bring;
  return (
    <Badge tone="caution" title={problem.message[locale]}>
      <CautionIcon size={12} /> {problems.mark}
    </Badge>
  );
}

function Headed({ name, problem }: { name: string; problem: IngestProblem | undefined }) {
  return (
    <>
      {name} {problem && <Mark problem={problem} />}
    </>
  );
}

/** The columns of the source; cells and headers that something is wrong with are marked. */
function useSourceColumns({ header, problems }: IngestTable): Column<Row>[] {
  const locale = useLocale();
  const { preview } = useMessages().bring;
  const byCell = new Map(problems.map((one) => [`${one.row ?? ''} ${one.column ?? ''}`, one]));
  const cells = header.map((name, at): Column<Row> => {
    return {
      id: `${at}`,
      header: <Headed name={name || preview.column} problem={byCell.get(` ${name}`)} />,
      cell: ({ number, cells }) => {
        const problem = byCell.get(`${number} ${name}`);
        return (
          <span className={styles.whole}>
            {shapeText(cells[at] ?? '', locale) ?? cells[at]}{' '}
            {problem && <Mark problem={problem} />}
          </span>
        );
      },
    };
  });
  const number: Column<Row> = {
    id: 'number',
    header: preview.row,
    cell: ({ number }) => formatNumber(number),
  };
  return [number, ...cells];
}

function Problems({ problems }: { problems: readonly IngestProblem[] }) {
  const locale = useLocale();
  const { bring } = useMessages();
  if (problems.length === 0) return <p className={styles.note}>{bring.problems.none}</p>;
  const where = ({ row, column }: IngestProblem) =>
    [row === undefined ? '' : bring.problems.at(formatNumber(row)), column ?? '']
      .filter((part) => part !== '')
      .join(' · ') || bring.problems.file;
  return (
    <>
      <h3>{bring.problems.title(formatNumber(problems.length))}</h3>
      <ul className={styles.list}>
        {problems.map((problem) => (
          <li key={`${problem.code} ${problem.row} ${problem.column} ${problem.message.en}`}>
            <CautionIcon size={14} /> <strong>{where(problem)}</strong>{' '}
            {problem.value !== undefined && <q>{problem.value}</q>} {problem.message[locale]}{' '}
            {problem.next?.[locale]} <span className={styles.note}>({problem.code})</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ResultRow {
  readonly key: string;
  readonly cells: ResultPreview['rows'][number];
}

/** A cell of the result: shapes and truth values in words. */
function cellOf(value: ResultRow['cells'][number], type: string, locale: Locale): string {
  if (value === null) return '-';
  if (typeof value === 'boolean') return truthText(value, locale);
  if (type === 'GEOMETRY') return summaryTextOf(String(value), locale) ?? '-';
  return String(value);
}

function ResultTable({ preview }: { preview: ResultPreview }) {
  const locale = useLocale();
  const { bring } = useMessages();
  const columns = preview.columns.map(({ name, type }, at): Column<ResultRow> => {
    const isNumber = /INT|DECIMAL|DOUBLE/i.test(type);
    return {
      id: name,
      header: bring.account.columns[name] ?? name,
      align: isNumber ? 'end' : 'start',
      cell: ({ cells }) => (
        <span className={styles.whole}>{cellOf(cells[at] ?? null, type, locale)}</span>
      ),
    };
  });
  return (
    <>
      <h3>{bring.preview.result}</h3>
      <p className={styles.note}>{bring.preview.resultHint}</p>
      <DataTable
        caption={bring.preview.result}
        hideCaption
        columns={columns}
        rows={preview.rows.map((cells, at) => ({ key: `${at}`, cells }))}
        rowKey={({ key }) => key}
        maxHeight="16rem"
      />
    </>
  );
}

/** The first rows of the source with what is wrong in them, and what the mapping makes of them. */
export function SourcePreview({ ingest, table }: TableProps) {
  const { preview } = useMessages().bring;
  const columns = useSourceColumns(table);
  const { headerRow, rows, problems } = table;
  return (
    <Section title={preview.title}>
      <p className={styles.note}>
        {headerRow === 0 ? preview.named : preview.header(formatNumber(headerRow))}
      </p>
      {rows.length === 0 ? (
        <p>{preview.none}</p>
      ) : (
        <DataTable
          caption={preview.caption(formatNumber(rows.length))}
          columns={columns}
          rows={rows}
          rowKey={({ number }) => `${number}`}
          maxHeight="20rem"
        />
      )}
      <Problems problems={problems} />
      {ingest.state.kind !== 'published' && ingest.file.isKept && (
        <ReadOptions ingest={ingest} table={table} />
      )}
      {table.preview && <ResultTable preview={table.preview} />}
    </Section>
  );
}
