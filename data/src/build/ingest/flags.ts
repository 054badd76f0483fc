import type { Localized } from '@bada/shared';
import { FLAG_TEXTS, type FlagCode, type IngestFlag } from '@bada/shared/intake';
import { literal } from '../duckdb.ts';
import type { Session } from './session.ts';

/** The table that collects every flagged case. */
export const FLAGS_TABLE = 'flagged';

/** Creates the table of flagged cases: `code`, `row_number` (null where a key or a total is meant), `column`, `value`, `confidence`,
 * `kind` of what was found, where there are several, `rows` with all row numbers of a value that many rows hold. */
export async function createFlags(session: Session): Promise<void> {
  await session.run(
    `create table ${FLAGS_TABLE} (code varchar, row_number bigint, "column" varchar, "value" varchar, confidence double, kind varchar, rows varchar, reason_ko varchar, reason_en varchar)`,
  );
}

/** Adds the cases of a SELECT of `row_number`, `column`, `value`; gives their number. */
export async function flagRows(
  session: Session,
  code: FlagCode,
  select: string,
  {
    confidence,
    kind,
    listsRows = false,
    reason = FLAG_TEXTS[code],
  }: {
    readonly confidence?: number;
    readonly kind?: string;
    /** Whether the SELECT has `rows` too. */
    readonly listsRows?: boolean;
    /** Why it is flagged, where the code alone does not say it. */
    readonly reason?: Localized;
  } = {},
): Promise<number> {
  const before = await session.count(`select count(*) from ${FLAGS_TABLE}`);
  await session.run(
    `insert into ${FLAGS_TABLE} select '${code}', row_number, "column", left("value", 400), ${confidence ?? 'null'}, ${kind === undefined ? 'null' : literal(kind)}, ${listsRows ? 'rows' : 'null'}, ${literal(reason.ko)}, ${literal(reason.en)} from (${select})`,
  );
  return (await session.count(`select count(*) from ${FLAGS_TABLE}`)) - before;
}

function isFlagCode(code: string): code is FlagCode {
  return code in FLAG_TEXTS;
}

/** All flags with their first cases. */
export async function flagSummary(session: Session): Promise<IngestFlag[]> {
  const rows = await session.rows(
    `select code, count(*) as n, min(confidence) as confidence,
      list({row: row_number, col: "column", val: "value", kind: kind} order by row_number, "value")[1:20] as examples
     from ${FLAGS_TABLE} group by code order by code`,
  );
  return rows.map((row) => {
    const code = String(row.code);
    if (!isFlagCode(code)) throw new Error(`unknown flag ${code}`);
    const confidence = row.confidence === null ? {} : { confidence: Number(row.confidence) };
    return {
      code,
      text: FLAG_TEXTS[code],
      count: Number(row.n),
      ...confidence,
      examples: examplesOf(row.examples),
    };
  });
}

function examplesOf(value: unknown): IngestFlag['examples'] {
  if (typeof value !== 'object' || value === null || !('items' in value)) return [];
  if (!Array.isArray(value.items)) return [];
  return value.items.map((item: { entries?: Readonly<Record<string, unknown>> }) => {
    const { row, col, val, kind } = item.entries ?? {};
    return {
      ...(typeof row === 'bigint' ? { row: Number(row) } : {}),
      ...(typeof col === 'string' ? { column: col } : {}),
      ...(typeof val === 'string' ? { value: val } : {}),
      ...(typeof kind === 'string' ? { kind } : {}),
    };
  });
}
