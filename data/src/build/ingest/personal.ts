import { BadaError } from '@bada/shared';
import type { BoundMapping } from '@bada/shared/intake';
import { PersonalDataScan, type PersonalFinding } from '../../read/personal-data.ts';
import { SUSPECT_PATTERN, SUSPECT_SHAPES, titledKinds } from '../../read/personal-patterns.ts';
import type { RawRow, RawTable } from '../../read/raw-table.ts';
import { literal } from '../duckdb.ts';
import { flagRows } from './flags.ts';
import { headOf } from './load.ts';
import type { Session } from './session.ts';

/** Kinds that may stand in official files (an office's telephone, a candidate's name): a flag, no stop. */
export const MILD: readonly PersonalFinding['kind'][] = [
  'name',
  'email',
  'mobile',
  'phone',
  'account',
];

/** Rows in which names of columns may stand. */
const TITLE_ROWS = 10;

/** What the search needs to know of a table before its text is read as a whole. */
export interface PersonalSearch {
  /** SQL condition on `c0`, `c1`, …: whether a row is to be looked at closely. */
  readonly suspect: string;
  /** Rows among which titles may stand. */
  readonly first: readonly RawRow[];
}

/** Columns that the mapping has no word on, by number. */
function undecided({ header, mapping }: BoundMapping): number[] {
  return header.names.flatMap((name, index) =>
    mapping.personal[name] === undefined ? [index] : [],
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
  const open = undecided(bound);
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

/** Looks at every suspect row of the staged text; `rows` has them with their `cells`.
 * @throws BadaError `ingest.personal-data` for numbers of persons that the mapping has no word on */
export async function findPersonalData(
  session: Session,
  bound: BoundMapping,
  { first, relation }: { first: readonly RawRow[]; relation: string },
): Promise<PersonalFinding[]> {
  const { header, mapping } = bound;
  const scan = new PersonalDataScan(header.names);
  scan.add(first);
  const after = first.at(-1)?.number ?? header.lastRow;
  const suspects = `select row_number, cells from rows where suspect and row_number > ${after}`;
  for await (const rows of session.textRows(suspects)) scan.add(rows);
  const isOpen = ({ column }: PersonalFinding) =>
    mapping.personal[header.names[column] ?? ''] === undefined;
  const columns = [...new Set(scan.doubtful())];
  if (columns.length > 0) {
    const counts = columns.map((column) => `count(nullif(c${column}, '')) as n${column}`);
    const [filled] = await session.rows(`select ${counts.join(', ')} from ${relation}`);
    for (const column of columns) scan.fill(column, Number(filled?.[`n${column}`] ?? 0));
  }
  const open = scan.findings().filter(isOpen);
  const grave = open.filter(({ kind }) => !MILD.includes(kind));
  if (grave.length === 0) return open;
  const names = grave.map(({ column, kind }) => `${header.names[column]} (${kind})`).join(', ');
  throw new BadaError('ingest.personal-data', { columns: names });
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

/** Flags what was found, with masked examples only. */
export async function flagPersonalData(
  session: Session,
  { header }: BoundMapping,
  findings: readonly PersonalFinding[],
): Promise<void> {
  for (const { column, kind, examples, rows } of findings) {
    await flagRows(
      session,
      'personal-data',
      `select ${rows[0] ?? 'null'} as row_number, ${literal(header.names[column] ?? '')} as "column", ${literal(`${kind}: ${examples.join(', ')}`)} as "value"`,
      0.7,
    );
  }
}
