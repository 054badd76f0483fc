import { ANONYMOUS, LOCAL_VIEWER, type Viewer } from '@bada/shared';
import { openTestApp } from '../server/support.ts';
import { ApiFuzz, type Surprise } from './api-fuzz.ts';

const WHO = 'x-fuzz-viewer';

/** Who sends the requests, one after the other. */
const VIEWERS: readonly Viewer[] = [
  LOCAL_VIEWER,
  LOCAL_VIEWER,
  { id: 'kim.ga', roles: ['steward'], departments: ['statistics'], class: 'internal' },
  { id: 'lee.na', roles: ['analyst'], departments: [], class: 'open' },
  { id: 'park.da', roles: ['viewer'], departments: [], class: 'open' },
  ANONYMOUS,
];

/** Sends made-up requests of every operation to an app of its own, as several people. */
export async function fuzzApi({
  count,
  seed,
  onProgress = () => {},
}: {
  count: number;
  seed: number;
  onProgress?: (sent: number) => void;
}): Promise<{ sent: number; operations: number; surprises: Surprise[] }> {
  const world = await openTestApp({
    viewerOf: (request) => VIEWERS[Number(request.headers.get(WHO) ?? 0)] ?? ANONYMOUS,
  });
  const surprises: Surprise[] = [];
  let sent = 0;
  try {
    const fuzz = new ApiFuzz(await (await world.request('/api/openapi.json')).json());
    for (const request of fuzz.requests(count, seed)) {
      const headers = { ...request.headers, [WHO]: String(sent % VIEWERS.length) };
      const what = await fuzz.surprise({ ...request, headers }, world.request);
      if (what !== undefined) surprises.push({ request, what });
      if (++sent % 1000 === 0) onProgress(sent);
    }
    return { sent, operations: fuzz.size, surprises };
  } finally {
    await world.close();
  }
}
