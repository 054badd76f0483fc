import type { Answer, ExtractRead, Manifest, MetricQuery, QueryContext } from '@bada/shared';
import type { LinkedEngine, LinkedStatement, NumberColumn } from '@bada/shared/linked';
import type { EngineState, Need } from './engine-state.ts';
import { type EngineWish, type Route, routeOf } from './router.ts';
import { UnreadableExtract } from './unreadable-extract.ts';

/** An answer, and why that engine gave it. */
export interface RoutedAnswer extends Answer {
  readonly route?: Route;
}

/** What one question came to: its answer, or why there is none. */
export type Answered = RoutedAnswer | { readonly error: Error };

/** An engine in the browser, once it runs. */
export interface BrowserEngine {
  /** @throws BadaError where the question is refused */
  need(query: MetricQuery, context: QueryContext): Need;
  /** Answers the queries of one page, in their order; what several of them read of one table is read once.
   * @throws the signal's reason when it aborts, or what ended the engine */
  answerAll(
    queries: readonly MetricQuery[],
    context: QueryContext,
    signal: AbortSignal,
  ): Promise<PromiseSettledResult<Answer>[]>;
  /** The engine for linked views over one dataset. */
  linked(read: ExtractRead, manifest: Manifest): LinkedEngine;
  close(): Promise<void>;
}

/** What the device and its reader allow. */
export interface Allowance {
  readonly wish: EngineWish;
  readonly saveData: boolean;
  /** Bytes that tables may take. */
  readonly budget: number;
}

/** Numbers of linked views, by column. */
type LinkedNumberColumns = Readonly<Record<string, NumberColumn>>;

/** A question of linked views to the server. */
export interface LinkedAsked {
  readonly dataset: string;
  readonly manifest: string;
  readonly statement: LinkedStatement;
}

/** What the answerer needs from outside. */
export interface AnswererPorts {
  readonly askServer: (queries: readonly MetricQuery[], signal: AbortSignal) => Promise<Answered[]>;
  /** The server's answer to linked views over a dataset as it stands in a manifest. */
  readonly askLinked: (asked: LinkedAsked, signal: AbortSignal) => Promise<LinkedNumberColumns>;
  readonly startBrowser: () => Promise<BrowserEngine>;
  /** Why the browser's engine should not be started on this device, if so. */
  readonly obstacle: () => 'insecure' | 'small-device' | undefined;
  readonly allowance: () => Allowance;
  /** Deletes what the browser keeps of extracts across visits. */
  readonly forget: () => Promise<void>;
  readonly now: () => number;
}

/** Starts of a new engine after the first; one that keeps dying is left alone. */
const MAX_RESTARTS = 2;

/** Share of the newest of the server's times. */
const WEIGHT = 0.4;

interface Asked {
  readonly query: MetricQuery;
  readonly route: Route;
}

/** Answers queries by whichever engine serves better: the server's first, the browser's once it is
 * ready. */
export class Answerer {
  readonly #ports: AnswererPorts;
  readonly #listeners = new Set<() => void>();
  #engine: BrowserEngine | undefined;
  #state: EngineState = { phase: 'idle' };
  #starting: Promise<void> | undefined;
  #restarts = 0;
  #serverMs: number | undefined;

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

  /** Starts the browser's engine once; later calls wait for the same start. */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
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

  /** Lets go of all data, in memory and across visits: for sign-out, and when the reader wants it. An
   * engine that was there starts again, empty. */
  async clear(): Promise<void> {
    const engine = this.#engine;
    if (engine) {
      this.#engine = undefined;
      this.#starting = undefined;
      this.#enter({ phase: 'idle' });
      await engine.close();
    }
    await this.#ports.forget();
    if (engine) void this.start();
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

  /** A new engine in place of one that broke; `undefined` where that is given up. */
  async #revive(broken: BrowserEngine, error: unknown): Promise<BrowserEngine | undefined> {
    if (this.#engine === broken) {
      this.#fail(error);
      if (this.#restarts < MAX_RESTARTS) {
        this.#restarts += 1;
        this.#starting = this.#start();
      }
    }
    await this.#starting;
    return this.#engine;
  }

