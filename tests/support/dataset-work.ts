import { fileSink } from '@bada/data/build';
import { DatasetVersions } from '../../server/src/jobs/dataset-versions.ts';
import { LineageRecord } from '../../server/src/jobs/lineage-record.ts';

/** The services about versions and lineage of a home, as the server composes them. */
export function datasetWork(home: string) {
  return {
    versions: new DatasetVersions({ home, sink: fileSink(home) }),
    lineage: new LineageRecord(home),
  };
}
