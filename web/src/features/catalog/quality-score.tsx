import type { QualityDetail } from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import styles from './quality.module.css';
import { officialText, pointsText, shareText } from './quality-words.ts';

type Scored = QualityDetail & { score: NonNullable<QualityDetail['score']> };

/** What keeps the grade down, in words. */
function Caps({ caps }: Pick<Scored['score'], 'caps'>) {
  const { quality: words } = useMessages();
  if (caps.length === 0) return null;
  return (
    <ul className={styles.notes}>
      {caps.map((cap) => (
        <li key={cap}>{words.caps[cap]}</li>
      ))}
    </ul>
  );
}

function Dimensions({ detail }: { detail: Scored }) {
  const locale = useLocale();
  const { quality: words } = useMessages();
  return (
    <dl className={styles.dimensions}>
      {detail.formula.dimensions.map(({ id, name }) => {
        const points = detail.score.dimensions[id];
        return (
          <div key={id}>
            <dt>{name[locale]}</dt>
            <dd>{points === null ? words.undiagnosed : formatNumber(points, 1)}</dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Score with grade, and the official error rate beside it; never one number of both. */
export function QualityScorePanel({ detail }: { detail: Scored }) {
  const locale = useLocale();
  const { quality: words, dataset } = useMessages();
  const { score, grade, caps } = detail.score;
  const { rate, band } = officialText(detail, { words, locale });
  return (
    <div className={styles.block}>
      <dl className={styles.figures}>
        <div>
          <dt>{dataset.quality.score}</dt>
          <dd>
            {score === null ? words.undiagnosed : pointsText(score, words)}
            {grade !== 'undiagnosed' && <small> {dataset.quality.grade(grade)}</small>}
          </dd>
        </div>
        <div>
          <dt>{words.officialRate}</dt>
          <dd>
            {rate} <small>{band}</small>
          </dd>
        </div>
        <div>
          <dt>{dataset.quality.coverage}</dt>
          <dd>{shareText(detail.report?.coverage ?? 0)}</dd>
        </div>
      </dl>
      <p className={styles.note}>{words.beside}</p>
      <Caps caps={caps} />
      <h3>{words.dimensions}</h3>
      <Dimensions detail={detail} />
    </div>
  );
}
