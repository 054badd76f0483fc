import { fileSink } from '@bada/data/build';
import { collectPorts } from '../../server/src/jobs/collect/open-runner.ts';
import { sampler } from '../../server/src/jobs/collect/sample.ts';
import { DatasetVersions } from '../../server/src/jobs/dataset-versions.ts';
import { LineageRecord } from '../../server/src/jobs/lineage-record.ts';

/** The services about versions, lineage and collecting of a home, as the server composes them.
 * @param options.collectHosts hosts that collections may ask */
export function datasetWork(
  home: string,
  {
    collectHosts = [],
    clock = () => new Date(),
  }: { collectHosts?: readonly string[]; clock?: () => Date } = {},
) {
  return {
    versions: new DatasetVersions({ home, sink: fileSink(home) }),
    lineage: new LineageRecord(home),
    sample: sampler(collectPorts(home, collectHosts)),
    clock,
  };
}
