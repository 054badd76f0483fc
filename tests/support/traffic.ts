import type { BrowserContext, Request } from 'playwright-core';

/** One request of a page or of its workers; status 0 and no bytes where it was aborted. */
export interface Transfer {
  url: string;
  /** Path and query, e.g. `/api/query`. */
  path: string;
  /** Playwright's resource type: document, script, stylesheet, font, fetch, image, … */
  type: string;
  status: number;
  /** Bytes over the wire, headers included, body as compressed; 0 from the browser's cache. */
  bytes: number;
}

/** Counts what a browser context transfers. */
export interface Traffic {
  /** Everything finished so far, in order of finishing. */
  transfers(): Promise<readonly Transfer[]>;
  /** Starts counting anew, e.g. after the first screen. */
  reset(): void;
}

/** Sums of a set of transfers. */
export interface TrafficTotals {
  requests: number;
  /** Bytes without fonts, which the budgets leave aside. */
  bytes: number;
  fontBytes: number;
  /** Requests to `/api/` and `/extracts/`. */
  dataRequests: number;
  byType: Record<string, { requests: number; bytes: number }>;
}

/** Listens to every request of a context; must be called before the page is opened. */
export function watchTraffic(context: BrowserContext): Traffic {
  let finished: Promise<Transfer>[] = [];
  const note = (request: Request) => {
    if (/^https?:/.test(request.url())) finished.push(measure(request));
  };
  context.on('requestfinished', note);
  context.on('requestfailed', note);
  return {
    transfers: () => Promise.all(finished),
    reset: () => {
      finished = [];
    },
  };
}

/** A page that closes takes the sizes of its last requests along. */
const UNKNOWN = { responseBodySize: 0, responseHeadersSize: 0 };

async function measure(request: Request): Promise<Transfer> {
  const { pathname, search } = new URL(request.url());
  const response = await request.response().catch(() => null);
  const { responseBodySize, responseHeadersSize } = await request.sizes().catch(() => UNKNOWN);
  // Chromium counts the body that a HEAD would have had.
  const hasBody = request.method() !== 'HEAD';
  let bytes = responseHeadersSize + (hasBody ? responseBodySize : 0);
  // Chromium reports no body for the main script of a worker: the header tells its length.
  if (hasBody && responseBodySize === 0 && bytes > 0) {
    bytes += Number((await response?.headerValue('content-length').catch(() => null)) ?? 0);
  }
  return {
    url: request.url(),
    path: pathname + search,
    type: request.resourceType(),
    status: response?.status() ?? 0,
    bytes: Math.max(0, bytes),
  };
}

/** Adds transfers up, as the budgets of the first screen count them. */
export function totals(transfers: readonly Transfer[]): TrafficTotals {
  const byType: TrafficTotals['byType'] = {};
  for (const { type, bytes } of transfers) {
    const sum = byType[type] ?? { requests: 0, bytes: 0 };
    byType[type] = { requests: sum.requests + 1, bytes: sum.bytes + bytes };
  }
  const fontBytes = byType.font?.bytes ?? 0;
  const all = transfers.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    requests: transfers.length,
    bytes: all - fontBytes,
    fontBytes,
    dataRequests: transfers.filter(({ path }) => /^\/(api|extracts)\//.test(path)).length,
    byType,
  };
}