  /** Something done with the browser's engine. One that breaks over it is started anew and asked once
   * more.
   * @throws what broke it the second time, or where there is no engine */
  async withEngine<T>(
    work: (engine: BrowserEngine) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const engine = this.#engine;
    if (!engine) throw new UnreadableExtract('the browser has no engine');
    try {
      return await work(engine);
    } catch (error) {
      if (!this.#breaks(error, signal)) throw error;
      const next = await this.#revive(engine, error);
      signal.throwIfAborted();
      if (!next) throw error;
      return await work(next).catch((again: unknown) => {
        if (this.#breaks(again, signal)) void this.#revive(next, again);
        throw again;
      });
    }
  }

  /** The engine for linked views over one dataset: the browser's, or the server's where the browser
   * has none, holds no such table or is not wished for. `told` hears which of them answered. */
  linked(
    read: ExtractRead,
    manifest: Manifest,
    told: (engine: 'browser' | 'server') => void,
  ): LinkedEngine {
    return {
      numbers: async (statement, signal) => {
        const own = await this.#linkedHere({ read, manifest, statement }, signal);
        if (own) {
          told('browser');
          return own;
        }
        const asked = { dataset: read.dataset, manifest: manifest.id, statement };
        const found = await this.#ports.askLinked(asked, signal);
        told('server');
        return found;
      },
    };
  }

  async #linkedHere(
    asked: { read: ExtractRead; manifest: Manifest; statement: LinkedStatement },
    signal: AbortSignal,
  ): Promise<LinkedNumberColumns | undefined> {
    if (!this.#engine || this.#ports.allowance().wish === 'server') return undefined;
    const { read, manifest, statement } = asked;
    try {
      return await this.withEngine(
        (engine) => engine.linked(read, manifest).numbers(statement, signal),
        signal,
      );
    } catch (error) {
      signal.throwIfAborted();
      if (isRefusal(error)) throw error;
      return undefined;
    }
  }

  #breaks(error: unknown, signal: AbortSignal): boolean {
    signal.throwIfAborted();
    return !isRefusal(error) && !(error instanceof UnreadableExtract) && !isOfStatement(error);
  }

  /** Answers in the order of the queries; what cannot be answered takes nothing from the others.
   * If the browser's engine fails, the server answers instead. */
  async answer(
    queries: readonly MetricQuery[],
    context: QueryContext | undefined,
    signal: AbortSignal,
  ): Promise<Answered[]> {
    const { wish } = this.#ports.allowance();
    if (wish === 'browser' && context) await this.start();
    const asked = queries.map((query) => ({ query, route: this.#route(query, context) }));
    const first = this.#onServer(
      asked.map(({ query, route }) => (route.engine === 'server' ? { query, route } : undefined)),
      signal,
    );
    // It is awaited below; until then its failure must not count as unheard.
    first.catch(() => undefined);
    const own = context
      ? await this.#askBrowser(asked, context, signal)
      : new Map<number, Answered>();
    const second = await this.#onServer(
      asked.map(({ query, route }, at) => {
        if (route.engine === 'server' || own.has(at)) return undefined;
        return { query, route: { ...route, engine: 'server', reason: 'gave-up' } };
      }),
      signal,
    );
    const early = await first;
    return asked.map(
      (_, at) => own.get(at) ?? second[at] ?? early[at] ?? { error: new Error('no answer came') },
    );
  }

  /** Has the server answer what is given, in one request. Where some of a page's questions are
   * answered elsewhere, a failure of the request stands in place of each answer.
   * @throws what the request threw where every question was in it */
  async #onServer(
    asked: readonly (Asked | undefined)[],
    signal: AbortSignal,
  ): Promise<(Answered | undefined)[]> {
    const queries = asked.flatMap((one) => (one ? [one.query] : []));
    if (queries.length === 0) return [];
    const began = this.#ports.now();
    const answers = await this.#ports.askServer(queries, signal).catch((cause: unknown) => {
      signal.throwIfAborted();
      if (queries.length === asked.length) throw cause;
      const error = cause instanceof Error ? cause : new Error(String(cause));
      return queries.map((): Answered => ({ error }));
    });
    this.#learn((this.#ports.now() - began) / queries.length);
    const rest = answers.values();
    return asked.map((one) => {
      const found = one && rest.next().value;
      return found && !('error' in found) ? { ...found, route: one.route } : found;
    });
  }

  #learn(ms: number): void {
    const before = this.#serverMs ?? ms;
    this.#serverMs = before + WEIGHT * (ms - before);
  }

  #route(query: MetricQuery, context: QueryContext | undefined): Route {
    const { phase } = this.#state;
    let need: Need | undefined;
    try {
      need = context && this.#engine?.need(query, context);
    } catch (error) {
      // Refused by its contract: either engine says so. Of what the viewer's manifest does not hold the server tells.
      if (isRefusal(error)) need = { fetchBytes: 0, loadRows: 0, tableBytes: 0, loadMs: 0 };
    }
    return routeOf({ ...this.#ports.allowance(), phase, need, serverMs: this.#serverMs });
  }

  /** What the browser's engine answers of a page, or refuses as the server would refuse it; what is
   * missing is left to the server. An engine that breaks loses none of the answers that it gave before. */
  async #askBrowser(
    asked: readonly Asked[],
    context: QueryContext,
    signal: AbortSignal,
  ): Promise<Map<number, Answered>> {
    const found = new Map<number, Answered>();
    const left = new Map([...asked.entries()].filter(([, one]) => one.route.engine === 'browser'));
    if (left.size === 0) return found;
    const work = async (engine: BrowserEngine) => {
      const page = [...left];
      const queries = page.map(([, { query }]) => query);
      const settled = await engine.answerAll(queries, context, signal);
      signal.throwIfAborted();
      const broken = page.flatMap(([at, { route }], place) => {
        const one = settled[place];
        if (one?.status === 'fulfilled') found.set(at, { ...one.value, route });
        else if (isRefusal(one?.reason)) found.set(at, { error: one.reason });
        else if (this.#breaks(one?.reason, signal)) return [one?.reason];
        left.delete(at);
        return [];
      });
      if (broken.length > 0) throw broken[0];
    };
    await this.withEngine(work, signal).catch(() => signal.throwIfAborted());
    return found;
  }
}

/** DuckDB's words for a statement that cannot be run: the engine that says so goes on as before. */
function isOfStatement(error: unknown): boolean {
  return error instanceof Error && /^(Binder|Catalog|Conversion) Error:/.test(error.message);
}

/** A query refused by its contract is no failure of the engine; the server would refuse it too. */
function isRefusal(error: unknown): error is Error {
  return error instanceof Error && error.name === 'BadaError';
}
