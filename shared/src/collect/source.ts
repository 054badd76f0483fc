import { z } from 'zod';
import { saying } from '../model/saying.ts';

/** Name of a secret: what it holds stands in the environment or in the deployment's own file, never in a document. */
export const SecretName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,60}$/, 'expected lower-case letters, digits and hyphens');
export type SecretName = z.infer<typeof SecretName>;

const Parameters = z
  .record(z.string().regex(/^[A-Za-z_][\w.:[\]-]{0,80}$/), z.string().max(500))
  .default({});
const Address = z.url({ protocol: /^https?$/ }).max(500);
const PageSize = z.number().int().min(1).max(10_000);

/** A table of PostgreSQL, or the answer of one query. */
export const PostgresSource = z.strictObject({
  kind: z.literal('postgres'),
  host: z.string().regex(/^[\w.-]{1,200}$/),
  port: z.number().int().min(1).max(65_535).default(5432),
  database: z.string().min(1).max(63),
  user: z.string().min(1).max(63),
  password: SecretName.nullable(),
  tls: z.boolean().default(false),
  read: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('table'),
      schema: z.string().min(1).max(63).default('public'),
      table: z.string().min(1).max(63),
    }),
    z.strictObject({ kind: z.literal('query'), sql: z.string().min(1).max(20_000) }),
  ]),
});
export type PostgresSource = z.infer<typeof PostgresSource>;

/** An API of data.go.kr in its common form: `pageNo`, `numOfRows`, `totalCount`. */
export const DataGoKrSource = z.strictObject({
  kind: z.literal('data-go-kr'),
  url: Address,
  key: SecretName,
  parameters: Parameters,
  /** Rows asked for at once; a server that gives fewer sets the size. */
  pageSize: PageSize.default(1000),
});
export type DataGoKrSource = z.infer<typeof DataGoKrSource>;

/** A file of data.go.kr as an API (odcloud): `page`, `perPage`, `data`. */
export const OdcloudSource = z.strictObject({
  kind: z.literal('odcloud'),
  url: Address,
  key: SecretName,
  parameters: Parameters,
  pageSize: PageSize.default(1000),
});
export type OdcloudSource = z.infer<typeof OdcloudSource>;

/** A statistical table of KOSIS. */
export const KosisSource = z.strictObject({
  kind: z.literal('kosis'),
  url: Address.default('https://kosis.kr/openapi/Param/statisticsParameterData.do'),
  key: SecretName,
  /** Publishing body, e.g. `101`. */
  orgId: z.string().regex(/^\w{1,20}$/),
  /** Table, e.g. `DT_1B040A3`. */
  tblId: z.string().regex(/^\w{1,40}$/),
  /** Items; `ALL`, or codes. */
  items: z.array(z.string().regex(/^\w{1,40}$/)).min(1),
  /** Codes of each classification in its order; `['ALL']` for all. */
  objects: z.array(z.array(z.string().regex(/^\w{1,40}$/)).min(1)).max(8),
  /** D day, M month, Q quarter, H half, Y year, F every few years, IR irregular. */
  cadence: z.enum(['D', 'M', 'Q', 'H', 'Y', 'F', 'IR']),
  /** First and last period (inclusive) in the table's own form: `2024`, `202401`, `20251`. */
  from: z.string().regex(/^\d{4,8}$/),
  to: z.string().regex(/^\d{4,8}$/),
});
export type KosisSource = z.infer<typeof KosisSource>;

/** Another catalogue, whose entries are listed beside our own. */
export const CatalogueSourceAddress = z
  .strictObject({
    kind: z.literal('catalogue'),
    url: Address,
    /** DCAT or schema.org in JSON-LD, Turtle or RDF/XML, in one document or in pages; the portal's listing as CSV; or its list
     * service (odcloud), in pages. */
    form: z.enum(['json-ld', 'turtle', 'rdf-xml', 'listing', 'portal']),
    /** Key and further parameters of the list service; others are asked without. */
    key: SecretName.nullable().default(null),
    parameters: Parameters,
  })
  .refine(({ form, key }) => form !== 'portal' || key !== null, {
    path: ['key'],
    ...saying({
      ko: '목록 서비스에는 인증키가 있어야 합니다',
      en: 'the list service is asked with a key',
    }),
  });
export type CatalogueSourceAddress = z.infer<typeof CatalogueSourceAddress>;

/** Where rows are fetched from. */
export const RowSource = z.discriminatedUnion('kind', [
  PostgresSource,
  DataGoKrSource,
  OdcloudSource,
  KosisSource,
]);
export type RowSource = z.infer<typeof RowSource>;

/** Where something is fetched from. */
export const CollectSource = z.discriminatedUnion('kind', [
  ...RowSource.options,
  CatalogueSourceAddress,
]);
export type CollectSource = z.infer<typeof CollectSource>;

/** A source as lineage names it: namespace and name without user, key or parameters. */
export function sourceIdentity(source: CollectSource): { namespace: string; name: string } {
  switch (source.kind) {
    case 'postgres': {
      const { host, port, database, read } = source;
      const part = read.kind === 'table' ? `${read.schema}.${read.table}` : 'query';
      return { namespace: `postgres://${host}:${port}`, name: `${database}.${part}` };
    }
    case 'kosis':
      return { namespace: new URL(source.url).origin, name: `${source.orgId}/${source.tblId}` };
    case 'data-go-kr':
    case 'odcloud':
    case 'catalogue': {
      const { origin, pathname } = new URL(source.url);
      return { namespace: origin, name: pathname };
    }
  }
}
