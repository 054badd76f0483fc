import type { Caveat } from '../semantic/caveat.ts';
import type { Indicator } from '../semantic/indicator.ts';
import { baseFile, datasetOf, type Manifest } from '../semantic/manifest.ts';
import type { Proof } from './answer.ts';
import { canonicalJson, sha256Hex } from './canonical.ts';
import type { CompiledQuery } from './compile.ts';
import { caveatsOfAnswer } from './period-caveats.ts';
import { type ExtractRead, readsOf } from './prune.ts';

function proofExtract(read: ExtractRead, manifest: Manifest): Proof['extracts'][number] {
  const { version, asOf, title, publisher, source, licence } = datasetOf(manifest, read.dataset);
  const { dataset, rows, bytes, rollup } = read;
  const { hash } = baseFile(datasetOf(manifest, dataset));
  const columns = [...read.columns];
  const told = { dataset, version, hash, columns, rows, bytes, asOf };
  const sums = rollup && { rollup: rollupRead(rollup, read.hash) };
  return { ...told, title, publisher, source, licence, ...sums };
}

function rollupRead(
  { id, by, grain, insteadOf }: NonNullable<ExtractRead['rollup']>,
  hash: string,
): NonNullable<Proof['extracts'][number]['rollup']> {
  return { id, hash, by: [...by], grain, insteadOf };
}

/** What a reader must know of an indicator: its caveats, and where its series breaks. */
function caveatsOf({ id, caveats, breaks }: Indicator): Caveat[] {
  const cuts = breaks.map(({ at, ko, en }) => ({ id: `${id}-break-${at}`, ko, en }));
  return [...caveats, ...cuts];
}

function uniqueById(caveats: readonly Caveat[]): Caveat[] {
  return [...new Map(caveats.map((caveat) => [caveat.id, caveat])).values()];
}

/** Mints the proof of a compiled query: the same one in every engine.
 * Its id is the hash of the canonical query, the indicator versions and the extract hashes: those of the bases, which
 * rollups are built from, so that it does not tell which of them was read. */
export async function proveQuery(compiled: CompiledQuery, manifest: Manifest): Promise<Proof> {
  const reads = readsOf(compiled, manifest);
  const contracts = compiled.plans.map((plan) => plan.indicator);
  const indicators = contracts.map(({ id, version }) => ({ id, version }));
  const extracts = reads.map((read) => proofExtract(read, manifest));
  const cuts = extracts.flatMap(({ dataset }) => datasetOf(manifest, dataset).cut?.key ?? []);
  const hashes = [...new Set([...extracts.map((extract) => extract.hash), ...cuts])].sort();
  const id = await sha256Hex(canonicalJson({ query: compiled.query, indicators, hashes }));
  const datasetCaveats = reads.flatMap((read) => datasetOf(manifest, read.dataset).caveats);
  return {
    id,
    query: compiled.query,
    indicators,
    sql: compiled.sql,
    parameters: [...compiled.parameters],
    manifest: manifest.id,
    extracts,
    rowsRead: reads.reduce((sum, read) => sum + read.rows, 0),
    bytesRead: reads.reduce((sum, read) => sum + read.bytes, 0),
    asOf:
      extracts
        .map((extract) => extract.asOf)
        .sort()
        .at(-1) ?? '',
    owners: [...new Set(contracts.map((indicator) => indicator.ownerDepartment))],
    caveats: uniqueById([
      ...contracts.flatMap(caveatsOf),
      ...caveatsOfAnswer(compiled, manifest),
      ...datasetCaveats,
    ]),
  };
}
