import { z } from 'zod';
import { BadaError } from '../api/errors.ts';
import { QualityRule } from './quality-rule.ts';
import { firstIssueText } from './yaml-problems.ts';

/** A `quality` entry of an Open Data Contract, as far as it is read. */
export const OdcsQuality = z.looseObject({
  id: z.string().optional(),
  name: z.string().optional(),
  type: z.enum(['text', 'library', 'sql', 'custom']).default('library'),
  severity: z.string().optional(),
  engine: z.string().optional(),
  implementation: z.unknown().optional(),
  metric: z.string().optional(),
  mustBe: z.unknown().optional(),
  arguments: z.record(z.string(), z.unknown()).optional(),
});
export type OdcsQuality = z.infer<typeof OdcsQuality>;

const SEVERITIES: Readonly<Record<string, string>> = {
  critical: 'critical',
  major: 'major',
  minor: 'minor',
  error: 'critical',
  warning: 'major',
  info: 'minor',
};

const Values = z.array(z.union([z.string(), z.number()]).transform(String)).min(1);

/** The standard's own metrics in our words; undefined where they ask for something else. */
function libraryRule(entry: OdcsQuality, column: string | undefined): unknown {
  const zero = entry.mustBe === 0;
  if (!zero || column === undefined) return undefined;
  const base = { gate: 'warn', column };
  switch (entry.metric) {
    case 'nullValues':
    case 'missingValues':
      return { ...base, criterion: 'required' };
    case 'duplicateValues':
      return { gate: 'warn', criterion: 'duplicate', columns: [column] };
    case 'invalidValues': {
      const values = Values.safeParse(entry.arguments?.validValues);
      return values.success ? { ...base, criterion: 'code', values: values.data } : undefined;
    }
    default:
      return undefined;
  }
}

function bodyOf(entry: OdcsQuality, column: string | undefined): unknown {
  if (entry.type !== 'custom') return libraryRule(entry, column);
  if (entry.engine !== 'bada') return undefined;
  const own = column === undefined ? {} : { column };
  return { gate: 'warn', ...own, ...z.looseObject({}).parse(entry.implementation) };
}

/** What a contract's `quality` entries come to. */
export interface ContractQuality {
  readonly rules: readonly QualityRule[];
  /** Names of entries for other engines; they are kept in the contract and not executed. */
  readonly notExecuted: readonly string[];
}

/** Reads the `quality` entries of a table (no `column`) or of one of its properties.
 * @throws BadaError `contract.invalid` when one of our own rules is not valid */
export function readOdcsQuality(
  entries: readonly OdcsQuality[],
  { file, column }: { file: string; column?: string },
): ContractQuality {
  const rules: QualityRule[] = [];
  const notExecuted: string[] = [];
  for (const [index, entry] of entries.entries()) {
    const name = entry.id ?? entry.name ?? `quality-${index + 1}`;
    const body = bodyOf(entry, column);
    if (body === undefined) {
      notExecuted.push(name);
      continue;
    }
    const id = entry.id ?? [entry.metric ?? 'rule', column ?? index + 1].join('-').toLowerCase();
    const severity = SEVERITIES[entry.severity ?? 'major'] ?? entry.severity;
    const parsed = QualityRule.safeParse({ id, severity, ...Object(body) });
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = ['quality', name, ...(issue?.path ?? [])].map(String).join('.');
      throw new BadaError('contract.invalid', { file, where, what: firstIssueText(parsed.error) });
    }
    rules.push(parsed.data);
  }
  return { rules, notExecuted };
}
