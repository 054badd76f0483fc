import { appRoutes } from './app-files.ts';
import { boardRoutes } from './boards.ts';
import { extractRoutes } from './extracts.ts';
import { healthRoutes } from './health.ts';
import { indicatorRoutes } from './indicators.ts';
import { manifestRoutes } from './manifest.ts';
import { openApiRoutes } from './openapi.ts';
import { queryRoutes } from './query.ts';
import type { RouteEntry } from './registry.ts';
import type { Services } from './services.ts';

/** Every route of the server, in the order of matching. */
export function allRoutes(services: Services, describe: () => object): RouteEntry[] {
  return [
    ...healthRoutes(services),
    ...manifestRoutes(services),
    ...indicatorRoutes(services),
    ...queryRoutes(services),
    ...boardRoutes(services),
    ...openApiRoutes(describe),
    ...extractRoutes(services),
    ...appRoutes(services),
  ];
}
