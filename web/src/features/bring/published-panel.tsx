import type { Ingest, IngestVersion } from '@bada/shared/intake';
import { Link } from '@tanstack/react-router';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { CautionIcon, CheckIcon } from '../../ui/icons.tsx';
import styles from './bring.module.css';
import { ColumnChanges } from './column-changes.tsx';
import { GateVerdict } from './gate-verdict.tsx';
import { Section } from './section.tsx';

function Drift({ against, drift, changeReason }: IngestVersion) {
  const { publish, gate } = useMessages().bring;
  if (against === null) return <p>{gate.first}</p>;
  if (drift.length === 0) return <p>{publish.noDrift}</p>;
  return (
    <>
      <h3>{publish.drift}</h3>
      <ColumnChanges changes={drift} />
      {changeReason !== undefined && <p>{gate.changed(changeReason)}</p>}
    </>
  );
}

/** Warnings do not end with publishing. */
function Warnings({ gate: verdict }: IngestVersion) {
  const { gate } = useMessages().bring;
  if (verdict?.outcome !== 'warn') return null;
  return (
    <>
      <p>
        <CautionIcon size={16} /> {gate.warned(formatNumber(verdict.failed.length))}
      </p>
      <GateVerdict gate={verdict} />
    </>
  );
}

/** What was published, what changed with it, and the way back. */
export function PublishedPanel({ ingest }: { ingest: Ingest }) {
  const locale = useLocale();
  const { publish } = useMessages().bring;
  const { state, file } = ingest;
  if (state.kind !== 'published') return null;
  return (
    <Section title={publish.title}>
      {state.versions.map((published) => (
        <div key={published.table} className={styles.stack}>
          <p>
            <CheckIcon size={16} />{' '}
            <strong>{publish.done(published.dataset, published.version)}</strong>{' '}
            <Link to="/catalog/$id" params={{ id: published.dataset }}>
              {publish.to}
            </Link>
          </p>
          <Warnings {...published} />
          <Drift {...published} />
        </div>
      ))}
      <p>{publish.next}</p>
      <p className={styles.note}>
        {publish.undo} {!file.isKept && publish.gone}
        {file.isKept &&
          file.deletedAfter !== undefined &&
          publish.kept(formatDate(file.deletedAfter.slice(0, 10), locale))}
      </p>
      <p>
        <Link to="/bring">{publish.another}</Link>
      </p>
    </Section>
  );
}
