import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Ingested,
  ingestFile,
  type Progress,
  proposeForFile,
  readCrosswalk,
} from '@bada/data/build';
import { stringify } from 'yaml';
import { SYSTEM_VIEWER } from '../auth/viewer.ts';
import { PROJECT_ROOT, readConfig } from '../config.ts';
import { publishFile } from './ingest-publish.ts';
import { stoppable, tellReport } from './ingest-tell.ts';
import { withStore } from './with-store.ts';

/** Help of the commands of this file. */
export const INGEST_HELP = `  ingest <file> [--mapping id] [--out folder] [--replace] [--dry-run] | --publish [--department code] [--reason text]
             파일을 매핑에 따라 들이고, 모든 행의 행방을 적습니다. --publish는 새 판으로 공개까지 합니다.
             쓰는 곳에 영향을 주는 열 변경에는 --reason이 필요합니다.
             Takes a file in by its mapping and accounts for every row; --publish goes on to a new version;
             changes of columns that may break readers need a --reason.
  propose <file>
             파일에 맞는 매핑을 제안합니다(YAML, 근거와 확신도는 주석).
             Proposes a mapping for a file (YAML; reasons and confidence as comments).
`;

function out(text: string): void {
  process.stdout.write(`${text}\n`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Lines of progress on the error stream, at most one a second. */
function progressLines(): (progress: Progress) => void {
  let last = Date.now();
  return ({ phase, table, rows, bytes, totalBytes, percent, secondsLeft }) => {
    const now = Date.now();
    if (now - last < 1000) return;
    last = now;
    const parts = [
      rows === undefined ? '' : `${rows} rows`,
      bytes === undefined ? '' : `${megabytes(bytes)} / ${megabytes(totalBytes ?? bytes)}`,
      percent > 0 ? `${percent.toFixed(0)} %` : '',
      secondsLeft === undefined ? '' : `${secondsLeft} s left`,
    ];
    process.stderr.write(`  ${table} · ${phase} · ${parts.filter(Boolean).join(' · ')}\n`);
  };
}

async function takeIn(path: string, flags: Flags): Promise<Ingested> {
  const config = readConfig(process.env);
  const { home } = config;
  const data = (name: string) => join(PROJECT_ROOT, 'data', name);
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const mappings = await withStore(config, (store) => store.documents.mappings(SYSTEM_VIEWER));
  return stoppable(async (signal) =>
    ingestFile({
      path,
      mappings,
      mappingId: flags.mapping,
      output: flags.out === undefined ? join(home, 'ingests', stamp) : resolve(flags.out),
      replace: flags.replace,
      dryRun: flags['dry-run'],
      crosswalk: await readCrosswalk(data('crosswalk/places.csv')),
      districts: data('sources/districts/districts.geojson'),
      onProgress: progressLines(),
      signal,
    }),
  );
}

interface Flags {
  readonly mapping?: string | undefined;
  readonly out?: string | undefined;
  readonly replace: boolean;
  readonly 'dry-run': boolean;
  readonly publish: boolean;
  readonly department?: string | undefined;
  readonly reason?: string | undefined;
}

async function ingest(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      out: { type: 'string' },
      replace: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      publish: { type: 'boolean', default: false },
      department: { type: 'string' },
      reason: { type: 'string' },
    },
  });
  const [path] = positionals;
  if (path === undefined) {
    process.stderr.write(INGEST_HELP);
    return 2;
  }
  if (values.publish) {
    const { department = null, reason } = values;
    return publishFile({ path: resolve(path), department, reason });
  }
  const { reports, unmapped } = await takeIn(resolve(path), values);
  for (const report of reports) tellReport(report);
  for (const table of unmapped) out(`${table}: 맞는 매핑 없음 no mapping fits`);
  return 0;
}

async function propose([path]: readonly string[]): Promise<number> {
  if (path === undefined) {
    process.stderr.write(INGEST_HELP);
    return 2;
  }
  for (const { table, proposal } of await proposeForFile(resolve(path))) {
    out(`# ${table} · ${proposal.confidence}`);
    for (const { where, confidence, ko, en } of proposal.reasons) {
      out(`# ${confidence.toFixed(2)} ${where}: ${ko} ${en}`);
    }
    out(stringify(proposal.mapping, { lineWidth: 120 }));
  }
  return 0;
}

/** Commands of this file by name. */
export const INGEST_COMMANDS: Readonly<
  Record<string, (args: readonly string[]) => Promise<number>>
> = { ingest, propose };
