import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { BadaError, type Viewer } from '@bada/shared';
import { isRunning } from './folders.ts';
import type { Claim, Expected, IngestPorts, IngestRecord } from './ports.ts';
import { StaleIngest } from './states.ts';

/** A holder shows itself so many times within its lease. */
const BEATS = 3;

/** Which ingest is claimed, and by whom. */
export interface Wanted {
  readonly viewer: Viewer;
  readonly id: string;
  readonly expected: Expected;
}

async function take(
  { publications, claimMs }: IngestPorts,
  { viewer, id, expected }: Wanted,
): Promise<{ claim: Claim; record: IngestRecord }> {
  const by = `${hostname()} ${process.pid} ${randomUUID()}`;
  const claim = { ingest: id, by, leaseMs: claimMs };
  const taken = await publications.claim(viewer, claim, expected);
  switch (taken.kind) {
    case 'done':
      return { claim, record: taken.record };
    case 'claimed':
      throw new BadaError('ingest.state', { state: 'publishing' });
    case 'state':
      throw new BadaError('ingest.state', { state: taken.state });
    case 'missing':
      throw new BadaError('ingest.not-found', { id });
    case 'conflict':
      throw new StaleIngest(taken.current);
  }
}

/** Works on an ingest that is done, which nobody else may publish, change or remove meanwhile, in this and other
 * processes. What a killed process had is free again after its lease.
 * @throws BadaError `ingest.state` while somebody publishes it or it is not done, `ingest.conflict`, `ingest.not-found` */
export async function withClaim<T>(
  ports: IngestPorts,
  wanted: Wanted,
  work: (record: IngestRecord, claim: Claim) => Promise<T>,
): Promise<T> {
  const { claim, record } = await take(ports, wanted);
  const { publications, onTrouble, claimMs } = ports;
  const { viewer } = wanted;
  const renew = () =>
    publications.renew(viewer, claim).catch((error: unknown) => onTrouble('claim', error));
  const beat = setInterval(() => void renew(), claimMs / BEATS);
  try {
    return await work(record, claim);
  } finally {
    clearInterval(beat);
    await publications.release(viewer, claim);
  }
}

/** Gives back what processes of this machine had that are gone: the start after a crash waits for no lease. */
export async function releaseDead({ publications, system }: IngestPorts): Promise<void> {
  for (const claim of await publications.claims(system)) {
    const [machine, pid] = claim.by.split(' ');
    if (machine !== hostname() || isRunning(Number(pid))) continue;
    await publications.release(system, claim);
  }
}
