import type { RoutedAnswer } from '../../engine/answerer.ts';
import { useEngineState } from '../../engine/context.tsx';
import type { EngineState } from '../../engine/engine-state.ts';
import type { Route } from '../../engine/router.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import type { EngineMessages } from '../../i18n/messages/engine.ts';
import { sizeText } from '../../i18n/size.ts';
import styles from './engine-badge.module.css';

function noteOf(state: EngineState, words: EngineMessages['state']): string | undefined {
  switch (state.phase) {
    case 'idle':
    case 'ready':
      return undefined;
    case 'starting':
      return words.starting;
    case 'failed':
      return words.failed;
    case 'unsupported':
      return state.reason === 'insecure' ? words.insecure : words.small;
  }
}

function reasonOf({ engine, reason }: Route, words: EngineMessages['reasons']): string {
  switch (reason) {
    case 'pinned':
      return engine === 'browser' ? words.pinnedBrowser : words.pinnedServer;
    case 'not-ready':
      return words.notReady;
    case 'too-big':
      return words.tooBig;
    case 'at-hand':
      return words.atHand;
    case 'save-data':
      return words.saveData;
    case 'gave-up':
      return words.gaveUp;
    case 'failed':
    case 'unsupported':
    case 'slow':
    case 'quick':
      return words[reason];
  }
}

/** Which engine answered and how fast, and on request why that one; says so when the browser's engine
 * cannot be used. */
export function EngineBadge({ answer }: { answer: RoutedAnswer }) {
  const { engine: words } = useMessages();
  const state = useEngineState();
  const { run, route, proof } = answer;
  const note = noteOf(state, words.state);
  const ms = run.ms < 1 ? words.atOnce : words.ms(formatNumber(run.ms));
  const isFetched = run.engine === 'browser' && route !== undefined && route.bytes > 0;
  return (
    <span
      data-testid="engine"
      data-engine={run.engine}
      data-phase={state.phase}
      data-reason={route?.reason}
    >
      <details className={styles.details}>
        <summary aria-label={`${words.names[run.engine]} ${ms}: ${words.why}`}>
          {words.names[run.engine]} {ms}
        </summary>
        <span className={styles.why}>
          {route && reasonOf(route, words.reasons)} {words.cost(sizeText(proof.bytesRead), ms)}
          {isFetched && ` ${words.fetched(sizeText(route.bytes))}`}
        </span>
      </details>
      {note !== undefined && <span role="status"> · {note}</span>}
    </span>
  );
}
