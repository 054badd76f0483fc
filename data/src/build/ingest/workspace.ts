import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BadaError } from '@bada/shared';

const PARTIAL = /^\.partial-(\d+)-/;

/** Folder in a workspace for the result that is about to be replaced. */
const ASIDE = 'replaced';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Puts back a result that a killed run had set aside and not yet replaced. */
async function putBack(partial: string, parent: string): Promise<void> {
  const aside = join(partial, ASIDE);
  for (const name of await readdir(aside).catch(() => [])) {
    if (!existsSync(join(parent, name))) await rename(join(aside, name), join(parent, name));
  }
}

/** Removes what killed runs left in a folder; runs that are still going are left alone. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(PARTIAL.exec(name)?.[1] ?? 0);
    if (pid === 0 || isAlive(pid)) continue;
    await putBack(join(parent, name), parent);
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** A result folder in the making: it appears under its name whole or not at all. */
export interface Workspace {
  /** Folder that becomes the result. */
  readonly results: string;
  /** Folder for what is needed on the way. */
  readonly scratch: string;
  /** Gives the results their name. */
  publish(): Promise<void>;
  /** Removes everything that is not published. */
  discard(): Promise<void>;
}

/** Opens a workspace beside the folder that is to be made.
 * @throws BadaError `ingest.output-exists` when the folder is there and may not be replaced */
export async function openWorkspace(
  folder: string,
  { replace }: { readonly replace: boolean },
): Promise<Workspace> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  await sweep(parent);
  if (!replace && existsSync(folder)) {
    throw new BadaError('ingest.output-exists', { folder: basename(folder) });
  }
  const partial = join(parent, `.partial-${process.pid}-${randomUUID()}`);
  const [results, scratch] = [join(partial, 'results'), join(partial, 'scratch')];
  await mkdir(results, { recursive: true });
  await mkdir(scratch);
  const discard = () => rm(partial, { recursive: true, force: true });
  return {
    results,
    scratch,
    discard,
    publish: async () => {
      if (existsSync(folder)) {
        await mkdir(join(partial, ASIDE));
        await rename(folder, join(partial, ASIDE, basename(folder)));
      }
      await rename(results, folder);
      await discard();
    },
  };
}
