import { measuresOf } from '../semantic/formula.ts';
import { datasetOf, type Manifest } from '../semantic/manifest.ts';
import { answersExactly, keysOf, type Wanted } from './exact-sums.ts';
import type { MetricQuery } from './metric-query.ts';
import type { IndicatorPlan } from './plan.ts';
import { keptGroups, sizeOf } from './row-groups.ts';
import { type Source, sourceKey, sourcesOf } from './source.ts';

/** The source of the fewest bytes, of as many that of the fewest rows, that answers exactly. */
function smallest(wanted: Wanted): Source {
  const [base, ...others] = sourcesOf(wanted.dataset);
  if (!base) throw new Error(`dataset ${wanted.dataset.id} has no base`);
  const columns = [...keysOf(wanted), wanted.measure.column];
  const sized = [
    base,
    ...others.filter(({ file: { rollup } }) => {
      const measures = rollup?.measures.map(({ name }) => name) ?? [];
      return rollup !== undefined && answersExactly({ ...rollup, measures }, wanted);
    }),
  ].map((source) => {
    const groups = keptGroups(source.file, wanted);
    return { source, ...sizeOf(source.file, { groups, columns }) };
  });
  const [best] = sized.sort((a, b) => a.bytes - b.bytes || a.rows - b.rows);
  return best?.source ?? base;
}

/** A plan that says where each of its measures is read. */
export function withSources(
  plan: IndicatorPlan,
  { query, manifest }: { query: MetricQuery; manifest: Manifest },
): IndicatorPlan {
  const sources = new Map<string, Source>();
  for (const measure of measuresOf(plan.indicator.formula)) {
    const dataset = datasetOf(manifest, measure.dataset);
    if (sourcesOf(dataset).length === 1) continue;
    sources.set(sourceKey(measure), smallest({ manifest, dataset, measure, plan, query }));
  }
  return { ...plan, sources };
}
