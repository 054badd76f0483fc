import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const PASSING = /^\.(?:upload|preview)-(\d+)-/;
const MS_PER_HOUR = 3_600_000;

/** Whether a process of this machine lives. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The folders of what was brought, one per ingest: `input/<name>` and `results/<table>/`. */
export class IngestFolders {
  readonly #root: string;

  /** @param home `BADA_HOME` */
  constructor(home: string) {
    this.#root = join(home, 'ingests');
  }

  /** Where the file of an ingest lies. */
  input(id: string, name: string): string {
    return join(this.#root, id, 'input', name);
  }

  /** Where the results of all tables lie. */
  results(id: string): string {
    return join(this.#root, id, 'results');
  }

  /** Folder of one table's result. */
  result(id: string, table: string): string {
    return join(this.results(id), table);
  }

  /** A new folder for what is needed on the way. */
  async scratch(id: string): Promise<string> {
    const folder = join(this.#root, id, `.partial-${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** A folder that becomes that of an ingest when its file has come whole. */
  async upload(): Promise<string> {
    const folder = join(this.#root, `.upload-${process.pid}-${randomUUID()}`);
    await mkdir(join(folder, 'input'), { recursive: true });
    return folder;
  }

  /** A folder for what a preview of publishing needs; whoever asked for it removes it. */
  async preview(): Promise<string> {
    const folder = join(this.#root, `.preview-${process.pid}-${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** Gives an uploaded file its place. */
  async accept(upload: string, id: string): Promise<void> {
    await rename(upload, join(this.#root, id));
  }

  /** Says that this process is at work on an ingest. */
  async take(id: string): Promise<void> {
    const file = join(this.#root, id, 'runner');
    await writeFile(file, `${hostname()} ${process.pid}`).catch((error: unknown) => {
      // It was removed in the meantime.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }

  /** Whether another living process of this machine is at work on an ingest. */
  async isTaken(id: string): Promise<boolean> {
    const text = await readFile(join(this.#root, id, 'runner'), 'utf8').catch(() => '');
    const [machine, pid = ''] = text.split(' ');
    return machine === hostname() && Number(pid) !== process.pid && isRunning(Number(pid));
  }

  /** Removes what a run left half made. */
  async clear(id: string): Promise<void> {
    const folder = join(this.#root, id);
    const names = await readdir(folder).catch(() => []);
    const partial = names.filter((name) => name.startsWith('.partial-'));
    await Promise.all(partial.map((name) => rm(join(folder, name), { recursive: true })));
  }

  /** Removes the file and keeps the results. */
  async removeInput(id: string): Promise<void> {
    await rm(join(this.#root, id, 'input'), { recursive: true, force: true });
  }

  /** Removes everything of an ingest. */
  async remove(id: string): Promise<void> {
    await rm(join(this.#root, id), { recursive: true, force: true, maxRetries: 3 });
  }

  /** Removes what killed servers left: uploads and previews that never ended, and files that no ingest speaks of. */
  async sweep(isKnown: (id: string) => Promise<boolean>): Promise<void> {
    for (const name of await readdir(this.#root).catch(() => [])) {
      const path = join(this.#root, name);
      const pid = PASSING.exec(name)?.[1];
      const isDead = pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)));
      const isOrphan = z.uuid().safeParse(name).success && !(await isKnown(name));
      const isOld = isOrphan && Date.now() - (await stat(path)).mtimeMs > MS_PER_HOUR;
      if (isDead || isOld) await rm(path, { recursive: true, force: true });
    }
  }
}
