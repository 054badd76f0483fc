import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutDataset, sealed } from '@bada/data/build';
import { canonicalJson, type DataCut, ManifestDataset } from '@bada/shared';

/** Raised when the same cut would be made of other bytes. */
const FORM = 1;
const ENTRY = 'entry.json';
const PARTIAL = '.partial-';
/** What was asked for lately stays, whatever it takes: somebody may be reading it. */
const GRACE_MS = 10 * 60_000;
const LEFT_BEHIND_MS = 60 * 60_000;
const DEFAULT_BYTES = 4 * 1024 * 1024 * 1024;

/** How cuts are kept. */
export interface CutFilesOptions {
  /** Folder of the extracts; cuts lie in its folder `cuts`, one folder each. */
  readonly extracts: string;
  /** Bytes that cuts may take; the least recently used go first. */
  readonly maxBytes?: number | undefined;
  readonly clock: () => Date;
}

/** A file of a cut, and whose it is. */
export interface CutFile {
  readonly path: string;
  readonly dataset: ManifestDataset;
}

interface Kept {
  readonly name: string;
  readonly bytes: number;
  readonly usedAt: number;
}

/** Cuts of datasets on disk: made when they are first asked for, once for all who ask, and found again after a restart
 * and by other processes. */
export class CutFiles {
  readonly #folder: string;
  readonly #options: CutFilesOptions;
  readonly #names = new WeakMap<ManifestDataset, Map<string, Promise<string>>>();
  readonly #known = new Map<string, ManifestDataset>();
  readonly #making = new Map<string, Promise<ManifestDataset>>();

  constructor(options: CutFilesOptions) {
    this.#options = options;
    this.#folder = join(options.extracts, 'cuts');
  }

  /** The entry of a dataset as a cut leaves it, its files in place. */
  async entry(dataset: ManifestDataset, cut: DataCut): Promise<ManifestDataset> {
    const key = await this.#nameOf(dataset, cut);
    if (await this.#touch(key)) {
      const known = this.#known.get(key) ?? (await this.#read(key));
      if (known) return known;
    }
    const making = this.#making.get(key) ?? this.#make(key, dataset, cut);
    this.#making.set(key, making);
    return making.finally(() => this.#making.delete(key));
  }

  /** The cuts that hold a file, with its path in each: cuts without any row may have the same bytes. */
  async find(hash: string): Promise<readonly CutFile[]> {
    await this.#readAll();
    return this.#lookUp(hash);
  }

  #lookUp(hash: string): CutFile[] {
    return [...this.#known].flatMap(([key, dataset]) => {
      const file = dataset.files.find((one) => one.hash === hash);
      if (!file) return [];
      return [{ path: join(this.#folder, key, `${hash}.${file.format}`), dataset }];
    });
  }

  /** A name that only this home can make: a plain hash of what is hidden would let anybody try until it fits. */
  #nameOf(dataset: ManifestDataset, cut: DataCut): Promise<string> {
    const names = this.#names.get(dataset) ?? new Map<string, Promise<string>>();
    this.#names.set(dataset, names);
    const text = canonicalJson(cut);
    const name =
      names.get(text) ??
      sealed(this.#options.extracts, canonicalJson({ form: FORM, dataset, cut }));
    names.set(text, name);
    name.catch(() => names.delete(text));
    return name;
  }

  /** Marks a cut as used now; false where it is not there. */
  async #touch(key: string): Promise<boolean> {
    const now = this.#options.clock();
    return utimes(join(this.#folder, key, ENTRY), now, now).then(
      () => true,
      () => this.#known.delete(key) && false,
    );
  }

  async #read(key: string): Promise<ManifestDataset | undefined> {
    const text = await readFile(join(this.#folder, key, ENTRY), 'utf8').catch(() => undefined);
    if (text === undefined) return undefined;
    const entry = ManifestDataset.parse(JSON.parse(text));
    this.#known.set(key, entry);
    return entry;
  }

  async #present(): Promise<string[]> {
    return readdir(this.#folder).catch(() => []);
  }

  async #readAll(): Promise<void> {
    const keys = (await this.#present()).filter((name) => !name.startsWith(PARTIAL));
    await Promise.all(keys.filter((key) => !this.#known.has(key)).map((key) => this.#read(key)));
  }

  async #make(key: string, dataset: ManifestDataset, cut: DataCut): Promise<ManifestDataset> {
    const partial = join(this.#folder, `${PARTIAL}${randomUUID()}`);
    try {
      const { extracts } = this.#options;
      const entry = await cutDataset(dataset, cut, { extracts, target: partial, key });
      await writeFile(join(partial, ENTRY), canonicalJson(entry));
      // Another process may have made the same bytes in the meantime.
      await rename(partial, join(this.#folder, key)).catch(async (error: unknown) => {
        if (!(await this.#touch(key))) throw error;
      });
      this.#known.set(key, entry);
      await this.#prune();
      return entry;
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  }

  async #kept(name: string): Promise<Kept> {
    const folder = join(this.#folder, name);
    const files = await readdir(folder).catch(() => []);
    const sizes = await Promise.all(
      files.map((file) =>
        stat(join(folder, file)).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    const used = await stat(join(folder, ENTRY)).catch(() => stat(folder).catch(() => undefined));
    // What is gone by now is as if it had been used: there is nothing to remove.
    const usedAt = used?.mtimeMs ?? this.#options.clock().getTime();
    return { name, bytes: sizes.reduce((sum, one) => sum + one, 0), usedAt };
  }

  /** Removes the least recently used beyond the budget, and what killed processes left behind. */
  async #prune(): Promise<void> {
    const { maxBytes = DEFAULT_BYTES, clock } = this.#options;
    const now = clock().getTime();
    const all = await Promise.all((await this.#present()).map((name) => this.#kept(name)));
    const oldest = all.sort((a, b) => a.usedAt - b.usedAt);
    let bytes = oldest.reduce((sum, one) => sum + one.bytes, 0);
    for (const { name, bytes: own, usedAt } of oldest) {
      const isPartial = name.startsWith(PARTIAL);
      const isSpare = isPartial ? now - usedAt > LEFT_BEHIND_MS : bytes > maxBytes;
      if (!isSpare || now - usedAt < GRACE_MS) continue;
      await this.#remove(name);
      bytes -= own;
    }
  }

  /** Out of sight first, so that nobody finds half of it. */
  async #remove(name: string): Promise<void> {
    const gone = join(this.#folder, `${PARTIAL}${randomUUID()}`);
    await rename(join(this.#folder, name), gone).catch(() => undefined);
    await rm(gone, { recursive: true, force: true });
    this.#known.delete(name);
  }
}
