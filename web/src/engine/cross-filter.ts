import { canonicalJson } from '@bada/shared';
import {
  type Clause,
  type ClauseOwner,
  type CubeRequest,
  clauseSlots,
  clausesFor,
  cubeCells,
  dimensionOf,
  type LinkedColumns,
  type LinkedEngine,
  type LinkedModel,
  type LinkedView,
  NOTHING_SELECTED,
  type Selection,
  type SlotRange,
  sameOwner,
  uncubedMeasure,
  withClause,
  withoutClause,
} from '@bada/shared/linked';
import { CubeLane, cubeKey } from './cube-lane.ts';
import { CubeStore } from './cube-store.ts';

/** Why a view is answered by a statement of its own at each change. */
export type SqlReason =
  /** A measure that does not combine over slots, e.g. a median. */
  | 'measure'
  /** The cube would have more cells than allowed. */
  | 'budget'
  /** A chosen end lies within a bin, or a value is not among the dimension's. */
  | 'unaligned';

/** A view's results under everyone else's clauses. */
export interface LinkedResult extends LinkedColumns {
  readonly view: string;
  readonly from: { readonly kind: 'cube' } | { readonly kind: 'sql'; readonly reason: SqlReason };
}

/** How much may be held, and who hears of results. */
export interface CrossFilterOptions {
  readonly engine: LinkedEngine;
  readonly model: LinkedModel;
  /** New results of some views; arrays that are not written to again. */
  readonly onResults: (results: readonly LinkedResult[]) => void;
  /** A statement failed; what was shown stays. */
  readonly onError: (error: unknown) => void;
  /** What all views hold to, whatever is chosen. */
  readonly base?: readonly Clause[];
  /** Bytes of cubes to keep. Default 128 MB. */
  readonly budgetBytes?: number;
}

/** What was built so far. */
export interface CrossFilterStats {
  readonly cubes: number;
  readonly bytes: number;
  readonly statements: number;
  readonly superseded: number;
}

/** How a view is answered under the present selection. */
interface Plan {
  readonly view: string;
  readonly request: CubeRequest;
  readonly slots: readonly SlotRange[];
  readonly reason: SqlReason | undefined;
}

const WHOLE: readonly SlotRange[] = [{ from: 0, to: 1 }];
/** Bytes of a cell in the larger of its two forms. */
const CELL_BYTES = 16;

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Links views over one set of rows: each is filtered by what the others have chosen. While one
 * dimension is brushed, results come from cubes within the same call; the cubes are built in one
 * statement when the brush is about to begin. The latest selection wins. */
export class CrossFilter {
  readonly #options: CrossFilterOptions;
  readonly #budget: number;
  readonly #store: CubeStore;
  /** Cubes of the active brush. */
  readonly #cubes: CubeLane;
  /** What only the rows can tell, asked anew at each change. */
  readonly #direct: CubeLane;
  #selection: Selection = NOTHING_SELECTED;
  #active: ClauseOwner | undefined;
  /** Views whose results do not belong to the present selection yet. */
  #pending: ReadonlySet<string> = new Set();

