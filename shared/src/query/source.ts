import type { Grain } from '../model/period.ts';
import { baseFile, type ExtractFile, type ManifestDataset } from '../semantic/manifest.ts';
import type { Measure } from '../semantic/measure.ts';
import { canonicalJson } from './canonical.ts';

/** Where the rows of a measure are read: a dataset's base, or sums that were built from it. */
export interface Source {
  /** Name of the table in statements. */
  readonly table: string;
  readonly file: ExtractFile;
  /** Length of the periods of its rows. */
  readonly grain: Grain;
  /** Whether the table was made for several queries and holds sums of the file's rows. */
  readonly isShared?: true;
}

/** Name that a dataset's rows go by in statements: those of a cut by another than the whole. */
export function tableOf({ id, cut }: Pick<ManifestDataset, 'id' | 'cut'>): string {
  return cut ? `${id}/cut/${cut.key.slice(0, 16)}` : id;
}

function sourceOfFile(dataset: ManifestDataset, file: ExtractFile): Source {
  const { rollup } = file;
  const { grain } = dataset;
  const table = tableOf(dataset);
  if (!rollup) return { table, file, grain };
  return { table: `${table}/rollup/${rollup.id}`, file, grain: rollup.grain ?? grain };
}

/** All files of a dataset that statements can read, its base first. No dataset's id holds a slash. */
export function sourcesOf(dataset: ManifestDataset): Source[] {
  const rollups = dataset.smallCells
    ? []
    : dataset.files.filter(({ role, rollup }) => role === 'rollup' && rollup !== undefined);
  return [baseFile(dataset), ...rollups].map((file) => sourceOfFile(dataset, file));
}

/** What a measure's source goes by in a plan. */
export function sourceKey(measure: Measure): string {
  return canonicalJson(measure);
}

/** Where a plan reads a measure. */
export function sourceOf(
  dataset: ManifestDataset,
  { sources }: { readonly sources?: ReadonlyMap<string, Source> | undefined },
  measure: Measure,
): Source {
  return sources?.get(sourceKey(measure)) ?? sourceOfFile(dataset, baseFile(dataset));
}
