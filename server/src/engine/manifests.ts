import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BadaError,
  DataClass,
  type ExtractFile,
  Manifest,
  type ManifestDataset,
  Sha256,
} from '@bada/shared';

/** A file of an extract as it is asked for by its address. */
export interface FileKey {
  readonly class: string;
  readonly hash: string;
  readonly extension: string;
}

interface NamedFile {
  readonly path: string;
  /** Versions of datasets that name it, those alike once. */
  readonly versions: ManifestDataset[];
  /** Whether some of these versions may leave their department though a rule hides small counts by now: the file was
   * cut by one, or holds shapes alone. */
  isCut: boolean;
}

/** Where a file of an extract lies: in the folder of its dataset's class, or of the cut. Its name says its content. */
export function extractPath(
  folder: string,
  { class: dataClass, cut }: Pick<ManifestDataset, 'class' | 'cut'>,
  file: Pick<ExtractFile, 'hash' | 'format'>,
): string {
  const place = cut ? join('cuts', cut.key) : dataClass;
  return join(folder, place, `${file.hash}.${file.format}`);
}

/** Whether two entries hold the same columns: what a viewer sees of both is the same. */
function isSame(one: ManifestDataset, other: ManifestDataset): boolean {
  const names = ({ columns, ownerDepartment }: ManifestDataset) =>
    [ownerDepartment, ...columns.map(({ name }) => name)].join();
  return names(one) === names(other);
}

/** The manifests on disk. They never change, so each is read once; `current` is looked up anew. */
export class Manifests {
  /** Folder of extracts, manifests and the pointer to the current one. */
  readonly folder: string;
  readonly #read = new Map<string, Manifest>();
  readonly #files = new Map<string, NamedFile>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** @throws BadaError `manifest.not-found` when no extract was built yet */
  async current(): Promise<Manifest> {
    const pointer = await readFile(join(this.folder, 'current'), 'utf8').catch(() => 'current');
    return this.byId(pointer.trim());
  }

  /** @throws BadaError `manifest.not-found` */
  async byId(id: string): Promise<Manifest> {
    const known = this.#read.get(id);
    if (known) return known;
    if (!Sha256.safeParse(id).success) throw new BadaError('manifest.not-found', { id });
    const path = join(this.folder, 'manifests', `${id}.json`);
    const text = await readFile(path, 'utf8').catch((cause: unknown) => {
      throw new BadaError('manifest.not-found', { id }, { cause });
    });
    const manifest = Manifest.parse(JSON.parse(text));
    this.#remember(id, manifest);
    return manifest;
  }

  /** Path of a file that some manifest names; a path is never made from what was asked. One with small counts that
   * the current version hides is gone from the moment of the swap on, whenever its bytes are put away. */
  async pathOf(key: FileKey): Promise<string | undefined> {
    const found = await this.#find(key);
    if (!found || found.isCut) return found?.path;
    const current = await this.current().catch(() => undefined);
    const isHidden = current?.datasets.some(({ id, smallCells }) => {
      return smallCells !== undefined && found.versions.some((one) => one.id === id);
    });
    return isHidden ? undefined : found.path;
  }

  /** Ids of the datasets whose versions name a file. */
  async datasetsNaming(key: FileKey): Promise<readonly string[]> {
    return [...new Set((await this.versionsNaming(key)).map(({ id }) => id))];
  }

  /** The versions of datasets that name a file, each as some manifest holds it. */
  async versionsNaming(key: FileKey): Promise<readonly ManifestDataset[]> {
    return (await this.#find(key))?.versions ?? [];
  }

  async #find(key: FileKey) {
    if (!DataClass.safeParse(key.class).success || !Sha256.safeParse(key.hash).success) {
      return undefined;
    }
    const name = `${key.class}/${key.hash}.${key.extension}`;
    if (!this.#files.has(name)) await this.#readAll();
    return this.#files.get(name);
  }

  /** All manifests on disk, the newest first. */
  async all(): Promise<Manifest[]> {
    await this.#readAll();
    return [...this.#read.values()].sort((a, b) => (a.builtAt < b.builtAt ? 1 : -1));
  }

  async #readAll(): Promise<void> {
    const names = await readdir(join(this.folder, 'manifests')).catch(() => []);
    const ids = names.map((name) => name.replace(/\.json$/, ''));
    const unread = ids.filter((id) => Sha256.safeParse(id).success && !this.#read.has(id));
    await Promise.all(unread.map((id) => this.byId(id)));
  }

  #remember(id: string, manifest: Manifest): void {
    this.#read.set(id, manifest);
    for (const dataset of manifest.datasets) {
      for (const file of dataset.files) {
        const name = `${dataset.class}/${file.hash}.${file.format}`;
        const known = this.#files.get(name) ?? {
          path: extractPath(this.folder, dataset, file),
          versions: [],
          isCut: false,
        };
        const isNew = known.versions.every((one) => one.id !== dataset.id || !isSame(one, dataset));
        if (isNew) known.versions.push(dataset);
        known.isCut ||= dataset.smallCells !== undefined || file.role === 'geometry';
        this.#files.set(name, known);
      }
    }
  }
}
