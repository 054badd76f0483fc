import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { currentManifest, verifyVersion } from '@bada/data/build';
import { Ingest, IngestPage } from '@bada/shared/intake';
import { copyExtractsTo } from '../support/prepare.ts';
import { startServer, type TestServer } from '../support/server.ts';

const NAME = 'airkorea_test_hourly_2024.csv';
const ROWS = 40_000;
const DATASET = 'air-hourly';
const both = (text: string) => ({ ko: text, en: text });
const FACTS = {
  publisher: both('test'),
  ownerDepartment: 'data-statistics',
  legalBasis: both('test'),
};

/** What one round of kills came to. */
export interface IngestKill {
  /** Milliseconds after the start of the run and of the publishing at which the server was killed. */
  readonly runAfter: number;
  readonly publishAfter: number;
  /** State in which the kill left the publishing. */
  readonly left: Ingest['state']['kind'];
  /** Whatever was not as it must be. */
  readonly broken: readonly string[];
}

function csv(round: number): string {
  const lines = Array.from({ length: ROWS }, (_, index) => {
    const at = Date.UTC(2000, 0, 1) + index * 3_600_000;
    const stamp = new Date(at).toISOString().replace(/\D/g, '').slice(0, 10);
    return `${stamp},${(index + round) % 90},0.003,0.4,0.02,-999`;
  });
  return `Date,PM10,SO2,CO,O3,NO2\n${lines.join('\n')}\n`;
}

async function load(url: string, id: string): Promise<Ingest> {
  return Ingest.parse(await (await fetch(`${url}/api/ingests/${id}`)).json());
}

/** Asks again until the ingest has come to rest. */
async function settled(url: string, id: string): Promise<Ingest> {
  for (let asked = 0; asked < 600; asked += 1) {
    const ingest = await load(url, id);
    if (!['received', 'reading', 'running'].includes(ingest.state.kind)) return ingest;
    await wait(50);
  }
  throw new Error(`ingest ${id} never came to rest`);
}

function send(url: string, body: string | ReadableStream): Promise<Response> {
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    duplex: 'half',
  };
  return fetch(`${url}/api/ingests?name=${NAME}`, init);
}

function change(url: string, ingest: Ingest, method: string, path: string, body: unknown = {}) {
  return fetch(`${url}/api/ingests/${ingest.id}/${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'if-match': `"${ingest.version}"` },
    body: JSON.stringify(body),
  });
}

/** A real server on a home, killed and started again. */
class Victim {
  readonly home: string;
  #server: TestServer;

  private constructor(home: string, server: TestServer) {
    this.home = home;
    this.#server = server;
  }

  static async start(): Promise<Victim> {
    const home = mkdtempSync(join(tmpdir(), 'bada-kill-ingest-'));
    await copyExtractsTo(home);
    return new Victim(home, await startServer({ home, env: { LOG_LEVEL: 'warn' } }));
  }

  get url(): string {
    return this.#server.url;
  }

  /** Kills the server after a while, and starts it again when the work has ended one way or the other. */
  async killDuring(work: Promise<unknown>, after: number): Promise<void> {
    const ended = work.catch(() => undefined);
    await wait(after);
    await this.#server.kill('SIGKILL');
    await ended;
    this.#server = await startServer({ home: this.home, env: { LOG_LEVEL: 'warn' } });
  }

  async end(): Promise<void> {
    await this.#server.stop();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Files that no ingest and no version speaks of. */
  leftovers(): string[] {
    const folder = join(this.home, 'ingests');
    // A server that was killed early has not made it yet.
    const names = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
    const extracts = readdirSync(join(this.home, 'extracts')).map((name) => `extracts/${name}`);
    return [...names, ...extracts].filter((name) => /\.(upload|partial)-/.test(name));
  }
}

async function killUpload(victim: Victim): Promise<string[]> {
  let isOver = false;
  const endless = new ReadableStream({
    async pull(controller) {
      await wait(5);
      // `fetch` goes on reading what it can send to nobody any more.
      if (isOver) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  await victim.killDuring(send(victim.url, endless), 60);
  isOver = true;
  const { ingests } = IngestPage.parse(await (await fetch(`${victim.url}/api/ingests`)).json());
  const halves = ingests.filter(({ state }) => state !== 'published').map(({ id }) => id);
  return [...halves, ...victim.leftovers()];
}

async function killRun(victim: Victim, round: number, after: number): Promise<Ingest> {
  const sent = await send(victim.url, csv(round));
  const { id } = Ingest.parse(await sent.json());
  // The mapping is known, so it is read and run without a hand.
  await victim.killDuring(Promise.resolve(), after);
  const ingest = await settled(victim.url, id);
  if (ingest.state.kind === 'done') return ingest;
  throw new Error(`after the kill the run ended as ${JSON.stringify(ingest.state)}`);
}

async function killPublish(victim: Victim, ingest: Ingest, after: number): Promise<Ingest> {
  const answered = await change(victim.url, ingest, 'PUT', 'contracts/0', { facts: FACTS });
  if (!answered.ok) throw new Error(await answered.text());
  const ready = await load(victim.url, ingest.id);
  await victim.killDuring(change(victim.url, ready, 'POST', 'publish'), after);
  const manifest = await currentManifest(victim.home);
  if (!manifest) throw new Error('no manifest is left');
  await verifyVersion(victim.home, manifest);
  return load(victim.url, ingest.id);
}

function accountOf({ state }: Ingest): string[] {
  if (state.kind !== 'done') return [`state ${state.kind}`];
  const account = state.results[0]?.report.account;
  return account?.read === ROWS && account.kept === ROWS ? [] : [JSON.stringify(account)];
}

async function oneRound(victim: Victim, round: number, random: () => number): Promise<IngestKill> {
  const [runAfter, publishAfter] = [Math.floor(random() * 1500), Math.floor(random() * 500)];
  const halves = round === 0 ? await killUpload(victim) : [];
  const done = await killRun(victim, round, runAfter);
  const left = await killPublish(victim, done, publishAfter);
  if (left.state.kind === 'done') {
    const again = await change(victim.url, left, 'POST', 'publish');
    if (!again.ok) throw new Error(await again.text());
  }
  const published = await load(victim.url, left.id);
  const dataset = (await currentManifest(victim.home))?.datasets.find(({ id }) => id === DATASET);
  const broken = [
    ...halves,
    ...accountOf(done),
    ...(published.state.kind === 'published' ? [] : [`state ${published.state.kind}`]),
    ...(dataset?.intake?.[0]?.input.sha256 === published.file.sha256 ? [] : ['another version']),
    ...victim.leftovers(),
  ];
  return { runAfter, publishAfter, left: left.state.kind, broken };
}

/** Kills a real server in the middle of an upload, and of a run and of publishing again and again on one home; after each
 * start it goes on by itself, and readers see a whole version.
 * @param options.rounds how many runs and publishings
 * @param options.random gives numbers from 0 to 1: when each kill comes */
export async function killIngests({
  rounds,
  random,
  onRound,
}: {
  rounds: number;
  random: () => number;
  onRound?: (round: IngestKill, index: number) => void;
}): Promise<IngestKill[]> {
  const victim = await Victim.start();
  const done: IngestKill[] = [];
  try {
    for (let index = 0; index < rounds; index += 1) {
      const round = await oneRound(victim, index, random);
      done.push(round);
      onRound?.(round, index);
    }
  } finally {
    await victim.end();
  }
  return done;
}
