import { datasetOf, type ExtractRead, type Manifest } from '@bada/shared';
import { type DatasetNode, rowsFile } from '@bada/shared/catalogue';
import {
  type Clause,
  type ClauseOwner,
  type LinkedModel,
  NOTHING_SELECTED,
  type Selection,
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
}

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

/** Runs linked views over a dataset in the browser's engine as long as the panel is there. */
export function useLinked(model: LinkedModel, read: ExtractRead, manifest: Manifest): Linked {
  const answerer = useAnswerer();
  const [shown, setShown] = useState<LinkedShown>(NOTHING);
  const [selection, setSelection] = useState<Selection>(NOTHING_SELECTED);
  const [failed, setFailed] = useState(false);
  const [engine, setEngine] = useState<Linked['engine']>();
  const kept = useRef(selection);
  const filter = useMemo(() => {
    const made: CrossFilter = new CrossFilter({
      engine: answerer.linked(read, manifest, setEngine),
      model,
      onResults: (results) => {
        const isWhole = made.selection.clauses.length === 0;
        setShown((before) => merge(before, results, isWhole));
      },
      onError: () => setFailed(true),
    });
    return made;
  }, [answerer, model, read, manifest]);
  useEffect(() => {
    setShown(NOTHING);
    // What was chosen stays when the bars come to mean something else.
    filter.refresh();
    void filter.settled().then(() => {
      if (kept.current.clauses.length > 0) filter.restore(kept.current);
    });
    return () => filter.close();
  }, [filter]);
  const changed = () => {
    kept.current = filter.selection;
    setSelection(filter.selection);
  };
  return {
    shown,
    selection,
    failed,
    engine,
    enter: (owner) => void filter.prepare(owner).catch(() => setFailed(true)),
    select: (clause) => {
      filter.select(clause);
      changed();
    },
    clear: (owner) => {
      filter.clear(owner);
      changed();
    },
    reset: () => {
      filter.restore(NOTHING_SELECTED);
      changed();
    },
  };
}
