import {
  type Answer,
  answerOf,
  BadaError,
  type CompiledQuery,
  compileQuery,
  datasetOf,
  datasetsOf,
  type Indicator,
  indicatorAsked,
  type Manifest,
  type MetricQuery,
  type Proof,
  pinned,
  proveQuery,
  type Viewer,
} from '@bada/shared';
import { LruCache } from './lru.ts';
import type { Manifests } from './manifests.ts';
import { PageScans } from './page-scans.ts';
import type { ServerEngine, ServerStatistics } from './server-engine.ts';
import { SingleFlight } from './single-flight.ts';

const CACHE_BYTES = 64 * 1024 * 1024;
const BYTES_PER_CELL = 16;

/** A query that was compiled against its manifest and can be answered. */
export interface Question {
  readonly compiled: CompiledQuery;
  readonly manifest: Manifest;
  /** The proof that its answer will carry; whoever asks must be allowed each extract of it. */
  readonly proof: Proof;
}

/** What the engine did, and what it was spared. */
export interface EngineStatistics extends ServerStatistics {
  /** Answers from memory, or from the same query that was under way. */
  readonly cacheHits: number;
}

type Kept = Pick<Answer, 'columns' | 'proof'>;

function sizeOf({ columns }: Kept): number {
  const cells = Object.values(columns).reduce((sum, values) => sum + (values?.length ?? 0), 0);
  return cells * BYTES_PER_CELL;
}

/** What an answer is kept under. */
function keyOf(viewer: Viewer, { proof, manifest }: Question): string {
  return `${viewer.class}/${manifest.cut ?? ''}/${proof.id}`;
}

/** Tells what a viewer sees of a manifest apart from what others do. */
function partOf({ id, cut = '' }: Manifest): string {
  return `${id}/${cut}`;
}

/** Manifests as viewers see them. */
export interface ViewerManifests {
  /** @throws BadaError `manifest.not-found` */
  manifest(viewer: Viewer, id?: string): Promise<Manifest>;
}

/** A frozen query may name a manifest from before a dataset came. */
function refuseAbsentDatasets(
  query: MetricQuery,
  indicators: readonly Indicator[],
  manifest: Manifest,
): void {
  const present = new Set(manifest.datasets.map((dataset) => dataset.id));
  for (const wanted of query.indicators) {
    const indicator = indicatorAsked(indicators, wanted);
    const absent = datasetsOf(indicator).find((dataset) => !present.has(dataset));
    if (absent === undefined) continue;
    throw new BadaError('query.wrong', {
      id: indicator.id,
      why: {
        ko: `물은 발행본에 자료 ${absent}이(가) 없습니다`,
        en: `the manifest holds no dataset ${absent}`,
      },
    });
  }
}

/** An earlier version may hold the small counts that its dataset hides by now. */
function refuseUncut(
  { extracts }: Proof,
  { manifest, current }: { manifest: Manifest; current: Manifest },
): void {
  for (const { dataset: id } of extracts) {
    const isRuled = current.datasets.some((one) => one.id === id && one.smallCells);
    if (!isRuled || datasetOf(manifest, id).smallCells) continue;
    throw new BadaError('dataset.small-cells', { id });
  }
}

/** Answers queries from the engine, and from memory where the same proof was answered before. */
export class Answers {
  readonly #engine: ServerEngine;
  readonly #manifests: Manifests;
  readonly #cuts: ViewerManifests;
  readonly #cache = new LruCache<Kept>(CACHE_BYTES);
  readonly #flights = new SingleFlight<Kept>();
  readonly #now: () => number;
  #hits = 0;
  #pages = 0;

  /** @param now milliseconds of a steady clock */
  constructor(
    engine: ServerEngine,
    { manifests, cuts }: { manifests: Manifests; cuts: ViewerManifests },
    { now = () => performance.now() }: { now?: () => number } = {},
  ) {
    this.#cuts = cuts;
    this.#engine = engine;
    this.#manifests = manifests;
    this.#now = now;
  }

  /** Compiles a query against what the viewer sees of the manifest that it names, else of the current one, which it
   * then names.
   * @throws BadaError `manifest.not-found`, `indicator.unknown`, `dataset.masked`, `query.…` */
  async prepare(
    viewer: Viewer,
    query: MetricQuery,
    indicators: readonly Indicator[],
  ): Promise<Question> {
    const current = await this.#manifests.current();
    const manifest = await this.#cuts.manifest(viewer, query.manifest ?? current.id);
    refuseAbsentDatasets(query, indicators, manifest);
    const compiled = compileQuery({ query: pinned(query, manifest), indicators, manifest });
    const proof = await proveQuery(compiled, manifest);
    refuseUncut(proof, { manifest, current });
    return { compiled, manifest, proof };
  }

