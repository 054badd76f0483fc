import type { Server } from 'node:http';
import { BadaError } from '@bada/shared';
import { createAdaptorServer } from '@hono/node-server';

const IN_FLIGHT_MS = 10_000;
/** What a slow client, or one that is gone without a word, may hold. A document has a time of its own
 * to arrive (`routes/body-rules.ts`); a file may take an hour while bytes come. */
const PATIENCE = {
  connectionsCheckingInterval: 5000,
  headersTimeout: 15_000,
  requestTimeout: 60 * 60_000,
  keepAliveTimeout: 65_000,
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
};
/** Without a byte in either direction; a query may think that long. */
const SILENT_MS = 120_000;
/** A kept-alive connection goes idle only after its last answer. */
const SWEEP_MS = 50;

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

/** A listening HTTP server. */
export interface Listening {
  /** Address for people, without a slash at its end. */
  readonly url: string;
  /** Takes no new requests, lets the running ones end within 10 s, then closes. */
  stop(): Promise<void>;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS);
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(late);
      clearInterval(sweep);
      resolve();
    });
  });
}

/** Listens for requests.
 * @throws BadaError `server.port-taken` */
export async function serve({
  fetch,
  port,
  host,
  thinkingMs = 0,
  patience = {},
}: {
  fetch: Parameters<typeof createAdaptorServer>[0]['fetch'];
  port: number;
  host: string;
  /** How long an answer may take before its first byte, in milliseconds. */
  thinkingMs?: number;
  /** What is other than usual. */
  patience?: Partial<typeof PATIENCE>;
}): Promise<Listening> {
  const server = createAdaptorServer({ fetch, serverOptions: { ...PATIENCE, ...patience } });
  if (!('closeAllConnections' in server)) throw new Error('an HTTP/1 server was expected');
  server.setTimeout(SILENT_MS + thinkingMs);
  const actual = await listen(server, port, host).catch((cause: unknown) => {
    throw isPortTaken(cause) ? new BadaError('server.port-taken', { port }, { cause }) : cause;
  });
  const name = host === '127.0.0.1' || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return { url: `http://${name}:${actual}`, stop: () => close(server) };
}
