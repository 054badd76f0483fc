import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BroughtDataset,
  loadQualityPolicy,
  previewBrought,
  publishBrought,
} from '@bada/data/build';
import { DISTRICTS, parseDatasetContract } from '@bada/shared';
import { draftContract, withContractFacts } from '@bada/shared/catalogue';
import { mappingOf, takeText } from '../data/ingest/support.ts';
import { projectRoot } from '../support/project.ts';

const AT = '2024-05-05T00:00:00Z';
const both = (text: string) => ({ ko: text, en: text });

const MAPPING = mappingOf({
  id: 'uses',
  dataset: 'uses',
  columns: [
    { name: 'place', from: '구군', type: 'place', place: { system: 'mois' }, required: true },
    { name: 'period', from: '월', type: 'month', required: true, role: 'period' },
    { name: 'stop', from: '정류장', type: 'code', required: true, role: 'dimension' },
    { name: 'uses', from: '건수', type: 'integer', role: 'measure' },
  ],
  key: ['period', 'stop'],
});

/** A file of that many rows, taken in. */
async function brought(rows: number): Promise<BroughtDataset> {
  const lines = Array.from({ length: rows }, (_, at) => {
    const stop = at % 20_000;
    const month = Math.floor(at / 20_000);
    const place = DISTRICTS[stop % DISTRICTS.length]?.place ?? '';
    const period = `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return `${place},${period},S${stop},${(at * 7919) % 5000}`;
  });
  const { report, folder } = await takeText(`구군,월,정류장,건수\n${lines.join('\n')}\n`, MAPPING);
  const known = { department: null, departments: [], terms: [] };
  const input = { mapping: MAPPING, columns: report.columns, file: 't.csv', today: '2024-05-05' };
  const answered = withContractFacts(draftContract({ ...input, ...known }).document, {
    ...{ publisher: both('부서'), ownerDepartment: 'transport-planning', legalBasis: both('조례') },
  });
  const contract = parseDatasetContract(JSON.stringify(answered), 'uses');
  return { contract, tables: [{ folder, report, mapping: MAPPING }] };
}

/** Milliseconds of a piece of work, also where it ends in an error. */
async function timed(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work.catch(() => undefined);
  return performance.now() - began;
}

async function main(rows: number): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'bada-preview-'));
  const policy = await loadQualityPolicy(join(projectRoot, 'data/quality'));
  const dataset = await brought(rows);
  let turn = 0;
  const preview = async (signal?: AbortSignal) => {
    const scratch = join(home, `scratch-${turn++}`);
    await mkdir(scratch);
    const options = { home, scratch, datasets: [dataset], policy, at: AT, limit: 3, signal };
    return timed(previewBrought({ ...options, hidden: () => false }));
  };
  const first = await preview();
  const stopping = new AbortController();
  const stopped = preview(stopping.signal);
  await new Promise((resolve) => setTimeout(resolve, first / 2));
  const began = performance.now();
  stopping.abort(new Error('left'));
  await stopped;
  const stop = performance.now() - began;
  const published = await timed(publishBrought({ home, datasets: [dataset], policy, builtAt: AT }));
  const next = await preview();
  await rm(home, { recursive: true, force: true });
  const peak = process.resourceUsage().maxRSS * 1024;
  process.stdout.write(JSON.stringify({ first, next, stop, published, peak }));
}

await main(Number(process.argv[2]));
