import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Ingested,
  ingestFile,
  loadMappings,
  type Progress,
  proposeForFile,
  readCrosswalk,
} from '@bada/data/build';
import type { IngestReport } from '@bada/shared';
import { stringify } from 'yaml';
import { PROJECT_ROOT, readConfig } from '../config.ts';

/** Help of the commands of this file. */
export const INGEST_HELP = `  ingest <file> [--mapping id] [--out folder] [--replace] [--dry-run]
             파일을 매핑에 따라 들이고, 모든 행의 행방을 적습니다.
             Takes a file in by its mapping and accounts for every row.
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

function tellReport({ mapping, input, account, rows, flags, checks, crs }: IngestReport): void {
  const { read, kept, totals, quarantined, duplicates } = account;
  out(`${input.table} → ${mapping.id} ${mapping.version}`);
  out(
    `  읽음 ${read} = 둠 ${kept} + 합계 ${totals} + 격리 ${quarantined} + 중복 ${duplicates} · ` +
      `read = kept + totals + quarantined + duplicates`,
  );
  out(`  결과 행 rows ${rows}${crs === undefined ? '' : ` · ${crs}`}`);
  for (const { kind, what, checked, failed } of checks) {
    out(`  ${failed === 0 ? '양호 ok  ' : '확인 look'} ${kind} ${what}: ${failed} / ${checked}`);
  }
  for (const { code, text, count, confidence } of flags) {
    const sure = confidence === undefined ? '' : ` (${confidence})`;
    out(`  ! ${code} × ${count}${sure}: ${text.ko} ${text.en}`);
  }
}

/** Runs work that Ctrl-C stops cleanly. */
async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

async function takeIn(path: string, flags: Flags): Promise<Ingested> {
  const { home } = readConfig(process.env);
  const data = (name: string) => join(PROJECT_ROOT, 'data', name);
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return stoppable(async (signal) =>
    ingestFile({
      path,
      mappings: await loadMappings(data('mappings')),
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
    },
  });
  const [path] = positionals;
  if (path === undefined) {
    process.stderr.write(INGEST_HELP);
    return 2;
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
