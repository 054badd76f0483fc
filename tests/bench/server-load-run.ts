import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { LoadResult, LoadTask } from './server-load-task.ts';

interface Client {
  setRequests(requests: readonly object[]): void;
}

/** What is used of autocannon, which the workspace never installs. */
type Autocannon = (options: {
  url: string;
  connections: number;
  duration: number;
  requests: readonly object[];
  setupClient: (client: Client) => void;
}) => Promise<unknown>;

const task = LoadTask.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
const { default: autocannon }: { default: Autocannon } = await import(
  pathToFileURL(task.autocannon).href
);

/** The requests from somewhere in the middle on, so that not everybody asks the same at once. */
function turned<T>(list: readonly T[], at: number): T[] {
  return [...list.slice(at), ...list.slice(0, at)];
}

const { connections, seconds, url } = task;
const requests = task.paths.flatMap((path) => {
  if (task.bodies.length === 0) return [{ method: 'GET', path }];
  const headers = { 'content-type': 'application/json' };
  return task.bodies.map((body) => ({ method: 'POST', path, headers, body }));
});
let clients = 0;
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests,
  setupClient(client) {
    const at = Math.floor((clients++ * requests.length) / connections);
    client.setRequests(turned(requests, at));
  },
});
process.stdout.write(`${JSON.stringify(LoadResult.parse(result))}\n`);
