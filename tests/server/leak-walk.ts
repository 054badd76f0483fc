import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, MetricQuery } from '@bada/shared';
import type { QualityWorld } from '../support/quality-world.ts';
import { INDICATORS, ROWS } from './leak-world.ts';
import { jsonRequest } from './support.ts';

/** A request of a walk. */
export interface Step {
  readonly path: string;
  readonly init?: RequestInit;
}

/** What there is to ask for: gathered by somebody who sees all, so that nothing is missed. */
export interface Ground {
  readonly datasets: readonly string[];
  readonly manifests: readonly string[];
  /** Names of all files of extracts and cuts on disk, with every class as which they may be asked for. */
  readonly files: readonly string[];
  readonly proofs: readonly string[];
  readonly tasks: readonly string[];
}

/** How a route is walked, or why it can tell nothing of a dataset's rows. */
export type Walk = ((ground: Ground) => readonly Step[]) | string;

const post = (path: string, body: unknown): Step => ({ path, init: jsonRequest('POST', body) });
const get = (path: string): Step => ({ path });

/** A step per dataset for its current version, which goes unnamed, and for the oldest one. */
function versions(suffix: string, search = ''): Walk {
  return ({ datasets, manifests }) =>
    datasets.flatMap((id) =>
      ['', `manifest=${manifests.at(-1)}`].map((at) =>
        get(`/api/datasets/${id}${suffix}?${[search, at].filter(Boolean).join('&')}`),
      ),
    );
}

function each(suffix: string): Walk {
  return ({ datasets }) => datasets.map((id) => get(`/api/datasets/${id}${suffix}`));
}

const SEARCHED = ['신청인', '메모', '종류', '26110', 'aid', 'persons', 'memo', 'applicant', ''];

const BYS = [
  [],
  ['district'],
  ['city'],
  ['year'],
  ['kind'],
  ['team'],
  ['applicant'],
  ['memo'],
  ['city', 'year', 'kind'],
  ['district', 'year'],
  ['district', 'kind', 'team'],
  ['city', 'team'],
];

const WHERES: MetricQuery['where'][] = [
  [{ dimension: 'place', op: 'in', values: ['26110'] }],
  [{ dimension: 'place', op: 'in', values: ['26110', '26140', '26350'] }],
  [{ dimension: 'place', op: 'not-in', values: ['26350'] }],
  [{ dimension: 'team', op: 'not-in', values: ['east-team'] }],
  [{ dimension: 'kind', op: 'in', values: ['공통'] }],
  [
    {
      dimension: 'applicant',
      op: 'in',
      values: ROWS.map(({ applicant }) => applicant).slice(0, 6),
    },
  ],
];

/** Questions of every shape: totals, parts of them, what they are compared with, their order and their first rows. */
function questions(): Partial<MetricQuery>[] {
  return INDICATORS.flatMap(({ id }) => {
    const indicators = [{ id }];
    const wholes = BYS.map((by) => ({ v: 1 as const, indicators, by }));
    const parts = [['city'], ['district', 'kind']].flatMap((by) =>
      WHERES.map((where) => ({ v: 1 as const, indicators, by, where })),
    );
    const by = ['district', 'year'];
    const shaped: Partial<MetricQuery>[] = [
      { compare: 'previous-period' },
      { compare: { period: '2020-01-01' } },
      { orderBy: { column: 'value', direction: 'desc' }, limit: 1 },
      { time: { from: '2021-01-01', to: '2021-12-31' } },
      { time: { last: 1, grain: 'year' } },
    ];
    const others = shaped.flatMap((shape) => [
      { v: 1 as const, indicators, by, ...shape },
      { v: 1 as const, indicators, by: ['city', 'year'], ...shape },
    ]);
    return [...wholes, ...parts, ...others];
  });
}

const PER_REQUEST = 60;

function queries({ manifests }: Ground): Step[] {
  const all = [
    ...questions(),
    ...manifests.map((manifest) => ({
      v: 1 as const,
      indicators: [{ id: 'aid-persons' }],
      by: ['city'],
      manifest,
    })),
  ];
  const pages = Array.from({ length: Math.ceil(all.length / PER_REQUEST) }, (_, at) =>
    post('/api/query', { queries: all.slice(at * PER_REQUEST, (at + 1) * PER_REQUEST) }),
  );
  const arrow = post('/api/query', {
    queries: [{ v: 1, indicators: [{ id: 'aid-persons' }], by: ['district'] }],
  });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/vnd.apache.arrow.stream',
  };
  return [...pages, { ...arrow, init: { ...arrow.init, headers } }];
}

