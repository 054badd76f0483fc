import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';

/** SQL with its parameters in the order of their places (`$n` or `?`). */
export interface Sql {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** How a parameter is written: `$1`, `$2` … or `?`. */
export type Placeholder = 'numbered' | 'positional';

class PositionalCompiler extends PostgresQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '?';
  }
}

/** A compiler without a connection: the engines read PostgreSQL's quoting. */
function compilerOf(createQueryCompiler: () => PostgresQueryCompiler) {
  return new Kysely<Record<string, never>>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler,
    },
  });
}

const compilers = {
  numbered: compilerOf(() => new PostgresQueryCompiler()),
  positional: compilerOf(() => new PositionalCompiler()),
} satisfies Record<Placeholder, unknown>;

function asParameter(value: unknown): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw new Error(`a query parameter must be a string or a number, not ${typeof value}`);
}

/** Compiles a built expression. */
export function compileSql(
  expression: RawBuilder<unknown>,
  placeholder: Placeholder = 'numbered',
): Sql {
  const compiled = expression.compile(compilers[placeholder]);
  return { sql: compiled.sql, parameters: compiled.parameters.map(asParameter) };
}

/** A piece of SQL under construction: identifiers quoted, values held apart. */
export type Fragment = RawBuilder<unknown>;

/** Joins fragments by a separator. */
export function joinSql(parts: readonly Fragment[], separator: string): Fragment {
  return sql.join([...parts], sql.raw(separator));
}
