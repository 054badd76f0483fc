import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { loadQualityPolicy } from '@bada/data/build';
import { BadaError } from '@bada/shared';
import { isPublishable, publicationTexts } from '@bada/shared/catalogue';
import { SYSTEM_VIEWER } from '../auth/viewer.ts';
import { PROJECT_ROOT, readConfig } from '../config.ts';
import { DatasetTables } from '../engine/dataset-tables.ts';
import { Manifests } from '../engine/manifests.ts';
import { ServerEngine } from '../engine/server-engine.ts';
import { openCuts } from '../jobs/cuts/open-cuts.ts';
import { publicationZip } from '../render/publication.ts';
import { CatalogueSource } from '../routes/catalogue-source.ts';
import { csvBody } from '../routes/dataset-bodies.ts';
import { openStore } from '../store/store.ts';

/** Help of the command below. */
export const PUBLICATION_HELP = `  package <자료 dataset> [--out <file.zip>] [--origin <https://…>]
             공개 목록에 낼 묶음(CSV, datapackage, DCAT, 목록 행, 이용허락)을 만듭니다.
             Writes the package for the public catalogue (CSV, datapackage, DCAT, listing row, licence).
`;

async function writePackage(id: string, { out, origin }: { out: string; origin: string }) {
  const { home, database, now } = readConfig(process.env);
  const store = await openStore(database);
  const manifests = new Manifests(join(home, 'extracts'));
  const cuts = openCuts({ manifests, documents: store.documents });
  const engine = new ServerEngine(manifests.folder);
  const temporary = `${out}.partial-${process.pid}`;
  try {
    const policy = () => loadQualityPolicy(join(PROJECT_ROOT, 'data', 'quality'));
    const catalogue = new CatalogueSource({ store, manifests, cuts, now, quality: { policy } });
    const at = await catalogue.leaving(SYSTEM_VIEWER, id);
    if (!isPublishable(at.node)) throw new BadaError('dataset.not-publishable', { id });
    const texts = publicationTexts(at.node, { origin, created: at.manifest.builtAt });
    const tables = new DatasetTables(engine);
    const { signal } = new AbortController();
    const rows = csvBody({ tables, viewer: SYSTEM_VIEWER, at, signal }, 'utf-8');
    const files = Object.entries(texts).map(([name, content]) => ({ name, content }));
    const zip = publicationZip([...files, { name: `${id}.csv`, content: rows }]);
    await pipeline(Readable.from(zip), createWriteStream(temporary));
    await rename(temporary, out);
  } finally {
    await rm(temporary, { force: true });
    await engine.close();
    await store.close();
  }
}

async function publication(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      origin: { type: 'string', default: 'http://localhost:4600' },
    },
  });
  const [id] = positionals;
  if (id === undefined) {
    process.stderr.write(PUBLICATION_HELP);
    return 2;
  }
  const out = resolve(values.out ?? `${id}.zip`);
  await writePackage(id, { out, origin: values.origin });
  process.stdout.write(`${out}\n`);
  return 0;
}

/** Commands of this file by name. */
export const PUBLICATION_COMMANDS: Readonly<
  Record<string, (args: readonly string[]) => Promise<number>>
> = { package: publication };
