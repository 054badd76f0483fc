import type { Ingest, IngestTable } from '@bada/shared/intake';

/** What every step of a table works on. */
export interface TableProps {
  ingest: Ingest;
  table: IngestTable;
}
