/** How far a run is. */
export interface Progress {
  readonly phase: 'reading' | 'mapping' | 'writing' | 'checking';
  readonly table: string;
  /** Rows so far, where known. */
  readonly rows?: number;
  readonly bytes?: number;
  readonly totalBytes?: number;
  /** 0 to 100 within the phase. */
  readonly percent: number;
  /** Seconds left in the phase; absent until it can be told. */
  readonly secondsLeft?: number;
}

/** Hears how far a run is. */
export type OnProgress = (progress: Progress) => void;

/** Tells one phase's progress with the time left, from how long it took so far. */
export function phaseProgress(
  onProgress: OnProgress | undefined,
  phase: Progress['phase'],
  table: string,
): (done: Pick<Progress, 'percent' | 'rows' | 'bytes' | 'totalBytes'>) => void {
  if (!onProgress) return () => undefined;
  const started = performance.now();
  return (done) => {
    const seconds = (performance.now() - started) / 1000;
    const left = done.percent > 2 ? (seconds * (100 - done.percent)) / done.percent : undefined;
    onProgress({
      phase,
      table,
      ...done,
      ...(left === undefined ? {} : { secondsLeft: Math.round(left) }),
    });
  };
}
