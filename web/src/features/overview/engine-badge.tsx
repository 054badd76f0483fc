import type { Run } from '@bada/shared';
import type { EngineState } from '../../engine/answerer.ts';
import { useEngineState } from '../../engine/context.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import type { OverviewMessages } from '../../i18n/messages/overview.ts';

function noteOf(state: EngineState, words: OverviewMessages['engineState']): string | undefined {
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

/** Which engine answered and how fast; says so when the browser's engine cannot be used. */
export function EngineBadge({ run }: { run: Run }) {
  const { overview } = useMessages();
  const state = useEngineState();
  const note = noteOf(state, overview.engineState);
  const ms = run.ms < 1 ? overview.engine.atOnce : overview.engine.ms(formatNumber(run.ms));
  return (
    <span data-testid="engine" data-engine={run.engine} data-phase={state.phase}>
      {overview.engine[run.engine]} {ms}
      {note !== undefined && <span role="status"> · {note}</span>}
    </span>
  );
}
