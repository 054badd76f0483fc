import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type DatasetContract,
  type ExtractFile,
  type ManifestDataset,
  parseDatasetContract,
} from '@bada/shared';
import { hashedLayout } from './chunk-hashes.ts';
import { measurePlaces } from './dataset-places.ts';
import { withDuckDb } from './duckdb.ts';
import { hashBytes, readIfThere, writeAtomically } from './files.ts';
import { writeParquet } from './parquet.ts';
import { describeDataset } from './publish/describe.ts';
import { withSmallCells } from './publish/small-cells.ts';
import { buildRollups } from './rollups.ts';
import { rowGroupsOf } from './statistics.ts';

interface Place {
  /** Folder of the source. */
  readonly source: string;
  /** Folder that holds the extracts of all classes. */
  readonly extracts: string;
}

/** Reads the contract of a source folder.
 * @throws BadaError `contract.invalid` */
export async function readContract(source: string): Promise<DatasetContract> {
  const path = join(source, 'contract.yaml');
  return parseDatasetContract(await readFile(path, 'utf8'), path);
}

async function publishFile(
  extracts: string,
  contract: DatasetContract,
  bytes: Uint8Array,
  rest: Omit<ExtractFile, 'hash' | 'bytes'>,
): Promise<ExtractFile> {
  const hash = hashBytes(bytes);
  await writeAtomically(join(extracts, contract.class, `${hash}.${rest.format}`), bytes);
  return { ...rest, hash, bytes: bytes.byteLength };
}

async function baseExtract(contract: DatasetContract, place: Place): Promise<ExtractFile> {
  const folder = await mkdtemp(join(tmpdir(), 'bada-build-'));
  const target = join(folder, 'base.parquet');
  const csv = join(place.source, contract.file);
  try {
    const metadata = await withDuckDb((connection) =>
      writeParquet(connection, { contract, csv, target }),
    );
    const rowGroups = rowGroupsOf(metadata, contract.columns);
    const rows = rowGroups.reduce((sum, group) => sum + group.rows, 0);
    const bytes = await readFile(target);
    const layout = await hashedLayout(target, { bytes: bytes.byteLength, rowGroups });
    const rest = { role: 'base', format: 'parquet', rows, ...layout } as const;
    return await publishFile(place.extracts, contract, bytes, rest);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function geometryExtract(contract: DatasetContract, place: Place): Promise<ExtractFile[]> {
  const text = await readIfThere(join(place.source, `${contract.id}.geojson`));
  if (text === undefined) return [];
  const rest: Omit<ExtractFile, 'hash' | 'bytes'> = {
    role: 'geometry',
    format: 'geojson',
    rows: 0,
    rowGroups: [],
  };
  return [await publishFile(place.extracts, contract, new TextEncoder().encode(text), rest)];
}

/** Builds the extracts of one source folder, under its contract, and describes them for the manifest. */
export async function buildDataset(
  place: Place,
  contract: DatasetContract,
): Promise<ManifestDataset> {
  const base = await baseExtract(contract, place);
  const rollups = await buildRollups(contract, { extracts: place.extracts, base });
  const shapes = await geometryExtract(contract, place);
  const places = await measurePlaces(contract, { extracts: place.extracts, base });
  const dataset = { ...describeDataset(contract, [base, ...rollups, ...shapes]), ...places };
  return withSmallCells(dataset, contract, { extracts: place.extracts });
}
