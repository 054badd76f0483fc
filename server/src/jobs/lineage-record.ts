import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Viewer } from '@bada/shared';
import { z } from 'zod';

/** A run that made a version of a dataset. */
export interface RecordedRun {
  readonly id: string;
  readonly job: string;
  /** ISO date-time. */
  readonly at: string;
  /** Id of the person who had it done; null where no person did. */
  readonly author: string | null;
  /** Version of the dataset that it made. */
  readonly version: string;
}

/** Where the columns of a dataset come from, as the last run that read sources says. */
export interface RecordedOrigin {
  /** Names of the sources, e.g. `births/births.csv`. */
  readonly sources: readonly string[];
  /** Source columns by column. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
}

const InputField = z.looseObject({ name: z.string(), field: z.string() });

const Output = z.looseObject({
  name: z.string(),
  facets: z
    .looseObject({
      version: z.looseObject({ datasetVersion: z.string() }).optional(),
      columnLineage: z
        .looseObject({
          fields: z.record(z.string(), z.looseObject({ inputFields: z.array(InputField) })),
        })
        .optional(),
    })
    .optional(),
});

const CompletedRun = z.looseObject({
  eventType: z.literal('COMPLETE'),
  eventTime: z.string(),
  run: z.looseObject({
    runId: z.string(),
    facets: z
      .looseObject({ bada_author: z.looseObject({ author: z.string() }).optional() })
      .optional(),
  }),
  job: z.looseObject({ name: z.string() }),
  outputs: z.array(Output),
});
type CompletedRun = z.infer<typeof CompletedRun>;

function readLine(line: string): CompletedRun[] {
  // Most lines are other events; a line that is cut off is none.
  if (!line.includes('"COMPLETE"')) return [];
  try {
    const run = CompletedRun.safeParse(JSON.parse(line));
    return run.success ? [run.data] : [];
  } catch {
    return [];
  }
}

function originOf({ facets }: z.infer<typeof Output>): RecordedOrigin | undefined {
  const fields = facets?.columnLineage?.fields;
  if (!fields) return undefined;
  const inputs = Object.values(fields).flatMap(({ inputFields }) => inputFields);
  const columns = Object.entries(fields).map(([column, { inputFields }]) => {
    return [column, [...new Set(inputFields.map(({ field }) => field))]] as const;
  });
  return {
    sources: [...new Set(inputs.map(({ name }) => name))],
    columns: Object.fromEntries(columns),
  };
}

/** The recorded OpenLineage events of a home, read back. A month is read again when it has grown. */
export class LineageRecord {
  readonly #folder: string;
  readonly #months = new Map<string, { size: number; runs: readonly CompletedRun[] }>();

  constructor(home: string) {
    this.#folder = join(home, 'lineage');
  }

  /** Runs that made versions of a dataset, the newest first. */
  async runs(_viewer: Viewer, dataset: string): Promise<RecordedRun[]> {
    const runs = await this.#all();
    return runs.flatMap((run) =>
      run.outputs.flatMap(({ name, facets }) => {
        const version = facets?.version?.datasetVersion;
        if (name !== dataset || version === undefined) return [];
        const author = run.run.facets?.bada_author?.author ?? null;
        const { eventTime: at } = run;
        return [{ id: run.run.runId, job: run.job.name, at, author, version }];
      }),
    );
  }

  /** Where the columns of every dataset come from. */
  async origins(_viewer: Viewer): Promise<ReadonlyMap<string, RecordedOrigin>> {
    const found = new Map<string, RecordedOrigin>();
    for (const output of (await this.#all()).flatMap(({ outputs }) => outputs)) {
      const origin = found.has(output.name) ? undefined : originOf(output);
      if (origin) found.set(output.name, origin);
    }
    return found;
  }

  /** The newest first. */
  async #all(): Promise<CompletedRun[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const months = names.filter((name) => name.endsWith('.ndjson')).sort();
    const all: CompletedRun[] = [];
    for (const month of months) all.push(...(await this.#month(month)));
    return all.reverse();
  }

  async #month(name: string): Promise<readonly CompletedRun[]> {
    const path = join(this.#folder, name);
    const { size } = await stat(path);
    const known = this.#months.get(name);
    if (known?.size === size) return known.runs;
    const runs = (await readFile(path, 'utf8')).split('\n').flatMap(readLine);
    this.#months.set(name, { size, runs });
    return runs;
  }
}
