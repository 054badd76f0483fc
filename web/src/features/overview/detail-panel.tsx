import { type Answer, type Catalogue, CITY, periodEnd, placeName } from '@bada/shared';
import { useMemo, useState } from 'react';
import type { DistrictShapes } from '../../api/shapes.ts';
import { formatDate } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import type { Drawing } from '../../state/view.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CloseIcon, MapIcon, TableIcon, TilesIcon } from '../../ui/icons.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { PeriodNotice } from './address-notices.tsx';
import styles from './detail.module.css';
import type { DetailModel } from './detail-model.ts';
import { DistrictPanel } from './district-panel.tsx';
import { EngineBadge } from './engine-badge.tsx';
import { ProofDrawer } from './proof-drawer.tsx';
import { RankPanel } from './rank-panel.tsx';
import { changeSentence, detailSentence, trendSentence } from './sentence.ts';
import { TimePanel } from './time-panel.tsx';
import { TrendPanel } from './trend-panel.tsx';
import { TrendTable } from './trend-table.tsx';
import { CaveatSource, useCaveats } from './use-caveats.ts';
import { useSelection } from './use-selection.ts';

interface DetailProps {
  readonly model: DetailModel;
  /** Of the districts. */
  readonly answer: Answer;
  /** Of the card: the city, a median or a station. */
  readonly headlineAnswer: Answer;
  /** The period that was asked for, if one was. */
  readonly wanted: string | undefined;
  readonly shapes: DistrictShapes | undefined;
  readonly catalogue: Catalogue;
  readonly onMapReady: () => void;
  readonly onTrendReady: () => void;
}

function DrawingControls() {
  const { overview } = useMessages();
  const drawing = useApp((state) => state.view.drawing);
  const classing = useApp((state) => state.view.classing);
  const changeView = useApp((state) => state.changeView);
  const words = overview.drawing;
  const options: { value: Drawing; label: string; icon: React.ReactNode }[] = [
    { value: 'map', label: words.map, icon: <MapIcon size={16} /> },
    { value: 'tiles', label: words.tiles, icon: <TilesIcon size={16} /> },
    { value: 'table', label: words.table, icon: <TableIcon size={16} /> },
  ];
  return (
    <div className={styles.controls}>
      <Select
        label={overview.classing.label}
        labelPlacement="hidden"
        value={classing}
        onChange={(value) => changeView({ classing: value })}
        options={[
          { value: 'natural', label: overview.classing.natural },
          { value: 'quantile', label: overview.classing.quantile },
        ]}
      />
      <Segmented
        label={words.label}
        options={options}
        value={drawing}
        onChange={(value) => changeView({ drawing: value })}
      />
    </div>
  );
}

function SelectionChips() {
  const locale = useLocale();
  const { overview } = useMessages();
  const { places, toggle, clear } = useSelection();
  if (places.length === 0) return null;
  return (
    <ul className={styles.controls} aria-label={overview.selectionCount(places.length)}>
      {places.slice(0, 4).map((place) => (
        <li key={place}>
          <Button icon={<CloseIcon size={14} />} onClick={() => toggle(place)}>
            {placeName(place)[locale]}
          </Button>
        </li>
      ))}
      {places.length > 1 && (
        <li>
          <Button variant="link" onClick={clear}>
            {overview.clear}
          </Button>
        </li>
      )}
    </ul>
  );
}

/** What the source says about the shown figures, e.g. a district counted short. */
function FigureNotes({ model }: { model: DetailModel }) {
  const caveatsOf = useCaveats();
  const { places } = useSelection();
  const about = places.length > 0 ? places : [CITY];
  const notes = new Set(about.flatMap((place) => caveatsOf(place, model.period)));
  return [...notes].map((note) => (
    <p key={note} className={styles.note}>
      ※ {note}
    </p>
  ));
}

