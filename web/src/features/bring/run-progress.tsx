import type { IngestProgress } from '@bada/shared/intake';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { sizeText } from '../../i18n/size.ts';
import styles from './bring.module.css';

/** How far a run is: what is being done, rows, bytes and time left. */
export function RunProgress({ progress }: { progress: IngestProgress }) {
  const { run } = useMessages().bring;
  const { phase, table, rows, bytes, totalBytes, percent, secondsLeft } = progress;
  const facts = [
    rows === undefined ? undefined : run.rows(formatNumber(rows)),
    bytes === undefined || totalBytes === undefined
      ? undefined
      : run.bytes(sizeText(bytes), sizeText(totalBytes)),
    secondsLeft === undefined ? undefined : run.left(formatNumber(secondsLeft)),
  ].filter((fact) => fact !== undefined);
  return (
    <div className={styles.sending}>
      <p>
        <strong>{run.phases[phase]}</strong> {table}
      </p>
      <progress aria-label={`${run.progress}: ${run.phases[phase]}`} max={100} value={percent} />
      <p className={styles.note}>{facts.join(' · ')}</p>
    </div>
  );
}
