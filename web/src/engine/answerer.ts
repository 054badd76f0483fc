import type { Answer, MetricQuery, QueryContext } from '@bada/shared';

/** How far the browser's engine is. */
export type EngineState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'starting' }
  | { readonly phase: 'ready'; readonly startMs: number }
  | { readonly phase: 'failed'; readonly reason: string }
  | { readonly phase: 'unsupported'; readonly reason: 'insecure' | 'small-device' };

/** An engine in the browser, once it runs. */
export interface BrowserEngine {
  answer(query: MetricQuery, context: QueryContext, signal: AbortSignal): Promise<Answer>;
  close(): Promise<void>;
}

/** What the answerer needs from outside. */
export interface AnswererPorts {
  readonly askServer: (queries: readonly MetricQuery[], signal: AbortSignal) => Promise<Answer[]>;
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

  /** Answers in the order of the queries. If the browser's engine fails, the server answers instead. */
  async answer(
    queries: readonly MetricQuery[],
    context: QueryContext | undefined,
    signal: AbortSignal,
  ): Promise<Answer[]> {
    const engine = this.#engine;
    if (!engine || !context) return this.#ports.askServer(queries, signal);
    try {
      const answers: Answer[] = [];
      for (const query of queries) answers.push(await engine.answer(query, context, signal));
      return answers;
    } catch (error) {
      signal.throwIfAborted();
      if (isRefusal(error)) throw error;
      this.#fail(error);
      this.#restart();
      return this.#ports.askServer(queries, signal);
    }
  }
}

/** A query refused by its contract is no failure of the engine; the server would refuse it too. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.name === 'BadaError';
}
