import type { DatasetDetail } from '@bada/shared/catalogue';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Section } from './section.tsx';

type Intake = DatasetDetail['intake'][number];
type Count = keyof Intake['account'];

const COUNTS: readonly Count[] = ['read', 'kept', 'totals', 'quarantined', 'duplicates'];

function useColumns(): Column<Intake>[] {
  const { intake: words } = useMessages().dataset;
  return [
    { id: 'file', header: words.file, cell: ({ input }) => input.file },
    ...COUNTS.map((count): Column<Intake> => {
      return {
        id: count,
        header: words[count],
        align: 'end',
        cell: ({ account }) => formatNumber(account[count]),
      };
    }),
    { id: 'flags', header: words.flags, align: 'end', cell: ({ flags }) => formatNumber(flags) },
  ];
}

/** Where the rows of the files went that this version was made from. */
export function DatasetIntake({ intake }: Pick<DatasetDetail, 'intake'>) {
  const { intake: words } = useMessages().dataset;
  const columns = useColumns();
  if (intake.length === 0) return null;
  const total = (count: Count) =>
    formatNumber(intake.reduce((sum, { account }) => sum + account[count], 0));
  return (
    <Section title={words.title}>
      <p>
        {words.sum(
          total('read'),
          total('kept'),
          total('totals'),
          total('quarantined'),
          total('duplicates'),
        )}
      </p>
      <DataTable
        caption={words.title}
        hideCaption
        columns={columns}
        rows={intake}
        rowKey={({ input }) => `${input.sha256} ${input.table}`}
      />
    </Section>
  );
}
