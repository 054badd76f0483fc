import type { Answer, Department, Indicator, Proof } from '@bada/shared';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import styles from './proof.module.css';

function Licence({ licence }: { licence: Proof['extracts'][number]['licence'] }) {
  const locale = useLocale();
  const { indicators } = useMessages();
  if (licence.id === 'unstated') {
    return (
      <Badge tone="caution" title={indicators.unstatedHint}>
        {indicators.unstated}
      </Badge>
    );
  }
  return <span>{[licence.id, licence.note?.[locale]].filter(Boolean).join(' · ')}</span>;
}

function ExtractList({ proof }: { proof: Proof }) {
  const locale = useLocale();
  const { overview } = useMessages();
  return (
    <ul className={styles.list}>
      {proof.extracts.map((extract) => (
        <li key={extract.dataset}>
          <strong>{extract.title[locale]}</strong>
          <p>{extract.source[locale]}</p>
          <p>
            {extract.publisher[locale]} · {overview.asOf(formatDate(extract.asOf, locale))} ·{' '}
            {overview.proof.rows(formatNumber(extract.rows), formatNumber(extract.bytes))}
          </p>
          <p>
            {overview.proof.licence}: <Licence licence={extract.licence} />
          </p>
          <code className={styles.code}>{extract.hash}</code>
        </li>
      ))}
    </ul>
  );
}

function CaveatList({ proof }: { proof: Proof }) {
  const locale = useLocale();
  return (
    <ul className={styles.bullets}>
      {proof.caveats.map((caveat) => (
        <li key={caveat.id}>{caveat[locale]}</li>
      ))}
    </ul>
  );
}

function Entry({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className={styles.entry}>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function SqlEntries({ proof }: { proof: Proof }) {
  const { overview } = useMessages();
  const words = overview.proof;
  return (
    <>
      <Entry term={words.sql}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.sql} tabIndex={0} aria-label={words.sql}>
          <pre>{proof.sql}</pre>
        </section>
      </Entry>
      <Entry term={words.parameters}>
        <code className={styles.code}>{JSON.stringify(proof.parameters)}</code>
      </Entry>
      <Entry term={words.id}>
        <code className={styles.code}>{proof.id}</code>
      </Entry>
      <Entry term={words.manifest}>
        <code className={styles.code}>{proof.manifest}</code>
      </Entry>
    </>
  );
}

/** Why a number is what it is: meaning, data, caveats and the SQL that computed it. */
export function ProofDrawer({
  indicator,
  answer,
  departments,
  open,
  onClose,
}: {
  indicator: Indicator;
  answer: Answer;
  departments: readonly Department[];
  open: boolean;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { overview } = useMessages();
  const words = overview.proof;
  const { proof } = answer;
  const owner = departments.find(({ code }) => code === indicator.ownerDepartment)?.name[locale];
  return (
    <Drawer open={open} title={`${words.title} ${indicator.name[locale]}`} onClose={onClose}>
      <dl className={styles.entries}>
        <Entry term={words.definition}>{indicator.definition[locale]}</Entry>
        <Entry term={words.formula}>{indicator.formulaText[locale]}</Entry>
        <Entry term={words.owner}>{owner ?? indicator.ownerDepartment}</Entry>
        <Entry term={words.extracts}>
          <ExtractList proof={proof} />
        </Entry>
        {proof.caveats.length > 0 && (
          <Entry term={words.caveats}>
            <CaveatList proof={proof} />
          </Entry>
        )}
        <SqlEntries proof={proof} />
      </dl>
      {indicator.views.includes('map') && <p className={styles.note}>{overview.geometryNote}</p>}
    </Drawer>
  );
}
