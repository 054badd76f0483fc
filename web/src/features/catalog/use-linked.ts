import { datasetOf, type ExtractRead, type Manifest } from '@bada/shared';
import { type DatasetNode, rowsFile } from '@bada/shared/catalogue';
import {
  type Clause,
  type ClauseOwner,
  type LinkedModel,
  NOTHING_SELECTED,
  type Selection,
  withClause,
  withoutClause,
} from '@bada/shared/linked';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useAnswerer } from '../../engine/context.tsx';
import { CrossFilter, type LinkedResult } from '../../engine/cross-filter.ts';

/** Results by view; those of before anything was chosen stay as what the others are compared with. */
export interface LinkedShown {
  readonly now: ReadonlyMap<string, LinkedResult>;
  readonly whole: ReadonlyMap<string, LinkedResult>;
}

/** Linked views as the panel drives them. */
export interface Linked {
  readonly shown: LinkedShown;
  readonly selection: Selection;
  readonly failed: boolean;
  /** Which engine answered last. */
  readonly engine: 'browser' | 'server' | undefined;
  /** Pointer or focus has entered what chooses on a dimension. */
  enter(owner: ClauseOwner): void;
  select(clause: Clause): void;
  clear(owner: ClauseOwner): void;
  reset(): void;
  /** Puts a whole choice in place. */
  put(selection: Selection): void;
}

/** Where the browser does not tell when it is idle. */
const IDLE_MS = 200;
const NOTHING: LinkedShown = { now: new Map(), whole: new Map() };

/** All rows of some columns of a dataset, as its extract in the manifest holds them; `undefined` where
 * the manifest has another version of it. */
export function linkedRead(
  dataset: DatasetNode,
  manifest: Manifest,
  columns: readonly string[],
): ExtractRead | undefined {
  const { hash } = rowsFile(dataset);
  const known = manifest.datasets.some(({ id }) => id === dataset.id);
  const file = known && datasetOf(manifest, dataset.id).files.find((one) => one.hash === hash);
  if (!file) return undefined;
  const groups = file.rowGroups;
  const bytesOf = (name: string) =>
    groups.reduce((sum, group) => sum + (group.columns[name]?.bytes ?? 0), 0);
  return {
    ...{ dataset: dataset.id, table: dataset.id, hash, columns, rows: file.rows },
    rowGroups: groups.map((_, at) => at),
    bytes: columns.reduce((sum, name) => sum + bytesOf(name), 0),
  };
}

function merge(
  before: LinkedShown,
  results: readonly LinkedResult[],
  isWhole: boolean,
): LinkedShown {
  const fresh = results.map((result): [string, LinkedResult] => [result.view, result]);
  const now = new Map([...before.now, ...fresh]);
  return { now, whole: isWhole ? new Map([...before.whole, ...fresh]) : before.whole };
}

/** Builds what any brush needs while nothing else is to do, so that the first is as fast as the next.
 * A statement that fails here is asked again by the brush itself. */
async function prepareIdly(filter: CrossFilter, { views }: LinkedModel): Promise<void> {
  await new Promise<void>((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve());
    else setTimeout(resolve, IDLE_MS);
  });
  const owners = views.flatMap(({ id, by }) => by.map((dimension) => ({ view: id, dimension })));
  await filter.prepareAll(owners).catch(() => undefined);
}

/** Runs linked views over a dataset in the browser's engine as long as the panel is there. */
export function useLinked(
  { model, base, start }: { model: LinkedModel; base: readonly Clause[]; start: () => Selection },
  read: ExtractRead,
  manifest: Manifest,
): Linked {
  const answerer = useAnswerer();
  const [shown, setShown] = useState<LinkedShown>(NOTHING);
  const [selection, setSelection] = useState<Selection>(start);
  const [failed, setFailed] = useState(false);
  const [engine, setEngine] = useState<Linked['engine']>();
  const kept = useRef(selection);
  const isWholeKnown = useRef(false);
  const filter = useMemo(() => {
    const made: CrossFilter = new CrossFilter({
      engine: answerer.linked(read, manifest, setEngine),
      model,
      base,
      onResults: (results) => {
        const isWhole = made.selection.clauses.length === 0;
        setShown((before) => merge(before, results, isWhole));
      },
      onError: () => setFailed(true),
    });
    return made;
  }, [answerer, model, base, read, manifest]);
  useEffect(() => {
    let isOver = false;
    isWholeKnown.current = false;
    setShown(NOTHING);
    // What was chosen stays when the bars come to mean something else; the whole is known first.
    filter.refresh();
    void filter.settled().then(() => {
      if (isOver) return;
      isWholeKnown.current = true;
      if (kept.current.clauses.length > 0) filter.restore(kept.current);
      return prepareIdly(filter, model);
    });
    return () => {
      isOver = true;
      filter.close();
    };
  }, [filter, model]);
  const choose = (next: Selection, inFilter: () => void) => {
    kept.current = next;
    setSelection(next);
    if (isWholeKnown.current) inFilter();
  };
  const put = (next: Selection) => choose(next, () => filter.restore(next));
  return {
    shown,
    selection,
    failed,
    engine,
    enter: (owner) => void filter.prepare(owner).catch(() => setFailed(true)),
    select: (clause) => choose(withClause(kept.current, clause), () => filter.select(clause)),
    clear: (owner) => choose(withoutClause(kept.current, owner), () => filter.clear(owner)),
    reset: () => put(NOTHING_SELECTED),
    put,
  };
}
