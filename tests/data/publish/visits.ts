import { join } from 'node:path';
import { type BroughtDataset, loadQualityPolicy } from '@bada/data/build';
import { parseDatasetContract } from '@bada/shared';
import { draftContract, withContractFacts } from '@bada/shared/catalogue';
import { projectRoot } from '../../support/project.ts';
import { mappingOf, takeText } from '../ingest/support.ts';

export const policy = await loadQualityPolicy(join(projectRoot, 'data/quality'));
const both = (text: string) => ({ ko: text, en: text });

/** A mapping of visits per district and month. */
export function visits(update: 'replace' | 'periods' = 'periods', missing = {}) {
  return mappingOf({
    id: 'visits',
    dataset: 'visits',
    update,
    personal: {},
    missing,
    columns: [
      { name: 'place', from: '구군', type: 'place', place: { system: 'mois' }, required: true },
      { name: 'period', from: '월', type: 'month', required: true, role: 'period' },
      { name: 'visits', from: '건수', type: 'integer' },
    ],
    key: ['place', 'period'],
  });
}

/** A file of visits taken in, with the contract drafted from it and what the test asks for. */
export async function bring(
  lines: readonly string[],
  {
    update,
    missing,
    mend = (text) => text,
  }: { update?: 'replace'; missing?: object; mend?: (text: string) => string } = {},
): Promise<BroughtDataset> {
  const mapping = visits(update, missing);
  const taken = await takeText(`구군,월,건수\n${lines.join('\n')}\n`, mapping);
  const columns = taken.report.columns;
  const known = { department: null, departments: [], terms: policy.terms.terms };
  const { document } = draftContract({
    mapping,
    columns,
    file: 't.csv',
    today: '2024-05-05',
    ...known,
  });
  const answered = withContractFacts(document, {
    publisher: both('부서'),
    ownerDepartment: 'transport-planning',
    legalBasis: both('조례'),
  });
  const contract = parseDatasetContract(mend(JSON.stringify(answered)), 'visits');
  return { contract, tables: [{ folder: taken.folder, report: taken.report, mapping }] };
}

export const NOT_TOLD = { X: 'not-published' };

/** A contract with a rule on small counts; why a count is missing becomes its status. */
export function ruled(version: string) {
  return (text: string): string => {
    const [before = '', after = ''] = text.split('"name":"visits_missing"');
    const column = after.replace('"role":"attribute"', '"role":"status"');
    const rule = { k: 5, counts: ['visits'], dimensions: ['place', 'period'] };
    return `${before}"name":"visits_missing"${column}`
      .replace('"1.0.0"', `"${version}"`)
      .replace('"storage":', `"smallCells":${JSON.stringify(rule)},"storage":`);
  };
}
