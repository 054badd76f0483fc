import { canonicalJson } from '@bada/shared';
import {
  type CubeRequest,
  compileScans,
  fillCube,
  type LinkedCube,
  type LinkedEngine,
  type LinkedModel,
  planScans,
} from '@bada/shared/linked';
import type { CubeStore } from './cube-store.ts';

/** What a lane builds with. */
export interface CubeWorkshop {
  readonly engine: LinkedEngine;
  readonly model: LinkedModel;
  readonly store: CubeStore;
}

interface Job {
  readonly keys: ReadonlySet<string>;
  readonly control: AbortController;
  readonly done: Promise<void>;
}

/** The name under which a cube is kept. */
export function cubeKey(request: CubeRequest): string {
  return canonicalJson(request);
}

function byKey(requests: readonly CubeRequest[]): Map<string, CubeRequest> {
  return new Map(requests.map((request) => [cubeKey(request), request]));
}

/** Builds cubes, all that are wanted at a time in one statement. What is wanted next supersedes what
 * is still on its way, unless that holds it already. */
export class CubeLane {
  readonly #workshop: CubeWorkshop;
  #job: Job | undefined;
  /** Statements that were started. */
  statements = 0;
  /** Of these, those that were given up for newer ones. */
  superseded = 0;

  constructor(workshop: CubeWorkshop) {
    this.#workshop = workshop;
  }

  /** What is on its way, if anything. */
  get running(): Promise<void> | undefined {
    return this.#job?.done;
  }

  /** Resolves when all are in the store; rejects with an `AbortError` when superseded. */
  ensure(requests: readonly CubeRequest[]): Promise<void> {
    const missing = [...byKey(requests)].filter(([key]) => !this.#workshop.store.has(key));
    if (missing.length === 0) return Promise.resolve();
    const job = this.#job;
    if (job && missing.every(([key]) => job.keys.has(key))) return job.done;
    this.giveUp();
    return this.#start(new Map(missing));
  }

  /** Stops what is on its way. */
  giveUp(): void {
    if (this.#job) this.superseded += 1;
    this.#job?.control.abort();
    this.#job = undefined;
  }

  #start(requests: ReadonlyMap<string, CubeRequest>): Promise<void> {
    const control = new AbortController();
    const done = this.#build(requests, control.signal).finally(() => {
      if (this.#job?.control === control) this.#job = undefined;
    });
    this.#job = { keys: new Set(requests.keys()), control, done };
    return done;
  }

  async #build(requests: ReadonlyMap<string, CubeRequest>, signal: AbortSignal): Promise<void> {
    const { engine, model, store } = this.#workshop;
    const { scans, scanOf } = planScans(model, [...requests.values()]);
    this.statements += 1;
    const statement = { ...compileScans(model, scans), dimensions: model.dimensions, scans };
    const columns = await engine.numbers(statement, signal);
    signal.throwIfAborted();
    const cubes = [...requests].flatMap(([key, request], at): [string, LinkedCube][] => {
      const position = scanOf[at] ?? -1;
      const scan = scans[position];
      return scan ? [[key, fillCube({ model, request, scan, position, columns })]] : [];
    });
    store.add(new Map(cubes));
  }
}
