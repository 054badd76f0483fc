import type {
  CompiledQuery,
  DatabaseConnection,
  Driver,
  QueryResult,
  TransactionSettings,
} from 'kysely';

/** What a database said, as an error with a code where people can do something about it. */
export type ErrorCoder = (error: unknown) => unknown;

const NUL = '\u0000';

/** PostgreSQL holds no text with a zero in it, so neither database gets one. */
function withoutNul(query: CompiledQuery): CompiledQuery {
  const isPlain = (value: unknown) => typeof value !== 'string' || !value.includes(NUL);
  if (query.parameters.every(isPlain)) return query;
  const mended = query.parameters.map((value) =>
    typeof value === 'string' ? value.replaceAll(NUL, '\uFFFD') : value,
  );
  return { ...query, parameters: mended };
}

class CodedConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #coded: ErrorCoder;

  constructor(inner: DatabaseConnection, coded: ErrorCoder) {
    this.inner = inner;
    this.#coded = coded;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await this.inner.executeQuery<R>(withoutNul(query));
    } catch (error) {
      throw this.#coded(error);
    }
  }

  async *streamQuery<R>(query: CompiledQuery, rows: number): AsyncIterableIterator<QueryResult<R>> {
    try {
      yield* this.inner.streamQuery<R>(withoutNul(query), rows);
    } catch (error) {
      throw this.#coded(error);
    }
  }
}

function innerOf(connection: DatabaseConnection): DatabaseConnection {
  return connection instanceof CodedConnection ? connection.inner : connection;
}

/** A driver whose errors have codes. */
export class CodedDriver implements Driver {
  readonly #inner: Driver;
  readonly #coded: ErrorCoder;

  constructor(inner: Driver, coded: ErrorCoder) {
    this.#inner = inner;
    this.#coded = coded;
  }

  init(): Promise<void> {
    return this.#saying(() => this.#inner.init());
  }

  acquireConnection(): Promise<DatabaseConnection> {
    return this.#saying(
      async () => new CodedConnection(await this.#inner.acquireConnection(), this.#coded),
    );
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#saying(() => this.#inner.beginTransaction(innerOf(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#saying(() => this.#inner.commitTransaction(innerOf(connection)));
  }

  /** Never fails: what is told is why it came to that. A database that is gone has rolled back, and
   * SQLite does so by itself when the disk is full. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#inner.rollbackTransaction(innerOf(connection)).catch(() => undefined);
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#inner.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }

  async #saying<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.#coded(error);
    }
  }
}
