import { csvCell } from '@bada/data/read';
import { BadaError } from '@bada/shared';
import { FORMATS } from '@bada/shared/catalogue';
import type { IngestRows, VersionIntakePart } from '@bada/shared/intake';
import type { Context } from 'hono';
import { z } from 'zod';
import { renderWorkbook } from '../render/workbook.ts';
import { attachment } from './attachment.ts';
import { clientSignal } from './client-signal.ts';
import { streamed } from './dataset-bodies.ts';
import type { AppEnv } from './registry.ts';
import { problem } from './responses.ts';

/** Rows read at once. */
const BLOCK = 20_000;
/** Most rows of a workbook, which is made in memory. */
const SHEET_ROWS = 200_000;
const LINE_END = '\r\n';

/** Query of a file of rows. */
export const PartFileQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') });

/** Responses of a file of rows. */
export const PART_FILE = {
  200: {
    description: 'The rows, masked by class; CSV is UTF-8 with a byte order mark.',
    content: {
      'text/csv': { schema: z.string() },
      [FORMATS.xlsx.mediaType]: { schema: z.string().meta({ format: 'binary' }) },
    },
  },
  422: problem('There are too many rows for a workbook (`ingest.rows-too-many`).'),
};

/** A file of rows that were not kept, or were flagged. */
export interface PartFile {
  /** Name of the source file. */
  readonly file: string;
  readonly part: VersionIntakePart;
  readonly format: z.infer<typeof PartFileQuery>['format'];
  /** Reads a page of rows as the viewer may see them. */
  readonly read: (page: { offset: number; limit: number }) => Promise<IngestRows>;
}

const PART_NAMES: Readonly<Record<VersionIntakePart, string>> = {
  quarantine: '격리한행',
  totals: '합계행',
  duplicates: '중복행',
  flags: '살펴볼행',
};

const TITLES: Readonly<Record<string, string>> = {
  row_number: '행 번호 Row',
  column: '열 Column',
  value: '값 Value',
  rule: '규칙 Rule',
  reason_ko: '사유',
  reason_en: 'Reason',
};

function headerOf({ columns }: IngestRows): string[] {
  return columns.map(({ name }) => TITLES[name] ?? name);
}

/** All pages, one after the other; the first one is there even when it holds no rows. */
async function* pagesOf({ read }: PartFile): AsyncGenerator<IngestRows> {
  let offset = 0;
  for (;;) {
    const page = await read({ offset, limit: BLOCK });
    yield page;
    offset += page.rows.length;
    if (page.rows.length === 0 || offset >= page.total) return;
  }
}

async function* csvOf(file: PartFile): AsyncGenerator<Uint8Array> {
  const utf8 = new TextEncoder();
  let before: string | undefined;
  for await (const page of pagesOf(file)) {
    before ??= `\uFEFF${headerOf(page).map(csvCell).join(',')}${LINE_END}`;
    const lines = page.rows.map((row) => row.map(csvCell).join(',') + LINE_END);
    yield utf8.encode(before + lines.join(''));
    before = '';
  }
}

async function workbookOf(c: Context<AppEnv>, file: PartFile) {
  const rows: IngestRows['rows'] = [];
  for await (const page of pagesOf(file)) {
    if (page.total > SHEET_ROWS) {
      throw new BadaError('ingest.rows-too-many', { rows: page.total, limit: SHEET_ROWS });
    }
    if (rows.length === 0) rows.push(headerOf(page));
    for (const row of page.rows) rows.push(row);
  }
  const sheet = { name: PART_NAMES[file.part], rows, dates: [] };
  return renderWorkbook({ sheets: [sheet] }, clientSignal(c.req.raw));
}

/** Answers with rows as a file: where each stood in its source, what is wrong with it and why, in both languages.
 * @throws BadaError `ingest.rows-too-many`, and whatever reading a page throws */
export async function partFile(c: Context<AppEnv>, file: PartFile): Promise<Response> {
  const { part, format } = file;
  const stem = file.file.replace(/\.[^.]+$/, '');
  const { extension, mediaType } = FORMATS[format];
  const body = format === 'csv' ? await streamed(csvOf(file)) : await workbookOf(c, file);
  c.header('Cache-Control', 'private, no-store');
  c.header('Content-Type', mediaType);
  const name = `${stem}_${PART_NAMES[part]}.${extension}`;
  c.header('Content-Disposition', attachment(name, `${part}.${extension}`));
  return c.body(body, 200);
}
