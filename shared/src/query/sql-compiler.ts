import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';

/** SQL with its parameters in the order of their `$n` places. */
export interface Sql {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** A compiler without a connection: DuckDB reads PostgreSQL's quoting and `$n` parameters. */
const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

function asParameter(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`a query parameter must be a string or a number, not ${typeof value}`);
}

/** Compiles a built expression. */
export function compileSql(expression: RawBuilder<unknown>): Sql {
  const compiled = expression.compile(compiler);
  return { sql: compiled.sql, parameters: compiled.parameters.map(asParameter) };
}

/** A piece of SQL under construction: identifiers quoted, values held apart. */
export type Fragment = RawBuilder<unknown>;

/** Joins fragments by a separator. */
export function joinSql(parts: readonly Fragment[], separator: string): Fragment {
  return sql.join([...parts], sql.raw(separator));
}
