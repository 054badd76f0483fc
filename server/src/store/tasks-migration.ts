import { type Kysely, sql } from 'kysely';

async function createTasksTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tasks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('dataset', 'text', (column) => column.notNull())
    .addColumn('class', 'text', (column) => column.notNull())
    .addColumn('department', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('due', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
}

async function createChangesTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('task_changes')
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('task_changes_in_order', ['task', 'version'])
    .execute();
}

/** Tasks and their history; a subject has one unfinished task at most, whoever opens it. */
export async function createTasks(db: Kysely<unknown>): Promise<void> {
  await createTasksTable(db);
  await createChangesTable(db);
  await db.schema.createIndex('tasks_by_due').on('tasks').columns(['due', 'id']).execute();
  await db.schema
    .createIndex('tasks_one_pending')
    .on('tasks')
    .column('subject')
    .unique()
    .where(sql.ref('status'), 'in', [sql.lit('open'), sql.lit('accepted')])
    .execute();
}
