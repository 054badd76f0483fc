import {
  type LinkedEngine,
  NOTHING_SELECTED,
  recordSelection,
  type Selection,
  type SelectionHistory,
  undoSelection,
} from '@bada/shared/linked';
import { CrossFilter, type LinkedResult } from '../../web/src/engine/cross-filter.ts';
import type { LinkedStep, LinkedWorld } from './linked-world.ts';

/** What every view shows after a step, as plain numbers. */
export interface DrivenStep {
  readonly selection: Selection;
  readonly views: readonly {
    readonly view: string;
    readonly from: string;
    readonly rows: readonly number[];
    readonly measures: Readonly<Record<string, readonly number[]>>;
  }[];
}

function plain({ view, from, rows, measures }: LinkedResult): DrivenStep['views'][number] {
  const named = Object.entries(measures).map(([name, values]) => [name, [...values]]);
  const kind = from.kind === 'cube' ? 'cube' : from.reason;
  return { view, from: kind, rows: [...rows], measures: Object.fromEntries(named) };
}

async function take(filter: CrossFilter, step: LinkedStep, history: SelectionHistory) {
  switch (step.do) {
    case 'select':
      filter.select(step.clause);
      return recordSelection(history, filter.selection);
    case 'clear':
      filter.clear(step);
      return recordSelection(history, filter.selection);
    case 'prepare':
      await filter.prepare(step);
      return history;
    case 'undo': {
      const before = undoSelection(history);
      filter.restore(before.present);
      return before;
    }
  }
}

/** Goes through the steps of a world and notes what is shown after each has settled. */
export async function driveLinked(
  engine: LinkedEngine,
  { model, steps }: Pick<LinkedWorld, 'model' | 'steps'>,
  options: { budgetBytes?: number } = {},
): Promise<DrivenStep[]> {
  const shown = new Map<string, LinkedResult>();
  let failure: unknown;
  const filter = new CrossFilter({
    engine,
    model,
    ...options,
    onResults: (results) => {
      for (const result of results) shown.set(result.view, result);
    },
    onError: (error) => {
      failure = error;
    },
  });
  filter.refresh();
  await filter.settled();
  let history: SelectionHistory = { past: [], present: NOTHING_SELECTED, future: [] };
  const driven: DrivenStep[] = [];
  for (const step of steps) {
    history = await take(filter, step, history);
    await filter.settled();
    if (failure) throw failure;
    driven.push({ selection: filter.selection, views: [...shown.values()].map(plain) });
  }
  return driven;
}
