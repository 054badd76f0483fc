import type { Indicator } from '../semantic/indicator.ts';
import type { Manifest } from '../semantic/manifest.ts';
import { type Answer, AnswerColumns, type Run } from './answer.ts';
import type { CompiledQuery } from './compile.ts';
import type { MetricQuery } from './metric-query.ts';
import { proveQuery } from './prove.ts';

/** A value as an engine hands it over. */
export type Cell = string | number | null;

/** The columns of a result by name, all of one length. */
export type ResultColumns = Readonly<Record<string, readonly Cell[]>>;

/** What an answer is computed from: contracts and the extracts they are read against. */
export interface QueryContext {
  readonly indicators: readonly Indicator[];
  readonly manifest: Manifest;
}

/** Anything that can run a compiled query over the extracts of a manifest. */
export interface QueryEngine {
  readonly kind: Run['engine'];
  run(compiled: CompiledQuery, manifest: Manifest, signal: AbortSignal): Promise<ResultColumns>;
}

/** An engine that found no rows may hand over no columns either. */
const NO_ROWS: ResultColumns = { indicator: [], place: [], period: [], value: [], status: [] };

/** Parses an engine's columns and adds proof and run. `ms` is the time the engine took. */
export async function answerOf(
  compiled: CompiledQuery,
  { manifest, columns, run }: { manifest: Manifest; columns: ResultColumns; run: Run },
): Promise<Answer> {
  const proof = await proveQuery(compiled, manifest);
  const parsed = AnswerColumns.parse({ ...NO_ROWS, ...columns });
  return { columns: parsed, proof, run };
}

/** A query that carries the manifest it is to be answered from. */
export function pinned(query: MetricQuery, manifest: Manifest): MetricQuery {
  return { ...query, manifest: query.manifest ?? manifest.id };
}
