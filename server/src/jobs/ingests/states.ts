import { BadaError } from '@bada/shared';
import type { IngestState, IngestTable } from '@bada/shared/intake';
import type { IngestRecord } from './ports.ts';

/** A change refused because somebody else was faster; `current` is the version to load. */
export class StaleIngest extends BadaError {
  readonly current: number;

  constructor(current: number) {
    super('ingest.conflict');
    this.current = current;
  }
}

/** States in which nobody is reading the file. */
export const RESTING = ['ready', 'done', 'published', 'failed', 'cancelled'] as const;

/** @throws BadaError `ingest.state` when the ingest is in none of these states */
export function allow(record: IngestRecord, kinds: readonly IngestState['kind'][]): void {
  const { kind } = record.ingest.state;
  if (!kinds.includes(kind)) throw new BadaError('ingest.state', { state: kind });
}

/** The ingest in another state. */
export function withState(record: IngestRecord, state: IngestState): IngestRecord {
  return { ...record, ingest: { ...record.ingest, state } };
}

/** Names of the tables whose mapping nobody has confirmed. */
export function undecided(tables: readonly IngestTable[]): string[] {
  return tables.flatMap(({ name, mapping }) => (mapping.kind === 'proposed' ? [name] : []));
}
