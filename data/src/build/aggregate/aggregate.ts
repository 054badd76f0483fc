import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildDistrictGeometry } from '../geometry.ts';
import { aggregateAir } from './air.ts';
import { aggregateBirths } from './births.ts';
import { aggregateCctv } from './cctv.ts';
import { aggregateCompanies } from './companies.ts';
import { aggregateDistricts } from './districts.ts';
import { type Figures, toCsv } from './figures.ts';
import { aggregateFiscal } from './fiscal.ts';
import { aggregateHouseholds } from './households.ts';
import { aggregateRidership } from './metro-ridership.ts';
import { aggregateStations, readStations } from './metro-stations.ts';
import { aggregatePopulation } from './population.ts';
import { aggregateTourism } from './tourism.ts';

/** A file of the aggregation: its path below the output folder and its text. */
export interface AggregatedFile {
  readonly path: string;
  readonly text: string;
}

async function allFigures(folder: string): Promise<Figures[]> {
  const stations = readStations(folder);
  return [
    ...aggregatePopulation(folder),
    ...aggregateHouseholds(folder),
    ...aggregateBirths(folder),
    ...aggregateFiscal(folder),
    ...aggregateCompanies(folder),
    ...aggregateRidership(folder, stations),
    ...aggregateStations(stations),
    ...aggregateAir(folder),
    ...aggregateCctv(folder),
    ...aggregateTourism(folder),
    ...(await aggregateDistricts()),
  ];
}

/** Aggregates every source of the input folder; the same input gives the same bytes.
 * @throws when a file is absent or a known total is not met */
export async function aggregate(folder: string): Promise<AggregatedFile[]> {
  const figures = await allFigures(folder);
  const tables = figures.map((one) => ({
    path: `${one.dataset}/${one.dataset}.csv`,
    text: toCsv(one),
  }));
  return [...tables, { path: 'districts/districts.geojson', text: await buildDistrictGeometry() }];
}

/** Writes aggregated files below a folder. */
export function writeFiles(files: readonly AggregatedFile[], output: string): void {
  for (const { path, text } of files) {
    const target = join(output, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}
