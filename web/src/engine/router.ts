import type { EnginePhase, Need } from './engine-state.ts';

/** Which engine the reader wants to answer. */
export type EngineWish = 'auto' | 'browser' | 'server';

/** Why an engine answers. */
export type RouteReason =
  /** The reader wants it. */
  | 'pinned'
  /** The browser's engine is not there yet. */
  | 'not-ready'
  | 'failed'
  | 'unsupported'
  /** What the question reads does not fit into the browser's share of memory. */
  | 'too-big'
  /** Everything it reads is in the browser already. */
  | 'at-hand'
  /** The device asks to save data. */
  | 'save-data'
  /** Fetching would take much longer than the server takes. */
  | 'slow'
  /** Little is to be fetched. */
  | 'quick'
  /** The browser was to answer and could not. */
  | 'gave-up';

/** What the choice depends on. */
export interface Circumstances {
  readonly wish: EngineWish;
  readonly phase: EnginePhase;
  /** Absent while the contracts are not there. */
  readonly need: Need | undefined;
  /** Bytes that tables may take. */
  readonly budget: number;
  readonly saveData: boolean;
  /** Milliseconds that the server's answers took lately. */
  readonly serverMs: number | undefined;
}

/** Which engine answers a question, and why. */
export interface Route {
  readonly engine: 'browser' | 'server';
  readonly reason: RouteReason;
  /** Bytes to fetch into the browser: what it cost, or would have cost. */
  readonly bytes: number;
}

/** A wait that pays off with the next questions. */
const PATIENCE_MS = 1500;
/** So many answers of the server may a load take. */
const PATIENCE_ANSWERS = 10;

function unreadiness(phase: EnginePhase): RouteReason | undefined {
  switch (phase) {
    case 'ready':
      return undefined;
    case 'idle':
    case 'starting':
      return 'not-ready';
    case 'failed':
    case 'unsupported':
      return phase;
  }
}

/** Chooses the engine of a question. Both give the same answer; this is about time, bytes and memory. */
export function routeOf(circumstances: Circumstances): Route {
  const { wish, phase, need, budget, saveData, serverMs = 0 } = circumstances;
  const bytes = need?.fetchBytes ?? 0;
  const server = (reason: RouteReason): Route => ({ engine: 'server', reason, bytes });
  const browser = (reason: RouteReason): Route => ({ engine: 'browser', reason, bytes });
  if (wish === 'server') return server('pinned');
  const unready = unreadiness(phase);
  if (unready || !need) return server(unready ?? 'not-ready');
  if (need.tableBytes > budget) return server('too-big');
  if (wish === 'browser') return browser('pinned');
  if (bytes === 0) return browser('at-hand');
  if (saveData) return server('save-data');
  const patience = Math.max(PATIENCE_MS, PATIENCE_ANSWERS * serverMs);
  return need.loadMs > patience ? server('slow') : browser('quick');
}
