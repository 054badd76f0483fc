import { BadaError } from '@bada/shared';
import {
  type BoundMapping,
  isGraveKind,
  type PersonalColumn,
  personalColumnsText,
  personalKindText,
} from '@bada/shared/intake';
import { PersonalDataScan, type PersonalFinding } from '../../read/personal-data.ts';
import { SUSPECT_PATTERN, SUSPECT_SHAPES, titledKinds } from '../../read/personal-patterns.ts';
import type { RawRow, RawTable } from '../../read/raw-table.ts';
import { literal } from '../duckdb.ts';
import { flagRows } from './flags.ts';
import { headOf } from './load.ts';
import type { Session } from './session.ts';

/** Rows in which names of columns may stand. */
const TITLE_ROWS = 10;

/** What the search needs to know of a table before its text is read as a whole. */
export interface PersonalSearch {
  /** SQL condition on `c0`, `c1`, …: whether a row is to be looked at closely. */
  readonly suspect: string;
  /** Rows among which titles may stand. */
  readonly first: readonly RawRow[];
}

/** Columns whose personal data goes on as it stands, by number: the mapping has no word on them, or keeps them. */
function asTheyStand({ header, mapping }: BoundMapping): number[] {
  return header.names.flatMap((name, index) =>
    ['mask', 'drop'].includes(mapping.personal[name] ?? '') ? [] : [index],
  );
}

/** Plans the search for personal data in the whole of a table: the engine picks the rows that may hold some. */
export async function planPersonalSearch(
  table: RawTable,
  bound: BoundMapping,
): Promise<PersonalSearch> {
  const { header } = bound;
  const head = await headOf(table, header.lastRow + TITLE_ROWS);
  const first = head.filter(({ number }) => number > header.lastRow);
  const open = asTheyStand(bound);
  if (open.length === 0) return { suspect: 'false', first };
  const cells = open.map((index) => `c${index}`).join(', ');
  const byTitle = open.flatMap((index) => {
    const titles = [header.names[index], ...first.map(({ cells }) => cells[index])];
    return titledKinds(titles).map((kind) => {
      const cell =
        kind === 'name' ? `regexp_replace(c${index}, '\\s', '', 'g')` : `trim(c${index})`;
      return `regexp_matches(${cell}, ${literal(SUSPECT_SHAPES[kind])})`;
    });
  });
  const byShape = `regexp_matches(concat_ws('|', ${cells}), ${literal(SUSPECT_PATTERN)})`;
  return { suspect: [byShape, ...byTitle].join(' or '), first };
}

function decisionOn({ header, mapping }: BoundMapping, { column }: PersonalFinding) {
  return mapping.personal[header.names[column] ?? ''];
}

/** Looks at every suspect row of the staged text; `rows` has them with their `cells`. What is masked or dropped is not
 * told.
 * @throws BadaError `ingest.personal-data` for numbers of persons that the mapping has no word on */
export async function findPersonalData(
  session: Session,
  bound: BoundMapping,
  { first, relation }: { first: readonly RawRow[]; relation: string },
): Promise<PersonalFinding[]> {
  const { header } = bound;
  const scan = new PersonalDataScan(header.names);
  scan.add(first);
  const after = first.at(-1)?.number ?? header.lastRow;
  const suspects = `select row_number, cells from rows where suspect and row_number > ${after}`;
  for await (const rows of session.textRows(suspects)) scan.add(rows);
  const columns = [...new Set(scan.doubtful())];
  if (columns.length > 0) {
    const counts = columns.map((column) => `count(nullif(c${column}, '')) as n${column}`);
    const [filled] = await session.rows(`select ${counts.join(', ')} from ${relation}`);
    for (const column of columns) scan.fill(column, Number(filled?.[`n${column}`] ?? 0));
  }
  const findings = scan.findings().filter((one) => {
    const decision = decisionOn(bound, one);
    return decision === undefined || decision === 'keep';
  });
  const undecided = findings.filter((one) => decisionOn(bound, one) === undefined);
  const grave = undecided.filter(({ kind }) => isGraveKind(kind));
  if (grave.length === 0) return findings;
  const named = grave.map(({ column, kind }) => ({ column: header.names[column] ?? '', kind }));
  throw new BadaError('ingest.personal-data', { columns: personalColumnsText(named) });
}

/** Hides in the quarantine what looks personal; of columns that hold personal data everything. A value that was cut may
 * have been cut inside a number. */
export async function maskQuarantine(
  session: Session,
  { header }: BoundMapping,
  findings: readonly PersonalFinding[],
): Promise<void> {
  const columns = findings.map(({ column }) => literal(header.names[column] ?? ''));
  const own = columns.length === 0 ? 'false' : `"column" in (${columns.join(', ')})`;
  const digits = `regexp_replace(regexp_replace("value", '[0-9]', '*', 'g'), '[^\\s|@]+@', '***@', 'g')`;
  await session.run(`update quarantine set "value" = case
      when ${own} then left("value", 1) || repeat('*', length("value") - 1) else ${digits} end
    where "value" <> '' and (${own} or length("value") >= 400 or regexp_matches("value", ${literal(SUSPECT_PATTERN)}))`);
}

/** Flags what was found and nobody has decided on, with masked examples only. */
export async function flagPersonalData(
  session: Session,
  bound: BoundMapping,
  findings: readonly PersonalFinding[],
): Promise<void> {
  for (const finding of findings) {
    if (decisionOn(bound, finding) !== undefined) continue;
    const { column, kind, examples, rows } = finding;
    const name = literal(bound.header.names[column] ?? '');
    const select = `select ${rows[0] ?? 'null'} as row_number, ${name} as "column", ${literal(examples.join(', '))} as "value"`;
    await flagRows(session, 'personal-data', select, {
      confidence: 0.7,
      kind,
      reason: personalKindText(kind),
    });
  }
}

/** What was found, as the report tells it to whoever publishes. */
export function personalColumns(
  bound: BoundMapping,
  findings: readonly PersonalFinding[],
): PersonalColumn[] {
  return findings.map((finding) => ({
    column: bound.header.names[finding.column] ?? '',
    kind: finding.kind,
    count: finding.count,
    decision: decisionOn(bound, finding) === 'keep' ? 'keep' : null,
  }));
}
