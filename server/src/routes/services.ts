import type { IsoDate } from '@bada/shared';
import type { SignInDesk } from '../auth/desk.ts';
import type { ProviderDesk } from '../auth/provider-desk.ts';
import type { Answers } from '../engine/answers.ts';
import type { DatasetTables } from '../engine/dataset-tables.ts';
import type { Manifests } from '../engine/manifests.ts';
import type { Sampler } from '../jobs/collect/sample.ts';
import type { ViewerCuts } from '../jobs/cuts/viewer-cuts.ts';
import type { DatasetVersions } from '../jobs/dataset-versions.ts';
import type { Ingests } from '../jobs/ingests/ingests.ts';
import type { LineageRecord } from '../jobs/lineage-record.ts';
import type { QualityDesk } from '../jobs/quality-desk.ts';
import type { Store } from '../store/store.ts';
import type { AppFiles } from './app-index.ts';

/** What routes work with. */
export interface Services {
  readonly store: Store;
  readonly signIn: SignInDesk;
  /** The way in through the identity provider, where there is one. */
  readonly provider?: ProviderDesk | undefined;
  readonly manifests: Manifests;
  /** What each viewer sees of them. */
  readonly cuts: ViewerCuts;
  readonly answers: Answers;
  readonly tables: DatasetTables;
  readonly quality: QualityDesk;
  readonly versions: DatasetVersions;
  readonly lineage: LineageRecord;
  /** A look at a source of a collection. */
  readonly sample: Sampler;
  readonly clock: () => Date;
  readonly ingests: Ingests;
  /** Largest file that may be brought, in bytes. */
  readonly maxUpload: number;
  readonly appFiles: AppFiles;
  /** Evaluation date that replaces the data's own end. */
  readonly now: IsoDate | undefined;
  readonly version: string;
  /** Whether the server is on its way out. */
  readonly isStopping: () => boolean;
}