const COLUMNS = ['persons', 'income', 'applicant', 'memo', 'kind'];
const NUMBERS = ['persons', 'income'];
const LINKED_DIMENSIONS = ['kind', 'place', 'team', 'applicant', 'memo'];

function linked({ datasets }: Ground): Step[] {
  const components = (columns: string[]) => [
    { agg: 'rows' },
    ...columns.flatMap((column) =>
      (NUMBERS.includes(column)
        ? ['present', 'distinct', 'min', 'max']
        : ['present', 'distinct']
      ).map((agg) => ({ agg, column })),
    ),
  ];
  return datasets.flatMap((id) => [
    ...COLUMNS.map((column) => {
      const scans = [{ dimensions: [], clauses: [], components: components([column]) }];
      const sums = { agg: 'sum', column };
      const own = NUMBERS.includes(column)
        ? [{ dimensions: ['d0'], clauses: [], components: [sums] }]
        : [];
      const dimensions = [
        { name: 'd0', kind: 'coded', type: 'text', column: 'kind', values: ['공통'] },
      ];
      return post(`/api/datasets/${id}/linked`, { dimensions, scans: [...scans, ...own] });
    }),
    ...LINKED_DIMENSIONS.map((column) => {
      const values = [...new Set(ROWS.map((row) => String(row[column as keyof typeof row])))].slice(
        0,
        20,
      );
      const dimensions = [{ name: 'd0', kind: 'coded', type: 'text', column, values }];
      const scans = [
        { dimensions: ['d0'], clauses: [], components: [{ agg: 'sum', column: 'persons' }] },
      ];
      return post(`/api/datasets/${id}/linked`, { dimensions, scans });
    }),
  ]);
}

function intake(end: string): Walk {
  return ({ datasets, manifests }) =>
    datasets.flatMap((id) =>
      manifests.map((one) => get(`/api/datasets/${id}/versions/${one}/intake${end}`)),
    );
}

const SENT = 'takes what the sender sends and answers with it alone';
const PEOPLE_ONLY = 'is about people, not about datasets';
const OUTSIDE = 'is about other systems and what they list, not about rows here';
const OWN_FILE =
  'is about a file that its sender or a colleague brought, before it is a version of a dataset';
const FORMULAS = 'holds what indicators mean; figures stand in no definition';

/** Every route with how it is walked. A route that is missing here fails the test: whoever adds one says what it hands
 * out. */