function PanelFoot({
  model,
  answer,
  headlineAnswer,
  catalogue,
}: Pick<DetailProps, 'model' | 'answer' | 'headlineAnswer' | 'catalogue'>) {
  const locale = useLocale();
  const { overview, indicators } = useMessages();
  const [open, setOpen] = useState(false);
  const [extract] = answer.proof.extracts;
  const shownEnd = periodEnd({ start: model.period, grain: model.indicator.reportGrain });
  return (
    <footer className={styles.foot}>
      <div className={styles.facts}>
        <span>
          {overview.source}: {extract?.publisher[locale]}, {extract?.title[locale]}
        </span>
        <span>{overview.asOf(formatDate(shownEnd, locale))}</span>
        {extract?.licence.id === 'unstated' && <Badge>{indicators.unstated}</Badge>}
        <EngineBadge answer={answer} />
      </div>
      <Button variant="link" onClick={() => setOpen(true)}>
        {overview.why}
      </Button>
      <ProofDrawer
        indicator={model.indicator}
        answers={model.figures.length > 0 ? [headlineAnswer, answer] : [headlineAnswer]}
        catalogue={catalogue}
        open={open}
        onClose={() => setOpen(false)}
      />
    </footer>
  );
}

function Districts({ model, shapes, sentence, onMapReady }: DetailProps & { sentence: string }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const unit = model.indicator.unit[locale];
  return (
    <>
      <section className={styles.column} aria-label={overview.districtMap}>
        <div className={styles.label}>
          <h3>{overview.byDistrict(unit)}</h3>
          <DrawingControls />
        </div>
        <DistrictPanel model={model} shapes={shapes} sentence={sentence} onReady={onMapReady} />
        <TimePanel model={model} />
      </section>
      <section className={styles.column} aria-label={overview.rank}>
        <div className={styles.label}>
          <h3>{overview.rank}</h3>
        </div>
        <RankPanel model={model} />
      </section>
    </>
  );
}

function Trend({ model, onTrendReady }: DetailProps) {
  const locale = useLocale();
  const { overview } = useMessages();
  return (
    <section className={styles.column} aria-label={overview.trend}>
      <div className={styles.label}>
        <h3>{overview.trend}</h3>
      </div>
      <TrendPanel model={model} onReady={onTrendReady} />
      <p className={styles.note} data-testid="trend-sentence">
        {trendSentence(model, { locale, words: overview })}
      </p>
      <details className={styles.twin}>
        <summary>{overview.trendTable}</summary>
        <TrendTable model={model} />
      </details>
    </section>
  );
}

/** The chosen indicator: sentence, districts, ranking and trend under one selection. */
export function DetailPanel(props: DetailProps) {
  const { model, answer } = props;
  const locale = useLocale();
  const { overview } = useMessages();
  const { places } = useSelection();
  const { indicator, figures } = model;
  const source = useMemo(() => ({ indicator, answer }), [indicator, answer]);
  const sentence = detailSentence(model, places, { locale, words: overview });
  const mapped = figures.length > 0;
  return (
    <CaveatSource value={source}>
      <section className={styles.panel} aria-label={overview.detailLabel}>
        <header className={styles.head}>
          <div className={styles.title}>
            <h2>{indicator.name[locale]}</h2>
            <SelectionChips />
          </div>
          <p className={styles.sentence} data-testid="sentence" aria-live="polite">
            {sentence}
          </p>
          <p className={styles.change} data-testid="change-sentence">
            {changeSentence(model, places, { locale, words: overview })}
          </p>
          <FigureNotes model={model} />
          <PeriodNotice indicator={indicator} asked={props.wanted} shown={model.period} />
        </header>
        <div className={mapped ? styles.columns : styles.wide}>
          {mapped ? (
            <Districts {...props} sentence={sentence} />
          ) : (
            <EmptyState title={overview.noMap} reason={indicator.caveats[0]?.[locale] ?? ''} />
          )}
          <Trend {...props} />
        </div>
        <PanelFoot {...props} />
      </section>
    </CaveatSource>
  );
}
