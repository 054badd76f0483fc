import type { Ingest, IngestVersion } from '@bada/shared/intake';
import { Link } from '@tanstack/react-router';
import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { CautionIcon, CheckIcon } from '../../ui/icons.tsx';
import styles from './bring.module.css';
import { Section } from './section.tsx';

function Drift({ drift }: Pick<IngestVersion, 'drift'>) {
  const locale = useLocale();
  const { publish } = useMessages().bring;
  if (drift.length === 0) return <p>{publish.noDrift}</p>;
  return (
    <>
      <h3>{publish.drift}</h3>
      <ul className={styles.list}>
        {drift.map(({ text, breaking }) => (
          <li key={text.en}>
            {breaking ? <CautionIcon size={14} /> : <CheckIcon size={14} />}{' '}
            <strong>{breaking ? publish.breaking : publish.harmless}</strong> {text[locale]}
          </li>
        ))}
      </ul>
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
      {state.versions.map(({ table, dataset, version, drift }) => (
        <div key={table} className={styles.stack}>
          <p>
            <CheckIcon size={16} /> <strong>{publish.done(dataset, version)}</strong>{' '}
            <Link to="/catalog/$id" params={{ id: dataset }}>
              {publish.to}
            </Link>
          </p>
          <Drift drift={drift} />
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
