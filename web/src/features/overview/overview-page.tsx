import { type Catalogue, type Indicator, placeName, type QueryContext } from '@bada/shared';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { catalogueQuery, geometryPath, manifestQuery } from '../../api/knowledge.ts';
import { useAnswerer } from '../../engine/context.tsx';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { useApp } from '../../state/context.tsx';
import type { View } from '../../state/view.ts';
import { isForPage, letterOf } from '../../ui/keys.ts';
import { Skeleton } from '../../ui/states.tsx';
import { AddressNotices } from './address-notices.tsx';
import { CardGrid, CardGridSkeleton } from './card-grid.tsx';
import { type Card, type CardModel, cardsOf } from './card-model.ts';
import { chosenIndicator } from './chosen-indicator.ts';
import { detailModel } from './detail-model.ts';
import { DetailPanel } from './detail-panel.tsx';
import styles from './overview.module.css';
import { OverviewBar } from './overview-bar.tsx';
import { answersQuery, shapesQuery } from './queries.ts';
import { QueryFailure } from './query-failure.tsx';
import { cardQuestion, detailQuestion } from './questions.ts';
import { attentionSentence } from './sentence.ts';
import { useEngineStart } from './use-engine-start.ts';
import { periodInWords } from './wording.ts';

function useContextOf(catalogue: Catalogue | undefined): QueryContext | undefined {
  const { data: manifest } = useQuery(manifestQuery());
  return catalogue && manifest ? { indicators: catalogue.indicators, manifest } : undefined;
}

function useSuggestion(indicator: Indicator | undefined): string {
  const locale = useLocale();
  const { boards } = useMessages();
  const view = useApp((state) => state.view);
  const [place] = view.places;
  if (!indicator) return '';
  const period = view.period && periodInWords(indicator, view.period, locale);
  return boards.suggested(indicator.name[locale], place && placeName(place)[locale], period);
}

function Headline({ cards }: { cards: readonly Card[] }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const judged = cards.flatMap((card) =>
    'error' in card
      ? []
      : {
          name: card.indicator.name[locale],
          status: card.judgement.status,
          isSample: card.judgement.target?.sample ?? false,
        },
  );
  return <h1 className={styles.headline}>{attentionSentence(judged, overview)}</h1>;
}

function Detail({
  catalogue,
  card,
  context,
}: {
  catalogue: Catalogue;
  card: CardModel;
  context: QueryContext | undefined;
}) {
  const { indicator } = card;
  const answerer = useAnswerer();
  const wish = useApp((state) => state.engine);
  const wanted = useApp((state) => state.view.period);
  const detail = useQuery(answersQuery({ answerer, context, wish }, [detailQuestion(indicator)]));
  const shapes = useQuery(shapesQuery(context && geometryPath(context.manifest)));
  const painted = useEngineStart(indicator.views.includes('map') ? 2 : 1);
  if (detail.error)
    return <QueryFailure error={detail.error} onRetry={() => void detail.refetch()} />;
  const [answer] = detail.data ?? [];
  if (!answer) return <Skeleton height="40rem" />;
  if ('error' in answer)
    return <QueryFailure error={answer.error} onRetry={() => void detail.refetch()} />;
  if (shapes.error)
    return <QueryFailure error={shapes.error} onRetry={() => void shapes.refetch()} />;
  return (
    <DetailPanel
      model={detailModel(indicator, { headline: card.series, answer, wanted })}
      answer={answer}
      headlineAnswer={card.answer}
      wanted={wanted}
      shapes={shapes.data}
      catalogue={catalogue}
      onMapReady={painted}
      onTrendReady={painted}
    />
  );
}

/** Another indicator at the same period, or at its latest where it has no such period. */
function switchedTo(indicator: string, { period }: View, cards: readonly Card[]): Partial<View> {
  const card = cards.find((one) => one.indicator.id === indicator);
  const has = card && !('error' in card) && card.series.some((point) => point.period === period);
  return { indicator, ...(has ? {} : { period: undefined }) };
}

function Indicators({ catalogue }: { catalogue: Catalogue }) {
  const answerer = useAnswerer();
  const wish = useApp((state) => state.engine);
  const context = useContextOf(catalogue);
  const view = useApp((state) => state.view);
  const changeView = useApp((state) => state.changeView);
  const { indicators, evaluationDate } = catalogue;
  const answers = useQuery(answersQuery({ answerer, context, wish }, indicators.map(cardQuestion)));
  const chosen = chosenIndicator(indicators, view.indicator);
  const suggestion = useSuggestion(chosen);
  const detail = useRef<HTMLDivElement>(null);
  if (answers.error)
    return <QueryFailure error={answers.error} onRetry={() => void answers.refetch()} />;
  if (!answers.data || !chosen) return <Waiting />;
  const judged = { evaluationDate, samples: view.samples };
  const cards = cardsOf(indicators, answers.data, judged);
  const card = cards.find(({ indicator }) => indicator.id === chosen.id);
  const retry = () => void answers.refetch();
  function choose(indicator: string) {
    changeView((before) => switchedTo(indicator, before, cards));
    bringIntoView(detail.current);
  }
  return (
    <>
      <OverviewBar evaluationDate={evaluationDate} indicator={chosen.id} suggestion={suggestion} />
      <Headline cards={cards} />
      <AddressNotices shown={chosen} />
      <CardGrid cards={cards} selected={chosen.id} onSelect={choose} onRetry={retry} />
      <div ref={detail} className={styles.detail}>
        {card && 'error' in card && <QueryFailure error={card.error} onRetry={retry} />}
        {card && !('error' in card) && (
          <Detail catalogue={catalogue} card={card} context={context} />
        )}
      </div>
    </>
  );
}

/** Least height in px of the panel that tells a reader that it changed. */
const VISIBLE_HEIGHT = 160;

/** Where the panel is out of sight, as on a phone, a choice would seem to do nothing. */
function bringIntoView(element: HTMLElement | null): void {
  const top = element?.getBoundingClientRect().top ?? 0;
  if (top > window.innerHeight - VISIBLE_HEIGHT) element?.scrollIntoView({ block: 'start' });
}

function Waiting() {
  const { ui } = useMessages();
  return (
    <>
      <p className="sr-only" role="status">
        {ui.loading}
      </p>
      <Skeleton height="2rem" />
      <Skeleton height="2rem" />
      <CardGridSkeleton />
      <Skeleton height="40rem" />
    </>
  );
}

/** `t` shows the table twin, and again the map; Escape clears the selection. */
function useViewKeys(): void {
  const changeView = useApp((state) => state.changeView);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!isForPage(event)) return;
      if (event.key === 'Escape') changeView({ places: [] });
      if (letterOf(event) !== 't') return;
      changeView(({ drawing }) => ({ drawing: drawing === 'table' ? 'map' : 'table' }));
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [changeView]);
}

/** The overview: what needs attention, every indicator at a glance, and one of them in full. */
export function OverviewPage() {
  useViewKeys();
  const { data: catalogue, error, refetch } = useQuery(catalogueQuery());
  return (
    <div className={styles.page}>
      {error ? (
        <QueryFailure error={error} onRetry={() => void refetch()} />
      ) : catalogue ? (
        <Indicators catalogue={catalogue} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}
