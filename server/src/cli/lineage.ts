import { join } from 'node:path';
import { currentManifest, findOverlaps, loadIndicators } from '@bada/data/build';
import { BadaError, buildLineage, downstream, lineageId, type Manifest } from '@bada/shared';
import { PROJECT_ROOT, readConfig } from '../config.ts';

/** Help of the commands below. */
export const LINEAGE_HELP = `  impact <자료 dataset>.<열 column>
             이 열이 바뀌면 무엇이 영향을 받는지 보입니다.
             Shows what depends on a column.
  overlaps   같은 값을 담은 자료와 그 일치율을 보입니다.
             Shows datasets that hold the same figures, and the share that agrees.
`;

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function published(home: string): Promise<Manifest> {
  const manifest = await currentManifest(home);
  if (!manifest) throw new BadaError('manifest.not-found', { id: 'current' });
  return manifest;
}

async function impact([name]: readonly string[]): Promise<number> {
  const [dataset, column] = (name ?? '').split('.');
  if (!dataset || !column) {
    print(LINEAGE_HELP);
    return 1;
  }
  const { datasets } = await published(readConfig(process.env).home);
  const indicators = await loadIndicators(join(PROJECT_ROOT, 'data', 'indicators'));
  const graph = buildLineage({ datasets, indicators });
  const id = lineageId('column', dataset, column);
  if (!graph.nodes.has(id))
    throw new BadaError('dataset.not-found', { id: `${dataset}.${column}` });
  const nodes = downstream(graph, id);
  print(...nodes.map((node) => `${node.id}  ${node.title.ko} · ${node.title.en}`));
  if (nodes.length === 0) print('이 열에 기대는 것이 없습니다 · nothing depends on it');
  return 0;
}

async function overlaps(): Promise<number> {
  const { home } = readConfig(process.env);
  const { datasets } = await published(home);
  for (const overlap of await findOverlaps(datasets, { extracts: join(home, 'extracts') })) {
    const { dataset, other, key, sharedKeys, containment, measures } = overlap;
    const share = `${(containment * 100).toFixed(0)} %`;
    print(`${dataset} ~ ${other}: ${key.join(', ')}, ${sharedKeys} (${share})`);
    for (const { column, otherColumn, compared, agreeing, conflicts } of measures) {
      print(`  ${column} ~ ${otherColumn}: 일치 · agree ${agreeing} / ${compared}`);
      print(...conflicts.map((one) => `    ${one.key}: ${one.value} ≠ ${one.otherValue}`));
    }
  }
  return 0;
}

/** Commands about where figures come from and go to: their arguments in, the exit code out. */
export const LINEAGE_COMMANDS: Readonly<
  Record<string, (args: readonly string[]) => Promise<number>>
> = { impact, overlaps };
