import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  applyRetention,
  type DatasetDiff,
  diffDatasets,
  findVersion,
  listVersions,
  planRetention,
  rollBack,
} from '@bada/data/build';
import { BadaError, type Manifest, schemaChangeText } from '@bada/shared';
import { type Config, readConfig } from '../config.ts';
import { openStore } from '../store/store.ts';
import { qualityOf } from './quality.ts';

/** Help of the commands below. */
export const VERSION_HELP = `  quality <자료 dataset> [--rows <file.csv>]
             자료를 진단하고, 틀린 행을 사유와 함께 파일로 적습니다.
             Diagnoses a dataset; writes the failing rows with reasons to a file.
  versions [--restore <판 version>] [--prune <남길 수 keep> [--yes]]
             판을 늘어놓거나, 앞선 판으로 되돌리거나, 필요 없는 판을 지웁니다.
             Lists versions, restores an earlier one, or removes those nobody needs.
  diff <판 version> <판 version> [자료 dataset]
             두 판을 행 단위로 견줍니다.
             Compares two versions row by row.
`;

const SHORT = 12;
const SAMPLE = 10;

function print(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

async function quality(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rows: { type: 'string' } },
  });
  const [dataset] = positionals;
  if (dataset === undefined) return usage();
  const { home, now } = readConfig(process.env);
  const evaluationDate = now ?? new Date().toISOString().slice(0, 10);
  const { lines, csv, passed } = await qualityOf({ home, dataset, evaluationDate });
  print(...lines);
  if (values.rows !== undefined) await writeFile(values.rows, csv);
  return passed ? 0 : 2;
}

async function prune({ home, database }: Config, keep: number, isSure: boolean): Promise<number> {
  const store = await openStore(database);
  const referenced = await store.references();
  await store.close();
  const options = { home, keep, referenced, now: new Date() };
  const plan = isSure ? await applyRetention(options) : await planRetention(options);
  const amount = `${plan.manifests.length} + ${plan.files.length}, ${plan.bytes} bytes`;
  const what = isSure
    ? '지운 판과 파일 · versions and files removed'
    : '지울 판과 파일 · versions and files to remove';
  print(`${what}: ${amount}`);
  if (!isSure) print('실제로 지우려면 --yes · add --yes to remove them');
  return 0;
}

async function versions(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      restore: { type: 'string' },
      prune: { type: 'string' },
      yes: { type: 'boolean', default: false },
    },
  });
  const config = readConfig(process.env);
  const { home } = config;
  if (values.restore !== undefined) {
    const { id } = await rollBack(home, values.restore);
    print(`되돌렸습니다 · restored: ${id}`);
    return 0;
  }
  if (values.prune !== undefined) {
    const keep = Number(values.prune);
    return Number.isInteger(keep) && keep > 0 ? prune(config, keep, values.yes) : usage();
  }
  for (const { manifest, isCurrent } of await listVersions(home)) {
    const mark = isCurrent ? '*' : ' ';
    const { id, builtAt, datasets } = manifest;
    print(`${mark} ${id.slice(0, SHORT)}  ${builtAt}  ${datasets.length} datasets`);
  }
  return 0;
}

function describe({
  dataset,
  drift,
  added,
  removed,
  changed,
  same,
  sample,
}: DatasetDiff): string[] {
  const counts = `+${added} -${removed} ~${changed} =${same}`;
  const columns = drift.map((change) => {
    const { ko, en } = schemaChangeText(change);
    return `    ${change.breaking ? '!' : ' '} ${ko} · ${en}`;
  });
  const rows = sample.map(({ kind, key, before, after }) => {
    const sides = [before, after].map((side) => JSON.stringify(side)).join(' → ');
    return `    ${kind} ${JSON.stringify(key)} ${sides}`;
  });
  return [`${dataset}  ${counts}`, ...columns, ...rows];
}

async function compare(
  home: string,
  [before, after]: readonly [Manifest, Manifest],
  only: string | undefined,
): Promise<void> {
  const extracts = join(home, 'extracts');
  const wanted = (id: string) => only === undefined || only === id;
  for (const dataset of after.datasets.filter(({ id }) => wanted(id))) {
    const older = before.datasets.find(({ id }) => id === dataset.id);
    if (!older) {
      print(`${dataset.id}  새 자료 · new`);
      continue;
    }
    const pair = { before: older, after: dataset };
    const diff = await diffDatasets(pair, { extracts, limit: SAMPLE });
    if (diff.added + diff.removed + diff.changed + diff.drift.length > 0) print(...describe(diff));
  }
  const gone = before.datasets.filter(({ id }) => !after.datasets.some((one) => one.id === id));
  for (const { id } of gone.filter((one) => wanted(one.id))) print(`${id}  없어짐 · gone`);
}

async function diff(args: readonly string[]): Promise<number> {
  const [from, to, dataset] = args;
  if (from === undefined || to === undefined) return usage();
  const { home } = readConfig(process.env);
  const before = (await findVersion(home, from)).manifest;
  const after = (await findVersion(home, to)).manifest;
  const known = [...before.datasets, ...after.datasets].some(({ id }) => id === dataset);
  if (dataset !== undefined && !known) throw new BadaError('dataset.not-found', { id: dataset });
  await compare(home, [before, after], dataset);
  return 0;
}

function usage(): number {
  print(VERSION_HELP);
  return 1;
}

/** Commands about quality and versions: their arguments in, the exit code out. */
export const VERSION_COMMANDS: Readonly<
  Record<string, (args: readonly string[]) => Promise<number>>
> = { quality, versions, diff };