export const WALKS: Readonly<Record<string, Walk>> = {
  'get /api/health': () => [get('/api/health')],
  'get /api/ready': () => [get('/api/ready')],
  'get /api/session': PEOPLE_ONLY,
  'get /api/session/provider': PEOPLE_ONLY,
  'get /api/session/provider/back': PEOPLE_ONLY,
  'post /api/session': PEOPLE_ONLY,
  'post /api/session/sample': PEOPLE_ONLY,
  'post /api/session/join': PEOPLE_ONLY,
  'put /api/session/password': PEOPLE_ONLY,
  'delete /api/session': PEOPLE_ONLY,
  'get /api/accounts': PEOPLE_ONLY,
  'post /api/accounts': PEOPLE_ONLY,
  'put /api/accounts/{id}': PEOPLE_ONLY,
  'post /api/accounts/{id}/link': PEOPLE_ONLY,
  'get /api/tokens': PEOPLE_ONLY,
  'post /api/tokens': PEOPLE_ONLY,
  'delete /api/tokens/{id}': PEOPLE_ONLY,
  'get /api/audit': () => [get('/api/audit')],
  'get /api/manifest': () => [get('/api/manifest')],
  'get /api/indicators': () => [get('/api/indicators')],
  'get /api/definitions': () => [get('/api/definitions')],
  'get /api/definitions.yaml': () => [get('/api/definitions.yaml')],
  'post /api/definitions/import': FORMULAS,
  'get /api/indicators/{id}/definition': () =>
    INDICATORS.map(({ id }) => get(`/api/indicators/${id}/definition`)),
  'get /api/indicators/{id}/definition.yaml': FORMULAS,
  'get /api/indicators/{id}/definition/dependents': FORMULAS,
  'get /api/indicators/{id}/definition/history': FORMULAS,
  'post /api/indicators/{id}/definition/restore': FORMULAS,
  'put /api/indicators/{id}/draft': FORMULAS,
  'delete /api/indicators/{id}/draft': FORMULAS,
  'post /api/indicators/{id}/draft/submit': FORMULAS,
  'post /api/indicators/{id}/draft/return': FORMULAS,
  'post /api/indicators/{id}/draft/approve': FORMULAS,
  'post /api/indicators/{id}/draft/preview': () =>
    INDICATORS.map((document) =>
      post(`/api/indicators/${document.id}/draft/preview`, { document }),
    ),
  'post /api/query': queries,
  'get /api/proofs/{id}': ({ proofs }) => proofs.map((id) => get(`/api/proofs/${id}?rows=1`)),
  'get /api/boards': SENT,
  'post /api/boards': SENT,
  'get /api/boards/{id}': SENT,
  'put /api/boards/{id}': SENT,
  'delete /api/boards/{id}': SENT,
  'post /api/boards/{id}/restore': SENT,
  'get /api/ingests': OWN_FILE,
  'post /api/ingests': OWN_FILE,
  'get /api/ingests/{id}': OWN_FILE,
  'delete /api/ingests/{id}': OWN_FILE,
  'post /api/ingests/{id}/cancel': OWN_FILE,
  'post /api/ingests/{id}/run': OWN_FILE,
  'post /api/ingests/{id}/publish': OWN_FILE,
  'get /api/ingests/{id}/mappings/{table}': OWN_FILE,
  'get /api/ingests/{id}/publication': OWN_FILE,
  'get /api/ingests/{id}/contracts/{table}': OWN_FILE,
  'put /api/ingests/{id}/contracts/{table}': OWN_FILE,
  'put /api/ingests/{id}/mappings/{table}': OWN_FILE,
  'get /api/ingests/{id}/tables/{table}/{part}': OWN_FILE,
  'get /api/ingests/{id}/tables/{table}/{part}/file': OWN_FILE,
  'get /api/datasets': () =>
    SEARCHED.map((q) => get(`/api/datasets?limit=100&q=${encodeURIComponent(q)}`)),
  'get /api/search': () =>
    SEARCHED.map((q) => get(`/api/search?limit=20&q=${encodeURIComponent(q)}`)),
  'get /api/datasets/{id}': versions(''),
  'get /api/datasets/{id}/rows': versions('/rows', 'limit=100'),
  'get /api/datasets/{id}/profile': versions('/profile'),
  'get /api/datasets/{id}/lost-characters': versions('/lost-characters'),
  'post /api/datasets/{id}/linked': linked,
  'get /api/datasets/{id}/contract': each('/contract'),
  'get /api/datasets/{id}/contract/history': each('/contract/history'),
  'post /api/datasets/{id}/contract/check': ({ datasets }) =>
    datasets.map((id) => post(`/api/datasets/${id}/contract/check`, { reason: '', yaml: 'id: x' })),
  'post /api/datasets/{id}/contract/small-cells': ({ datasets }) =>
    datasets.map((id) =>
      post(`/api/datasets/${id}/contract/small-cells`, {
        k: 5,
        counts: ['persons'],
        dimensions: ['place', 'period', 'kind'],
      }),
    ),
  'post /api/datasets/{id}/contract/restore': ({ datasets }) =>
    datasets.map((id) =>
      post(`/api/datasets/${id}/contract/restore`, { version: '1.0.0', reason: '' }),
    ),
  'put /api/datasets/{id}/contract': SENT,
  'get /api/datasets/{id}/diff': ({ datasets, manifests }) =>
    datasets.flatMap((id) =>
      manifests.flatMap((before) =>
        manifests
          .filter((after) => after !== before)
          .map((after) =>
            get(`/api/datasets/${id}/diff?before=${before}&after=${after}&limit=100`),
          ),
      ),
    ),
  'post /api/datasets/{id}/restore': ({ datasets, manifests }) =>
    datasets.map((id) => post(`/api/datasets/${id}/restore`, { manifest: manifests[0] })),
  'get /api/datasets/{id}/versions/{version}/intake': intake(''),
  'get /api/datasets/{id}/versions/{version}/intake/{table}/{part}': intake(
    '/0/quarantine?offset=0&limit=50',
  ),
  'get /api/datasets/{id}/versions/{version}/intake/{table}/{part}/file': intake(
    '/0/quarantine/file?format=csv',
  ),
  'get /api/datasets/{id}/download': (ground) =>
    ['csv', 'csv-cp949', 'json', 'xlsx', 'parquet'].flatMap((format) => {
      const walk = versions('/download', `format=${format}`);
      return typeof walk === 'string' ? [] : walk(ground);
    }),
  'get /api/datasets/{id}/package.zip': versions('/package.zip'),
  'get /api/datasets/{id}/quality': versions('/quality'),
  'get /api/datasets/{id}/failing': versions('/failing', 'rule=few-persons&limit=100'),
  'get /api/datasets/{id}/failing.xlsx': versions('/failing.xlsx'),
  'get /api/datasets/{id}/evidence.xlsx': versions('/evidence.xlsx'),
  'get /api/datasets/{id}/overlaps': versions('/overlaps'),
  'get /api/evidence.xlsx': () => [get('/api/evidence.xlsx')],
  'get /api/tasks': () => [get('/api/tasks?limit=100'), get('/api/tasks?dataset=aid')],
  'post /api/tasks': ({ datasets }) =>
    datasets.map((dataset) => post('/api/tasks', { dataset, rule: 'few-persons' })),
  'get /api/tasks/{id}': ({ tasks }) => tasks.map((id) => get(`/api/tasks/${id}`)),
  'get /api/tasks/{id}/changes': ({ tasks }) => tasks.map((id) => get(`/api/tasks/${id}/changes`)),
  'post /api/tasks/{id}/changes': ({ tasks }) =>
    tasks.map((id) => ({
      path: `/api/tasks/${id}/changes`,
      init: jsonRequest('POST', { kind: 'noted', text: '확인' }, { 'if-match': '*' }),
    })),
  'post /api/tasks/{id}/recheck': ({ tasks }) =>
    tasks.map((id) => post(`/api/tasks/${id}/recheck`, {})),
  'get /dcat.jsonld': () => [get('/dcat.jsonld?scope=all')],
  'get /api/listing.csv': () => [get('/api/listing.csv?scope=all')],
  'get /api/glossary': () => [get('/api/glossary')],
  'get /api/datasets/{id}/dcat.jsonld': versions('/dcat.jsonld'),
  'get /api/datasets/{id}/datapackage.json': versions('/datapackage.json'),
  'get /api/datasets/{id}/contract.yaml': versions('/contract.yaml'),
  'get /api/datasets/{id}/listing.csv': versions('/listing.csv'),
  'get /api/datasets/{id}/lineage': each('/lineage'),
  'post /api/listing': OUTSIDE,
  'get /api/collections': OUTSIDE,
  'post /api/collections': OUTSIDE,
  'post /api/collections/sample': OUTSIDE,
  'get /api/collections/{id}': OUTSIDE,
  'put /api/collections/{id}': OUTSIDE,
  'delete /api/collections/{id}': OUTSIDE,
  'get /api/mappings': OUTSIDE,
  'get /api/jobs': OUTSIDE,
  'get /api/jobs/{id}': OUTSIDE,
  'post /api/jobs': OUTSIDE,
  'put /api/jobs/{id}': OUTSIDE,
  'get /api/harvested': OUTSIDE,
  'put /api/harvested/{id}': OUTSIDE,
  'get /api/openapi.json': () => [get('/api/openapi.json')],
  'get /*': 'hands out the files of the app, which are the same for everybody',
  'get /extracts/{class}/{file}': ({ files }) => files.map((path) => get(`/extracts/${path}`)),
};

const CLASSES = ['open', 'internal', 'restricted'];

/** Everything that may be asked for by name: manifests, files of extracts, rollups and cuts, proofs, tasks. */
export async function groundOf(
  world: QualityWorld,
  { manifests, proofs }: { manifests: readonly Manifest[]; proofs: readonly string[] },
): Promise<Ground> {
  const folder = join(world.home, 'extracts');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.flatMap(
    (name) => /([0-9a-f]{64}\.(?:parquet|geojson))$/.exec(name)?.[1] ?? [],
  );
  const response = await world.request('/api/tasks?limit=100');
  const { tasks }: { tasks: { id: string }[] } = JSON.parse(await response.text());
  return {
    datasets: ['aid', 'cases'],
    manifests: manifests.map(({ id }) => id),
    files: [...new Set(files)].flatMap((file) => CLASSES.map((one) => `${one}/${file}`)),
    proofs,
    tasks: tasks.map(({ id }) => id),
  };
}
