import type { Answer, MetricQuery, QueryContext } from '@bada/shared';
import { UnreadableExtract } from './unreadable-extract.ts';

/** How far the browser's engine is. */
export type EngineState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready'; readonly startMs: number }
  | { readonly phase: 'failed'; readonly reason: string }
  | { readonly phase: 'unsupported'; readonly reason: 'insecure' | 'small-device' };

/** What one question came to: its answer, or why there is none. */
export type Answered = Answer | { readonly error: Error };

/** An engine in the browser, once it runs. */
export interface BrowserEngine {
  answer(query: MetricQuery, context: QueryContext, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** What the answerer needs from outside. */
export interface AnswererPorts {
  readonly askServer: (queries: readonly MetricQuery[], signal: AbortSignal) => Promise<Answered[]>;
  readonly startBrowser: () => Promise<BrowserEngine>;
  /** Why the browser's engine should not be started on this device, if so. */
  readonly obstacle: () => 'insecure' | 'small-device' | undefined;
  readonly now: () => number;
}

const MAX_RESTARTS = 2;

/** Answers queries by whichever engine is up: the server's first, the browser's once it is ready. */
export class Answerer {
  readonly #ports: AnswererPorts;
  readonly #listeners = new Set<() => void>();
  #engine: BrowserEngine | undefined;
  #state: EngineState = { phase: 'idle' };
  #restarts = 0;

  constructor(ports: AnswererPorts) {
    this.#ports = ports;
  }

  get state(): EngineState {
    return this.#state;
  }

  /** Calls back on each change of state; returns how to stop. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #enter(state: EngineState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }

  /** Starts the browser's engine once; later calls do nothing. */
  async start(): Promise<void> {
    if (this.#state.phase !== 'idle') return;
    const reason = this.#ports.obstacle();
    if (reason) {
      this.#enter({ phase: 'unsupported', reason });
      return;
    }
    this.#enter({ phase: 'starting' });
    const began = this.#ports.now();
    try {
      this.#engine = await this.#ports.startBrowser();
      this.#enter({ phase: 'ready', startMs: this.#ports.now() - began });
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const engine = this.#engine;
    this.#engine = undefined;
    this.#enter({
      phase: 'failed',
      reason: error instanceof Error ? error.message : String(error),
    });
    engine?.close().catch(() => undefined);
  }

  /** An engine that died once may live again; one that keeps dying is left alone. */
  #restart(): void {
    if (this.#restarts >= MAX_RESTARTS) return;
    this.#restarts += 1;
    this.#state = { phase: 'idle' };
    void this.start();
  }

  /** Answers in the order of the queries; what cannot be answered takes nothing from the others.
   * If the browser's engine fails, the server answers instead. */
  async answer(
    queries: readonly MetricQuery[],
    context: QueryContext | undefined,
    signal: AbortSignal,
  ): Promise<Answered[]> {
    const engine = this.#engine;
    if (!engine || !context) return this.#ports.askServer(queries, signal);
    try {
      const own: (Answered | undefined)[] = [];
      for (const query of queries) own.push(await answerOne(engine, query, context, signal));
      return await this.#completed(queries, own, signal);
    } catch (error) {
      signal.throwIfAborted();
      this.#fail(error);
      this.#restart();
      return this.#ports.askServer(queries, signal);
    }
  }

  /** Lets the server answer what the browser could not read. */
  async #completed(
    queries: readonly MetricQuery[],
    own: readonly (Answered | undefined)[],
    signal: AbortSignal,
  ): Promise<Answered[]> {
    const left = queries.filter((_, at) => own[at] === undefined);
    if (left.length === 0) return own.filter((one) => one !== undefined);
    const found = await this.#ports.askServer(left, signal).catch((cause: unknown) => {
      signal.throwIfAborted();
      const error = cause instanceof Error ? cause : new Error(String(cause));
      return left.map(() => ({ error }));
    });
    const rest = found.values();
    return own.map((one) => one ?? rest.next().value ?? { error: new Error('no answer came') });
  }
}

/** A question answered by the browser's engine, or refused as the server would refuse it; undefined
 * where the engine works but cannot read what the question reads.
 * @throws what broke the engine */
async function answerOne(
  engine: BrowserEngine,
  query: MetricQuery,
  context: QueryContext,
  signal: AbortSignal,
): Promise<Answered | undefined> {
  try {
    return await engine.answer(query, context, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isRefusal(error)) return { error };
    if (error instanceof UnreadableExtract) return undefined;
    throw error;
  }
}

/** A query refused by its contract is no failure of the engine; the server would refuse it too. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'BadaError';
}
