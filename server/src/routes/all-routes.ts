import { accountRoutes, tokenRoutes } from './accounts.ts';
import { appRoutes } from './app-files.ts';
import { auditRoutes } from './audit.ts';
import { boardRoutes } from './boards.ts';
import { CatalogueSource } from './catalogue-source.ts';
import { collectionRoutes } from './collections.ts';
import { datasetContractRoutes } from './dataset-contract.ts';
import { datasetDownloadRoutes } from './dataset-download.ts';
import { datasetIntakeRoutes } from './dataset-intake.ts';
import { datasetLinkedRoutes } from './dataset-linked.ts';
import { datasetPackageRoutes } from './dataset-package.ts';
import { datasetRowRoutes } from './dataset-rows.ts';
import { datasetVersionRoutes } from './dataset-versions.ts';
import { datasetRoutes } from './datasets.ts';
import { DefinitionDesk } from './definition-desk.ts';
import { definitionDraftRoutes } from './definition-drafts.ts';
import { definitionImportRoutes } from './definition-import.ts';
import { definitionPreviewRoutes } from './definition-preview.ts';
import { definitionRoutes } from './definitions.ts';
import { extractRoutes } from './extracts.ts';
import { harvestedRoutes } from './harvested.ts';
import { healthRoutes } from './health.ts';
import { indicatorRoutes } from './indicators.ts';
import { ingestRoutes } from './ingests.ts';
import { jobRoutes } from './jobs.ts';
import { lineageRoutes } from './lineage.ts';
import { listingImportRoutes } from './listing-import.ts';
import { manifestRoutes } from './manifest.ts';
import { mappingRoutes } from './mappings.ts';
import { openFormatRoutes } from './open-formats.ts';
import { openApiRoutes } from './openapi.ts';
import { proofRoutes } from './proofs.ts';
import { qualityRoutes } from './quality.ts';
import { qualityFileRoutes } from './quality-files.ts';
import { queryRoutes } from './query.ts';
import type { RouteEntry } from './registry.ts';
import { searchRoutes } from './search.ts';
import type { Services } from './services.ts';
import { sessionRoutes } from './session.ts';
import { taskRoutes } from './tasks.ts';

/** Every route of the server, in the order of matching. */
export function allRoutes(services: Services, describe: () => object): RouteEntry[] {
  const catalogue = new CatalogueSource(services);
  const definitions = new DefinitionDesk(services);
  return [
    ...healthRoutes(services),
    ...sessionRoutes(services),
    ...accountRoutes(services),
    ...tokenRoutes(services),
    ...auditRoutes(services),
    ...manifestRoutes(services),
    ...indicatorRoutes(services),
    ...definitionRoutes(definitions),
    ...definitionDraftRoutes(definitions),
    ...definitionPreviewRoutes(definitions),
    ...definitionImportRoutes(definitions),
    ...queryRoutes(services),
    ...proofRoutes(services),
    ...boardRoutes(services),
    ...ingestRoutes(services),
    ...datasetRoutes(services, catalogue),
    ...datasetLinkedRoutes(services, catalogue),
    ...datasetRowRoutes(services, catalogue),
    ...datasetContractRoutes(services, catalogue),
    ...datasetVersionRoutes(services, catalogue),
    ...datasetIntakeRoutes(services, catalogue),
    ...datasetDownloadRoutes(services, catalogue),
    ...qualityRoutes(services, catalogue),
    ...qualityFileRoutes(services, catalogue),
    ...datasetPackageRoutes(services, catalogue),
    ...taskRoutes(services, catalogue),
    ...openFormatRoutes(catalogue),
    ...lineageRoutes(services, catalogue),
    ...listingImportRoutes(services, catalogue),
    ...searchRoutes(services, catalogue),
    ...collectionRoutes(services),
    ...mappingRoutes(services),
    ...jobRoutes(services),
    ...harvestedRoutes(services),
    ...openApiRoutes(describe),
    ...extractRoutes(services),
    ...appRoutes(services),
  ];
}
