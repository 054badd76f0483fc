import type { Judgement } from '@bada/shared';
import { periodTime } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { Badge, SampleBadge } from '../../ui/badge.tsx';
import { SelectableCard } from '../../ui/card.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import type { CardModel } from './card-model.ts';
import styles from './cards.module.css';
import { changeInWords, headlineName, periodInWords, valueInWords } from './wording.ts';

function ChangeLine({ card }: { card: CardModel }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const { change, indicator } = card;
  const text = changeInWords(indicator, change, { locale, words: overview, style: 'short' });
  return (
    <span className={styles.change} data-testid="card-change">
      {text}
    </span>
  );
}

function TargetLine({ card }: { card: CardModel }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const { judgement, indicator } = card;
  const { target } = judgement;
  const text = target
    ? overview.target(valueInWords(indicator, target.value, locale).text)
    : overview.noTarget;
  const isOld = judgement.status === 'undecided' && judgement.reason === 'too-old';
  return <span className={styles.target}>{isOld ? `${text} · ${overview.tooOld}` : text}</span>;
}

function CardLine({ card }: { card: CardModel }) {
  const locale = useLocale();
  const { indicator, series, judgement } = card;
  const points = series.map(({ period, value, status }) => ({
    time: periodTime({ start: period, grain: indicator.reportGrain }),
    value,
    provisional: status === 'provisional',
  }));
  const { target } = judgement;
  return (
    <Sparkline
      points={points}
      label={indicator.name[locale]}
      height={30}
      breaks={indicator.breaks.map(({ at }) => periodTime({ start: at, grain: 'day' }))}
      {...(target ? { target: target.value } : {})}
    />
  );
}

/** Where the figure comes from and of when it is. */
function CardFoot({ card }: { card: CardModel }) {
  const locale = useLocale();
  const { overview } = useMessages();
  const { indicator, current, answer, late } = card;
  const publisher = answer.proof.extracts[0]?.publisher[locale];
  const period = current && periodInWords(indicator, current.period, locale, 'short');
  return (
    <span className={styles.foot}>
      <span className={styles.origin}>{[period, publisher].filter(Boolean).join(' · ')}</span>
      {late && <Badge>{overview.late}</Badge>}
    </span>
  );
}

function statusOf({ status }: Judgement) {
  return status === 'undecided' ? 'none' : status;
}

/** One indicator at a glance; choosing it shows it below. */
export function IndicatorCard({
  card,
  selected,
  onSelect,
}: {
  card: CardModel;
  selected: boolean;
  onSelect: () => void;
}) {
  const locale = useLocale();
  const { overview } = useMessages();
  const { indicator, current, judgement } = card;
  const quantity = valueInWords(indicator, current?.value ?? null, locale, current?.status);
  const status = statusOf(judgement);
  const name = indicator.name[locale];
  return (
    <SelectableCard selected={selected} onSelect={onSelect}>
      <span className={styles.content}>
        <span className={styles.name}>{name}</span>
        <span className={styles.value} data-testid="card-value">
          <span className={styles.number}>{quantity.number}</span>
          <span className={styles.unit}>{quantity.unit}</span>
        </span>
        {indicator.headline.kind !== 'city' && (
          <span className={styles.headline}>{headlineName(indicator, locale, overview.city)}</span>
        )}
        <span className={styles.status}>
          <StatusMark status={status} />
          {judgement.target?.sample && <SampleBadge />}
        </span>
        <TargetLine card={card} />
        <ChangeLine card={card} />
        <CardLine card={card} />
        <CardFoot card={card} />
      </span>
    </SelectableCard>
  );
}