  get statistics(): EngineStatistics {
    return { ...this.#engine.statistics, cacheHits: this.#hits };
  }

  /** @throws BadaError `extract.corrupt`, `query.busy`, `query.too-long`, `query.too-big`; the
   * signal's reason when it aborts */
  async answer(
    viewer: Viewer,
    question: Question,
    signal: AbortSignal,
    page?: PageScans,
  ): Promise<Answer> {
    const key = keyOf(viewer, question);
    const started = this.#now();
    const kept = this.#cache.get(key);
    if (kept || this.#flights.has(key)) this.#hits += 1;
    const found = kept ?? (await this.#together(viewer, { ...question, page }, signal));
    // Texts of a definition change without a new version: the columns stay, what is said of them is today's.
    const { proof } = question;
    return { columns: found.columns, proof, run: { engine: 'server', ms: this.#now() - started } };
  }

  /** Computed once for all who ask at the same time. What sends another's work away sends only that one away. */
  async #together(
    viewer: Viewer,
    question: Question & { readonly page: PageScans | undefined },
    signal: AbortSignal,
  ): Promise<Kept> {
    const key = keyOf(viewer, question);
    const owner = this.#flights.ownerOf(key) ?? viewer.id;
    try {
      return await this.#flights.do(key, { owner, signal }, async (shared) => {
        const fresh = await this.#compute(viewer, question, shared);
        this.#cache.set(key, fresh, sizeOf(fresh));
        return fresh;
      });
    } catch (error) {
      const isBusy = error instanceof BadaError && error.code === 'query.busy';
      if (!isBusy || owner === viewer.id) throw error;
      return await this.#together(viewer, question, signal);
    }
  }

  /** The answer of a definition that is no version yet: what is known of its id is of another one.
   * @throws BadaError as `answer` */
  async preview(viewer: Viewer, question: Question, signal: AbortSignal): Promise<Answer> {
    const started = this.#now();
    const found = await this.#compute(viewer, { ...question, page: undefined }, signal);
    return { ...found, run: { engine: 'server', ms: this.#now() - started } };
  }

  /** Answers the questions of one page; what several of them read of one extract is read once.
   * What an answer throws takes nothing from the others. */
  answerAll(
    viewer: Viewer,
    questions: readonly Question[],
    signal: AbortSignal,
  ): Promise<PromiseSettledResult<Answer>[]> {
    const pages = this.#pagesOf(viewer, questions);
    return Promise.allSettled(
      questions.map((question) =>
        this.answer(viewer, question, signal, pages.get(partOf(question.manifest))),
      ),
    );
  }

  /** A page per manifest, of the questions that are yet to be computed. */
  #pagesOf(viewer: Viewer, questions: readonly Question[]): Map<string, PageScans> {
    const fresh = new Map<string, Question>();
    for (const question of questions) {
      const key = keyOf(viewer, question);
      // Of equal questions the first is the one that is run.
      if (fresh.has(key) || this.#cache.get(key) || this.#flights.has(key)) continue;
      fresh.set(key, question);
    }
    const pages = new Map<string, PageScans>();
    for (const [id, all] of Map.groupBy(fresh.values(), ({ manifest }) => partOf(manifest))) {
      const [first] = all;
      if (!first || all.length < 2) continue;
      this.#pages += 1;
      const of = { engine: this.#engine, viewer, manifest: first.manifest };
      const asked = all.map(({ compiled }) => compiled);
      pages.set(id, new PageScans(asked, { ...of, name: `page/${this.#pages}` }));
    }
    return pages;
  }

  async #compute(
    viewer: Viewer,
    { compiled, manifest, page }: Question & { readonly page: PageScans | undefined },
    signal: AbortSignal,
  ): Promise<Kept> {
    const engine = this.#engine.as(viewer);
    const columns = await (page?.run(compiled, signal) ?? engine.run(compiled, manifest, signal));
    const run = { engine: engine.kind, ms: 0 };
    const answer = await answerOf(compiled, { manifest, columns, run });
    return { columns: answer.columns, proof: answer.proof };
  }
}
