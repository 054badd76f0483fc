import type { TableNeed } from './table-cache.ts';

/** How far the browser's engine is. */
export type EngineState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready'; readonly startMs: number }
  | { readonly phase: 'failed'; readonly reason: string }
  | { readonly phase: 'unsupported'; readonly reason: 'insecure' | 'small-device' };
export type EnginePhase = EngineState['phase'];

/** What a question would cost in the browser. */
export interface Need extends TableNeed {
  /** Milliseconds until everything it reads is there. */
  readonly loadMs: number;
}
