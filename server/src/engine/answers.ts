import {
  type Answer,
  answerOf,
  BadaError,
  type CompiledQuery,
  compileQuery,
  type DataClass,
  datasetOf,
  datasetsOf,
  type Indicator,
  type Manifest,
  type MetricQuery,
  pinned,
  proveQuery,
  type QueryEngine,
  type Viewer,
} from '@bada/shared';
import { LruCache } from './lru.ts';
import type { Manifests } from './manifests.ts';

const CACHE_BYTES = 64 * 1024 * 1024;
const BYTES_PER_CELL = 16;

/** A query that was compiled against its manifest and can be answered. */
export interface Question {
  readonly compiled: CompiledQuery;
  readonly manifest: Manifest;
  /** Id of the proof that its answer will carry. */
  readonly proofId: string;
  /** Classes of the extracts it reads; whoever asks must be allowed each. */
  readonly classes: readonly DataClass[];
}

type Kept = Pick<Answer, 'columns' | 'proof'>;

function sizeOf({ columns }: Kept): number {
  const cells = Object.values(columns).reduce((sum, values) => sum + (values?.length ?? 0), 0);
  return cells * BYTES_PER_CELL;
}

/** A frozen query may name a manifest from before a dataset came. */
function refuseAbsentDatasets(
  query: MetricQuery,
  indicators: readonly Indicator[],
  manifest: Manifest,
): void {
  const present = new Set(manifest.datasets.map((dataset) => dataset.id));
  const wanted = new Set(query.indicators.map((indicator) => indicator.id));
  for (const indicator of indicators.filter(({ id }) => wanted.has(id))) {
    const absent = datasetsOf(indicator).find((dataset) => !present.has(dataset));
    if (absent === undefined) continue;
    throw new BadaError('query.wrong', {
      id: indicator.id,
      why: `the manifest holds no dataset ${absent}`,
    });
  }
}

/** Answers queries from the engine, and from memory where the same proof was answered before. */
export class Answers {
  readonly #engine: QueryEngine;
  readonly #manifests: Manifests;
  readonly #cache = new LruCache<Kept>(CACHE_BYTES);
  readonly #now: () => number;

  /** @param now milliseconds of a steady clock */
  constructor(
    engine: QueryEngine,
    manifests: Manifests,
    { now = () => performance.now() }: { now?: () => number } = {},
  ) {
    this.#engine = engine;
    this.#manifests = manifests;
    this.#now = now;
  }

  /** Compiles a query against the manifest it names, else the current one, which it then names.
   * @throws BadaError `manifest.not-found`, `indicator.unknown`, `query.…` */
  async prepare(query: MetricQuery, indicators: readonly Indicator[]): Promise<Question> {
    const { manifest: id } = query;
    const manifest = await (id ? this.#manifests.byId(id) : this.#manifests.current());
    refuseAbsentDatasets(query, indicators, manifest);
    const compiled = compileQuery({ query: pinned(query, manifest), indicators, manifest });
    const proof = await proveQuery(compiled, manifest);
    const classes = proof.extracts.map(({ dataset }) => datasetOf(manifest, dataset).class);
    return { compiled, manifest, proofId: proof.id, classes: [...new Set(classes)] };
  }

  /** @throws BadaError `extract.corrupt`; the signal's reason when it aborts */
  async answer(viewer: Viewer, question: Question, signal: AbortSignal): Promise<Answer> {
    const { compiled, manifest, proofId } = question;
    const key = `${viewer.class}/${proofId}`;
    const started = this.#now();
    const run = () => ({ engine: this.#engine.kind, ms: this.#now() - started });
    const kept = this.#cache.get(key);
    if (kept) return { ...kept, run: run() };
    const columns = await this.#engine.run(compiled, manifest, signal);
    const answer = await answerOf(compiled, { manifest, columns, run: run() });
    const { columns: parsed, proof } = answer;
    this.#cache.set(key, { columns: parsed, proof }, sizeOf(answer));
    return answer;
  }
}
