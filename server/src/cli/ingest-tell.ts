import type { IngestReport } from '@bada/shared/intake';

function out(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Tells a report on the terminal. */
export function tellReport({
  mapping,
  input,
  account,
  rows,
  flags,
  checks,
  crs,
}: IngestReport): void {
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
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