  constructor(options: CrossFilterOptions) {
    const { engine, model, budgetBytes = 128_000_000 } = options;
    this.#options = options;
    this.#budget = budgetBytes;
    this.#store = new CubeStore(budgetBytes);
    const workshop = { engine, model, store: this.#store };
    this.#cubes = new CubeLane(workshop);
    this.#direct = new CubeLane(workshop);
  }

  get selection(): Selection {
    return this.#selection;
  }

  get stats(): CrossFilterStats {
    const lanes = [this.#cubes, this.#direct];
    return {
      cubes: this.#store.size,
      bytes: this.#store.bytes,
      statements: lanes.reduce((sum, { statements }) => sum + statements, 0),
      superseded: lanes.reduce((sum, { superseded }) => sum + superseded, 0),
    };
  }

  /** Builds what brushing this dimension in this view needs; to be called when pointer or focus
   * enters. What was being built for another brush is given up. */
  async prepare(owner: ClauseOwner): Promise<void> {
    this.#active = owner;
    const waiting = this.#plans([...this.#pending]).filter(({ reason }) => !reason);
    const wanted = [...this.#requests(owner), ...waiting.map(({ request }) => request)];
    if (await this.#built(wanted)) this.#answer([...this.#pending]);
  }

  /** Builds for several brushes in one statement, as far as the budget reaches; for idle time. */
  async prepareAll(owners: readonly ClauseOwner[]): Promise<void> {
    await this.#cubes.running?.catch(() => undefined);
    const wanted = owners.flatMap((owner) => this.#requests(owner));
    let left = this.#budget;
    const affordable = wanted.filter((request) => {
      left -= cubeCells(this.#options.model, request) * CELL_BYTES;
      return left >= 0;
    });
    await this.#built(affordable);
  }

  /** Chooses. The results of the other views follow, at once where their cubes are there. */
  select(clause: Clause): void {
    this.#active = clause;
    this.restore(withClause(this.#selection, clause));
  }

  /** Takes back what a view holds on a dimension. */
  clear(owner: ClauseOwner): void {
    this.#active = owner;
    this.restore(withoutClause(this.#selection, owner));
  }

  /** Puts a whole selection in place: from an address, a saved view, or a step back. */
  restore(selection: Selection): void {
    const before = this.#selection;
    this.#selection = selection;
    const changed = this.#options.model.views.filter(
      ({ id }) =>
        canonicalJson(clausesFor(before, id)) !== canonicalJson(clausesFor(selection, id)),
    );
    this.#answer([...this.#pending, ...changed.map(({ id }) => id)]);
  }

  /** Answers all views, e.g. when they are first shown. */
  refresh(): void {
    this.#answer(this.#options.model.views.map(({ id }) => id));
  }

  /** Waits until nothing is on its way. */
  async settled(): Promise<void> {
    while (this.#cubes.running || this.#direct.running) {
      await Promise.allSettled([this.#cubes.running, this.#direct.running]);
    }
  }

  /** Gives up everything that is on its way. */
  close(): void {
    this.#pending = new Set();
    this.#cubes.giveUp();
    this.#direct.giveUp();
  }

  /** Whether it was built, and not superseded. */
  async #built(requests: readonly CubeRequest[]): Promise<boolean> {
    try {
      await this.#cubes.ensure(requests);
      return true;
    } catch (error) {
      if (isAbort(error)) return false;
      throw error;
    }
  }

  #plans(ids: readonly string[]): Plan[] {
    const views = this.#options.model.views.filter(({ id }) => ids.includes(id));
    return views.map((view) => this.#plan(view));
  }

  #answer(ids: readonly string[]): void {
    const plans = this.#plans(ids);
    const found = plans.map((plan) => this.#resultOf(plan));
    const waiting = plans.filter((_, at) => found[at] === undefined);
    this.#pending = new Set(waiting.map(({ view }) => view));
    const results = found.filter((result) => result !== undefined);
    if (results.length > 0) this.#options.onResults(results);
    this.#follow(
      this.#cubes,
      waiting.filter(({ reason }) => !reason),
    );
    this.#follow(
      this.#direct,
      waiting.filter(({ reason }) => reason),
    );
  }

  /** Has the missing built and then answers what still waits. */
  #follow(lane: CubeLane, plans: readonly Plan[]): void {
    if (plans.length === 0) {
      if (lane === this.#direct) lane.giveUp();
      return;
    }
    lane.ensure(plans.map(({ request }) => request)).then(
      () => this.#answer([...this.#pending]),
      (error: unknown) => {
        if (!isAbort(error)) this.#fail(plans, error);
      },
    );
  }

  #fail(plans: readonly Plan[], error: unknown): void {
    const failed = new Set(plans.map(({ view }) => view));
    this.#pending = new Set([...this.#pending].filter((id) => !failed.has(id)));
    this.#options.onError(error);
  }

  #resultOf({ view, request, slots, reason }: Plan): LinkedResult | undefined {
    const cube = this.#store.get(cubeKey(request));
    if (!cube) return undefined;
    const from = reason ? ({ kind: 'sql', reason } as const) : ({ kind: 'cube' } as const);
    return { view, from, ...cube.over(slots) };
  }

  #clausesFor({ id }: LinkedView): Clause[] {
    return [...(this.#options.base ?? []), ...clausesFor(this.#selection, id)];
  }

  #plan(view: LinkedView): Plan {
    const owner = this.#active;
    const clauses = this.#clausesFor(view);
    const alone = { view: view.id, brushed: undefined, clauses };
    const whole = { view: view.id, request: alone, slots: WHOLE };
    const measured = uncubedMeasure(view) ? ('measure' as const) : undefined;
    if (!owner || owner.view === view.id) return { ...whole, reason: measured };
    const request = this.#request(view, owner);
    const reason = measured ?? (this.#isTooLarge(request) ? ('budget' as const) : undefined);
    if (reason) return { ...whole, reason };
    const slots = this.#slots(owner);
    if (!slots) return { ...whole, reason: 'unaligned' };
    return { view: view.id, request, slots, reason: undefined };
  }

  /** Clauses of a view's cube for a brush: everyone's but its own and the brush itself. */
  #request(view: LinkedView, owner: ClauseOwner): CubeRequest {
    const others = this.#clausesFor(view).filter((one) => !sameOwner(one, owner));
    return { view: view.id, brushed: owner.dimension, clauses: others };
  }

  /** Cubes that brushing needs. */
  #requests(owner: ClauseOwner): CubeRequest[] {
    return this.#options.model.views
      .filter((view) => view.id !== owner.view && !uncubedMeasure(view))
      .map((view) => this.#request(view, owner))
      .filter((request) => !this.#isTooLarge(request));
  }

  /** All views share the budget alike, so that the cubes of one brush always fit together. */
  #isTooLarge(request: CubeRequest): boolean {
    const { model } = this.#options;
    const share = this.#budget / model.views.length / CELL_BYTES;
    return cubeCells(model, request) > share;
  }

  #slots(owner: ClauseOwner): SlotRange[] | undefined {
    const clause = this.#selection.clauses.find((one) => sameOwner(one, owner));
    return clauseSlots(dimensionOf(this.#options.model, owner.dimension), clause);
  }
}
