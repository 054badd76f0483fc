import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordKey } from '../record-key.ts';

/** A signed statement of what the record held, as it is told. */
interface Checkpoint {
  readonly seq: number;
  readonly hash: string;
}

/** Where what the record holds is signed. */
interface Checkpoints {
  /** Signs what was added since; nothing where that is nothing. */
  add(key: RecordKey): Promise<Checkpoint | undefined>;
}

const EVERY_MS = 10 * 60_000;

function fileOf(home: string): string {
  return join(home, 'record-checkpoints.txt');
}

/** The last checkpoint that was written down outside the database: whoever cuts the database alone
 * does not reach it. */
export async function writtenDown(
  home: string,
): Promise<{ seq: number; hash: string } | undefined> {
  const text = await readFile(fileOf(home), 'utf8').catch(() => '');
  const last = /(\d+) ([0-9a-f]{64})\n$/.exec(text);
  return last ? { seq: Number(last[1]), hash: last[2] ?? '' } : undefined;
}

/** Writes a checkpoint down outside the database. */
export async function writeDown(home: string, { seq, hash }: Checkpoint): Promise<void> {
  await appendFile(fileOf(home), `${seq} ${hash}\n`, { mode: 0o600 });
}

/** Signs now and then what the record holds. */
export class RecordKeeper {
  readonly #checkpoints: Checkpoints;
  readonly #key: RecordKey;
  readonly #home: string;
  readonly #tell: (checkpoint: Checkpoint) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    checkpoints: Checkpoints;
    key: RecordKey;
    home: string;
    /** Where it is told, too: a log that goes elsewhere is a witness. */
    tell: (checkpoint: Checkpoint) => void;
  }) {
    this.#checkpoints = options.checkpoints;
    this.#key = options.key;
    this.#home = options.home;
    this.#tell = options.tell;
  }

  /** Signs what was added since. */
  async sign(): Promise<void> {
    const made = await this.#checkpoints.add(this.#key);
    if (!made) return;
    await writeDown(this.#home, made);
    this.#tell(made);
  }

  start(onTrouble: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.sign().catch(onTrouble), EVERY_MS).unref();
  }

  /** Signs a last time. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.sign();
  }
}
