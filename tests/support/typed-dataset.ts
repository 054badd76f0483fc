import { join } from 'node:path';
import { loadQualityPolicy, publishBrought } from '@bada/data/build';
import { type Manifest, parseDatasetContract } from '@bada/shared';
import { draftContract, withContractFacts } from '@bada/shared/catalogue';
import { Mapping } from '@bada/shared/intake';
import { takeText } from '../data/ingest/support.ts';
import { projectRoot } from './project.ts';

const both = (text: string) => ({ ko: text, en: text });

/** An area with a hole, as GeoJSON. */
export const AREA =
  '{"type":"Polygon","coordinates":[[[129.0,35.1],[129.1,35.1],[129.1,35.2],[129.0,35.1]],[[129.02,35.11],[129.03,35.11],[129.03,35.12],[129.02,35.11]]]}';

/** Gauges of two districts: moments, truth values and shapes beside figures. */
const GAUGES = [
  ['구군', '측정일시', '가동', '수위', '구역'],
  ['26110', '2024-01-01 09:00', 'Y', '10', AREA],
  ['26110', '2024-01-01 18:30', 'N', '12', AREA],
  ['26140', '2024-01-01 09:00', 'Y', '20', ''],
  ['26140', '2024-01-02 23:59:59', 'Y', '24', AREA],
  ['26140', '2024-01-03 10:15', 'N', '7', AREA],
];

const MAPPING = Mapping.parse({
  v: 1,
  id: 'gauges',
  dataset: 'gauges',
  title: both('수위'),
  match: { file: '.*', columns: ['구군'] },
  columns: [
    { name: 'place', from: '구군', type: 'place', place: { system: 'mois' }, required: true },
    { name: 'measured_at', from: '측정일시', type: 'datetime', required: true, role: 'period' },
    { name: 'running', from: '가동', type: 'boolean', role: 'dimension' },
    { name: 'level', from: '수위', type: 'integer', role: 'measure' },
    { name: 'zone', from: '구역', type: 'geometry' },
  ],
  key: ['place', 'measured_at'],
});

/** An indicator that adds the levels of the gauges up. */
export const LEVELS = {
  ...{ v: 1, id: 'levels', version: 1, field: 'environment', order: 99, reportGrain: 'day' },
  ...{ unit: both('cm'), decimals: 0, direction: 'neutral', kind: 'outcome' },
  ...{ name: both('수위'), definition: both('수위'), formulaText: both('수위') },
  ...{ grain: 'day', cadence: 'irregular', dimensions: ['running'] },
  ...{ levels: ['city', 'district'], cityRule: 'sum', ownerDepartment: 'data-statistics' },
  ...{ views: ['map'], bands: { caution: 0.05, warning: 0.1, undecidedAfterDays: 800 } },
  formula: { type: 'sum', measure: { dataset: 'gauges', column: 'level' } },
};

function csv(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

/** Takes the gauges in and publishes them in a home, as a person would. */
export async function publishGauges(home: string): Promise<Manifest> {
  const policy = await loadQualityPolicy(join(projectRoot, 'data/quality'));
  const text = GAUGES.map((row) => `${row.map(csv).join(',')}\n`).join('');
  const { folder, report } = await takeText(text, MAPPING);
  const { columns } = report;
  const known = { department: null, departments: [], terms: policy.terms.terms };
  const { document } = draftContract({
    ...{ mapping: MAPPING, columns, file: 't.csv', today: '2024-05-05' },
    ...known,
  });
  const answered = withContractFacts(document, {
    publisher: both('부서'),
    ownerDepartment: 'transport-planning',
    legalBasis: both('조례'),
  });
  const contract = parseDatasetContract(JSON.stringify(answered), 'gauges');
  const datasets = [{ contract, tables: [{ folder, report, mapping: MAPPING }] }];
  const builtAt = new Date().toISOString();
  return (await publishBrought({ home, datasets, policy, builtAt })).manifest;
}
