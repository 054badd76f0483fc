import { type Kysely, type Selectable, sql } from 'kysely';

/** Work in the background. Times are ISO 8601 in UTC, milliseconds, so that they compare as text. */
export interface JobsTable {
  id: string;
  kind: string;
  subject: string;
  /** JSON text of what the job is about, besides its subject. */
  payload: string;
  state: string;
  version: number;
  run_at: string;
  /** 1 when the next job of the subject begins paused. */
  held: number;
  lease_owner: string | null;
  lease_until: string | null;
  attempts: number;
  /** JSON text. */
  error: string | null;
  /** JSON text. */
  result: string | null;
  owner: string;
  created_at: string;
  finished_at: string | null;
}

/** A row of `jobs` as it is read. */
export type JobRow = Selectable<JobsTable>;

/** Makes the table of jobs. Two live jobs of one subject cannot be. */
export async function createJobs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('run_at', 'text', (column) => column.notNull())
    .addColumn('held', 'integer', (column) => column.notNull())
    .addColumn('lease_owner', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('result', 'text')
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .execute();
  await db.schema
    .createIndex('jobs_one_live_per_subject')
    .on('jobs')
    .columns(['kind', 'subject'])
    .unique()
    .where(sql.ref('finished_at'), 'is', null)
    .execute();
  await db.schema.createIndex('jobs_by_time').on('jobs').columns(['state', 'run_at']).execute();
}
