import { parentPort, workerData } from 'node:worker_threads';
import { ingestFile, inspectFile, type Progress, readCrosswalk } from '@bada/data/build';
import { maskAll } from '@bada/data/read';
import { BadaError } from '@bada/shared';
import type { IngestReport } from '@bada/shared/intake';
import { IngestOutcome, IngestTask, type ThreadMessage } from './ingest-task.ts';

const PROGRESS_MS = 250;
const controller = new AbortController();

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

/** At most four a second. */
function tellProgress(): (progress: Progress) => void {
  let last = 0;
  return ({ rows, bytes, totalBytes, secondsLeft, percent, ...rest }) => {
    const now = Date.now();
    if (now - last < PROGRESS_MS) return;
    last = now;
    const known = Object.entries({ rows, bytes, totalBytes, secondsLeft }).filter(
      ([, value]) => value !== undefined,
    );
    const progress = { ...rest, percent: Math.min(100, percent), ...Object.fromEntries(known) };
    tell({ kind: 'progress', progress });
  };
}

/** Examples of flags are raw text of the file. */
function maskedReport(report: IngestReport): IngestReport {
  const flags = report.flags.map((flag) => ({
    ...flag,
    examples: flag.examples.map((example) =>
      example.value === undefined ? example : { ...example, value: maskAll(example.value) },
    ),
  }));
  return { ...report, flags };
}

async function work(task: IngestTask): Promise<IngestOutcome> {
  const { signal } = controller;
  const crosswalk = await readCrosswalk(task.crosswalk);
  const { path, read: given, districts } = task;
  const read = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  if (task.kind === 'inspect') {
    const { mappings, scratch } = task;
    const decided = new Map(task.decided);
    const options = { path, mappings, decided, read, scratch, crosswalk, districts, signal };
    return IngestOutcome.parse({ kind: 'inspected', ...(await inspectFile(options)) });
  }
  const { reports, places } = await ingestFile({
    path,
    mappings: task.mappings,
    plan: new Map(task.plan),
    output: task.output,
    replace: true,
    crosswalk,
    districts,
    ...(Object.keys(read).length > 0 ? { read } : {}),
    onProgress: tellProgress(),
    signal,
  });
  const results = reports.map((report, at) => ({
    table: String(places[at]),
    report: maskedReport(report),
  }));
  return { kind: 'ran', results };
}

async function main(): Promise<void> {
  parentPort?.once('message', () => controller.abort());
  try {
    tell({ kind: 'outcome', outcome: await work(IngestTask.parse(workerData)) });
  } catch (error) {
    const stopped = controller.signal.aborted ? new BadaError('ingest.cancelled') : error;
    if (!(stopped instanceof BadaError)) throw stopped;
    tell({ kind: 'refused', code: stopped.code, params: stopped.params });
  } finally {
    parentPort?.close();
  }
}

await main();
