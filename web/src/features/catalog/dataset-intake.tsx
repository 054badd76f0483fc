import type { DatasetDetail } from '@bada/shared/catalogue';
import type { VersionIntakePart } from '@bada/shared/intake';
import { useState } from 'react';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { IntakeDrawer, type IntakeRows } from './intake-drawer.tsx';
import { DatasetSection } from './section.tsx';

type Intake = DatasetDetail['intake'][number];
type Count = keyof Intake['account'];

const COUNTS: readonly Count[] = ['read', 'kept', 'totals', 'quarantined', 'duplicates'];

/** Rows that can be opened, by their count. */
const PARTS: Readonly<Partial<Record<Count, VersionIntakePart>>> = {
  totals: 'totals',
  quarantined: 'quarantine',
  duplicates: 'duplicates',
};

type Open = (intake: Intake, part: VersionIntakePart) => void;

/** A number that opens what it counts. */
function Opening({ count, label, onOpen }: { count: number; label: string; onOpen: () => void }) {
  if (count === 0) return formatNumber(0);
  return (
    <Button variant="link" aria-label={label} onClick={onOpen}>
      {formatNumber(count)}
    </Button>
  );
}

function useColumns(onOpen: Open): Column<Intake>[] {
  const { intake: words } = useMessages().dataset;
  const cellOf = (one: Intake, { name, count, part }: IntakeCell) =>
    part === undefined ? (
      formatNumber(count)
    ) : (
      <Opening
        count={count}
        label={words.show(name, formatNumber(count))}
        onOpen={() => onOpen(one, part)}
      />
    );
  return [
    { id: 'file', header: words.file, cell: ({ input }) => input.file },
    ...COUNTS.map((name): Column<Intake> => {
      return {
        id: name,
        header: words[name],
        align: 'end',
        cell: (one) =>
          cellOf(one, { name: words[name], count: one.account[name], part: PARTS[name] }),
      };
    }),
    {
      id: 'flags',
      header: words.flags,
      align: 'end',
      cell: (one) => cellOf(one, { name: words.flags, count: one.flags, part: 'flags' }),
    },
  ];
}

interface IntakeCell {
  readonly name: string;
  readonly count: number;
  /** Undefined where the rows are those of the version itself. */
  readonly part: VersionIntakePart | undefined;
}

/** Where the rows of the files went that this version was made from; what was not kept can be opened. */
export function DatasetIntake({
  intake,
  dataset,
  manifest,
}: Pick<DatasetDetail, 'intake' | 'manifest'> & { dataset: string }) {
  const { intake: words } = useMessages().dataset;
  const [shown, setShown] = useState<IntakeRows>();
  const columns = useColumns((one, part) =>
    setShown({ dataset, manifest, table: intake.indexOf(one), part }),
  );
  if (intake.length === 0) return null;
  const total = (count: Count) =>
    formatNumber(intake.reduce((sum, { account }) => sum + account[count], 0));
  return (
    <DatasetSection part="intake" title={words.title} said={`${words.read} ${total('read')}`}>
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
      {shown && <IntakeDrawer rows={shown} onClose={() => setShown(undefined)} />}
    </DatasetSection>
  );
}
