export { type BuildOptions, buildExtracts, currentManifest, readManifest } from './extracts.ts';
export { loadIndicators, loadOrganisation } from './seeds.ts';
