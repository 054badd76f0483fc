import { join } from 'node:path';
import { currentManifest, loadIndicators } from '@bada/data/build';
import {
  type Answer,
  answerOf,
  type CompiledQuery,
  compileQuery,
  type Indicator,
  type Manifest,
  MetricQuery,
  type ResultColumns,
} from '@bada/shared';
import { ManifestDatabase } from '../../server/src/engine/duckdb-instance.ts';
import { prepareExtracts } from '../support/prepare.ts';
import { projectRoot } from '../support/project.ts';

/** The embedded figures with their indicators, on native DuckDB. */
export interface Embedded {
  readonly manifest: Manifest;
  readonly indicators: readonly Indicator[];
  compile(query: MetricQuery): CompiledQuery;
  run(compiled: CompiledQuery): Promise<ResultColumns>;
  /** Compiles, runs and proves a question of one indicator. */
  ask(id: string, query: Omit<Partial<MetricQuery>, 'indicators'>): Promise<Answer>;
  close(): Promise<void>;
}

const never = new AbortController().signal;

/** Opens the extracts that are built from `data/sources`. */
export async function openEmbedded(): Promise<Embedded> {
  const folder = await prepareExtracts();
  const manifest = await currentManifest(join(folder, '..'));
  if (!manifest) throw new Error('the extracts were not built');
  const indicators = await loadIndicators(join(projectRoot, 'data', 'indicators'));
  const database = await ManifestDatabase.open(manifest, {
    folder,
    connections: 4,
    memoryMiB: 1024,
  });
  const compile = (query: MetricQuery) => compileQuery({ query, indicators, manifest });
  const run = (compiled: CompiledQuery) => database.run(compiled, manifest, never);
  return {
    manifest,
    indicators,
    compile,
    run,
    async ask(id, query) {
      const compiled = compile(MetricQuery.parse({ v: 1, indicators: [{ id }], ...query }));
      const columns = await run(compiled);
      return answerOf(compiled, { manifest, columns, run: { engine: 'server', ms: 0 } });
    },
    close: () => database.close(),
  };
}
