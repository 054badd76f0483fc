import { type Answer, type Catalogue, type Indicator, type Proof, strategyOf } from '@bada/shared';
import { Link } from '@tanstack/react-router';
import { formatDate, formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import { Badge, SampleBadge } from '../../ui/badge.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import styles from './proof.module.css';
import { headlineName } from './wording.ts';

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
        <li key={extract.rollup?.hash ?? extract.hash}>
          <strong>{extract.title[locale]}</strong>
          <p>{extract.source[locale]}</p>
          <p>
            {extract.publisher[locale]} · {overview.asOf(formatDate(extract.asOf, locale))} ·{' '}
            {overview.proof.rows(formatNumber(extract.rows), formatNumber(extract.bytes))}
          </p>
          {extract.rollup && (
            <p>
              {overview.proof.rollup(
                extract.rollup.id,
                formatNumber(extract.rollup.insteadOf.rows),
              )}
            </p>
          )}
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

function SqlEntries({ proof, of }: { proof: Proof; of: string }) {
  const { overview } = useMessages();
  const words = overview.proof;
  return (
    <>
      <Entry term={`${words.sql} · ${of}`}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
        <section className={styles.sql} tabIndex={0} aria-label={`${words.sql} · ${of}`}>
          <pre>{proof.sql}</pre>
        </section>
      </Entry>
      <Entry term={words.parameters}>
        <code className={styles.code}>{JSON.stringify(proof.parameters)}</code>
      </Entry>
      <Entry term={words.id}>
        <code className={styles.code}>{proof.id}</code>
      </Entry>
    </>
  );
}

/** Why a number is what it is: meaning, data, caveats and the SQL that computed it. */
export function ProofDrawer({
  indicator,
  answers,
  catalogue,
  open,
  onClose,
}: {
  indicator: Indicator;
  /** The headline's, then the districts' where they are shown. */
  answers: readonly [Answer, Answer?];
  catalogue: Catalogue;
  open: boolean;
  onClose: () => void;
}) {
  const locale = useLocale();
  const { overview, indicators, definition } = useMessages();
  const words = overview.proof;
  const samples = useApp((state) => state.view.samples);
  const strategy = strategyOf(catalogue.strategies, { id: indicator.strategy, samples });
  const [{ proof }, districts] = answers;
  const owner = catalogue.departments.find(({ code }) => code === indicator.ownerDepartment)?.name[
    locale
  ];
  return (
    <Drawer open={open} title={`${words.title} ${indicator.name[locale]}`} onClose={onClose}>
      <dl className={styles.entries}>
        <Entry term={words.definition}>
          {indicator.definition[locale]}{' '}
          <Link to="/indicators/$id" params={{ id: indicator.id }}>
            {definition.more}
          </Link>
        </Entry>
        <Entry term={words.formula}>{indicator.formulaText[locale]}</Entry>
        <Entry term={words.field}>
          {indicators.fields[indicator.field]}
          {strategy && ` · ${strategy.name[locale]} `}
          {strategy?.sample && <SampleBadge />}
        </Entry>
        <Entry term={words.owner}>{owner ?? indicator.ownerDepartment}</Entry>
        <Entry term={words.extracts}>
          <ExtractList proof={proof} />
        </Entry>
        {proof.caveats.length > 0 && (
          <Entry term={words.caveats}>
            <CaveatList proof={proof} />
          </Entry>
        )}
        <SqlEntries proof={proof} of={headlineName(indicator, locale, overview.city)} />
        {districts && <SqlEntries proof={districts.proof} of={overview.byDistrict('')} />}
        <Entry term={words.manifest}>
          <code className={styles.code}>{proof.manifest}</code>
        </Entry>
      </dl>
      {indicator.views.includes('map') && <p className={styles.note}>{overview.geometryNote}</p>}
    </Drawer>
  );
}
