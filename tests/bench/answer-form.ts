import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { type Answer, QueryAnswers } from '@bada/shared';
import { arrowOf } from '../../server/src/engine/arrow.ts';
import { answerOfArrow } from '../../web/src/api/arrow-answer.ts';
import { answerOf, indicatorOf } from '../web/overview/sample.ts';
import { ANSWER_FORM_NOTES } from './answer-form-notes.ts';
import { type Bench, type Finding, ms, ratio } from './report.ts';
import { summarise } from './statistics.ts';

const ROWS = [200, 2000, 5000, 20_000, 100_000];
const RUNS = 9;
/** As the server compresses. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

/** An answer by district and month, with what is missing now and then. */
function answerOfRows(count: number): Answer {
  const rows = Array.from({ length: count }, (_, at) => at);
  const isMissing = (at: number) => at % 50 === 0;
  const month = (at: number) => {
    const months = Math.floor(at / 16) % 240;
    return `${2005 + Math.floor(months / 12)}-${String(1 + (months % 12)).padStart(2, '0')}-01`;
  };
  const query = { v: 1, indicators: [{ id: 'ageing-share' }], by: [], where: [] } as const;
  return {
    ...answerOf([], indicatorOf(), {
      ...query,
      indicators: [...query.indicators],
      by: [],
      where: [],
    }),
    columns: {
      indicator: rows.map(() => 'ageing-share'),
      place: rows.map((at) => String(26_110 + 30 * (at % 16))),
      period: rows.map(month),
      value: rows.map((at) => (isMissing(at) ? null : Math.sin(at) * 1000)),
      status: rows.map((at) => (isMissing(at) ? ('missing' as const) : ('final' as const))),
    },
  };
}

function timed<T>(work: () => T): number {
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return summarise(times).p50;
}

interface Form {
  readonly write: (answer: Answer) => Uint8Array;
  readonly read: (bytes: Uint8Array) => unknown;
}

const FORMS: Readonly<Record<'JSON' | 'Arrow', Form>> = {
  JSON: {
    write: (answer) => Buffer.from(JSON.stringify({ answers: [answer] })),
    read: (bytes) => QueryAnswers.parse(JSON.parse(Buffer.from(bytes).toString())),
  },
  Arrow: { write: arrowOf, read: answerOfArrow },
};

function measure({ write, read }: Form, answer: Answer) {
  const bytes = write(answer);
  const packed = brotliCompressSync(bytes, BROTLI);
  return {
    bytes: bytes.byteLength,
    packed: packed.byteLength,
    write: timed(() => write(answer)),
    pack: timed(() => brotliCompressSync(bytes, BROTLI)),
    unpack: timed(() => brotliDecompressSync(packed)),
    read: timed(() => read(bytes)),
  };
}

const kB = (bytes: number) => (bytes / 1000).toFixed(1);

async function run(): Promise<Finding> {
  const rows = ROWS.flatMap((count) => {
    const answer = answerOfRows(count);
    const found = { JSON: measure(FORMS.JSON, answer), Arrow: measure(FORMS.Arrow, answer) };
    const whole = (one: ReturnType<typeof measure>) => one.write + one.pack + one.unpack + one.read;
    return Object.entries(found).map(([name, one]) => [
      `${count.toLocaleString('en')} rows, ${name}`,
      kB(one.bytes),
      kB(one.packed),
      ...[one.write, one.pack, one.unpack, one.read].map(ms),
      name === 'JSON' ? '' : ratio(whole(one), whole(found.JSON)),
    ]);
  });
  const head = [
    '',
    'kB',
    'kB with brotli',
    'write ms',
    'pack ms',
    'unpack ms',
    'read ms',
    'all to JSON’s',
  ];
  return {
    title: 'Answers as JSON and as Arrow',
    method: `One answer by district and month with its proof, written as the server does, packed as it does (brotli, quality 6), and read as the app does, schema checks included; medians of ${RUNS} in one process of Node.`,
    tables: [{ caption: '**From columns to columns**', rows: [head, ...rows] }],
    notes: ANSWER_FORM_NOTES,
  };
}

/** Forms in which an answer crosses the line. */
export const answerForm: Bench = { name: 'answer-form', run };
