import { type DatasetNode, isPublished } from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { contractQuery } from '../../api/contracts.ts';
import { datasetQuery } from '../../api/datasets.ts';
import { failureOf } from '../../api/failure.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLocale, useMessages } from '../../i18n/locale-context.tsx';
import { decodeDataset, encodeDataset } from '../../state/catalog.ts';
import { PencilIcon } from '../../ui/icons.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { ContractHistory } from './contract-history.tsx';
import { DatasetBadges } from './dataset-badges.tsx';
import { DatasetColumns } from './dataset-columns.tsx';
import { DatasetCutNotice } from './dataset-cut.tsx';
import { DatasetDownloads } from './dataset-downloads.tsx';
import { DatasetFacts } from './dataset-facts.tsx';
import { DatasetIntake } from './dataset-intake.tsx';
import { DatasetLineage } from './dataset-lineage.tsx';
import styles from './dataset-page.module.css';
import { DatasetParts } from './dataset-parts.tsx';
import { DatasetPreview } from './dataset-preview.tsx';
import { DatasetQuality } from './dataset-quality.tsx';
import { DatasetUsers } from './dataset-users.tsx';
import { DatasetVersions } from './dataset-versions.tsx';
import { LinkedPanel } from './linked-panel.tsx';
import { SchemaOrg } from './schema-org.tsx';
import { DatasetSection } from './section.tsx';

interface DatasetPageProps {
  id: string;
  /** Search part of the address. */
  search: string;
  onSearch: (search: string) => void;
  /** Goes to an address inside the app. */
  onGo: (href: string) => void;
}

function NotPublished({ dataset }: { dataset: DatasetNode }) {
  const { catalog, dataset: words } = useMessages();
  if (isPublished(dataset)) return null;
  const { title, unstated, byClass } = words.notPublished;
  const reason =
    dataset.licence.id === 'unstated' ? unstated : byClass(catalog.classes[dataset.class]);
  return (
    <div className={styles.notice}>
      <strong>{title}</strong>
      <p>{reason}</p>
    </div>
  );
}

/** The way to change what is said of the dataset, for those who may. */
function EditLink({ id }: { id: string }) {
  const { contract } = useMessages();
  const { data } = useQuery(contractQuery(id));
  if (!data?.state.mayEdit) return null;
  return (
    <Link to="/catalog/$id/edit" params={{ id }} className={styles.edit}>
      <PencilIcon size={16} />
      {contract.edit}
    </Link>
  );
}

function Head({ dataset }: { dataset: DatasetNode }) {
  const locale = useLocale();
  const words = useMessages().dataset;
  return (
    <header className={styles.head}>
      <Link to="/catalog">{words.back}</Link>
      <h1>{dataset.title[locale]}</h1>
      <div className={styles.badges}>
        <DatasetBadges dataset={dataset} />
      </div>
      <p className={styles.summary}>{dataset.summary[locale]}</p>
      <EditLink id={dataset.id} />
    </header>
  );
}

function Caveats({ dataset }: { dataset: DatasetNode }) {
  const locale = useLocale();
  const words = useMessages().dataset;
  if (dataset.caveats.length === 0) return null;
  return (
    <DatasetSection
      part="caveats"
      title={words.caveats}
      said={words.folded.caveats(formatNumber(dataset.caveats.length))}
    >
      <ul className={styles.bullets}>
        {dataset.caveats.map((caveat) => (
          <li key={caveat.id}>{caveat[locale]}</li>
        ))}
      </ul>
    </DatasetSection>
  );
}

/** A dataset: what it is, whose it is, what it holds, how good it is, who uses it, how to get it. */
export function DatasetPage({ id, search, onSearch, onGo }: DatasetPageProps) {
  const locale = useLocale();
  const { data, error, refetch } = useQuery(datasetQuery(id));
  const view = decodeDataset(search);
  if (error) return <ErrorState {...failureOf(error, locale)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height="60rem" />;
  const { dataset, manifest } = data;
  // What was found out over all rows is not told to those who do not see them.
  const isWhole = !dataset.cut?.ruled;
  return (
    <article className={styles.page}>
      <Head dataset={dataset} />
      <DatasetCutNotice dataset={dataset} />
      <NotPublished dataset={dataset} />
      <DatasetParts
        hasIntake={data.intake.length > 0}
        hasCaveats={dataset.caveats.length > 0}
        isWhole={isWhole}
      />
      <div className={styles.columns}>
        <div className={styles.main}>
          <DatasetPreview
            dataset={dataset}
            manifest={manifest}
            offset={view.offset}
            onOffset={(offset) => onSearch(encodeDataset({ ...view, offset }))}
          />
          <DatasetColumns dataset={dataset} manifest={manifest} />
          <LinkedPanel
            dataset={dataset}
            manifest={manifest}
            address={{
              text: view.chosen,
              write: (chosen) => onSearch(encodeDataset({ ...view, chosen })),
            }}
          />
          <DatasetIntake intake={data.intake} dataset={id} manifest={data.manifest} />
          {isWhole && <DatasetQuality dataset={dataset} />}
          <DatasetLineage key={id} id={id} onGo={onGo} />
          <DatasetVersions detail={data} />
          {isWhole && <ContractHistory id={id} />}
        </div>
        <div className={styles.side}>
          <DatasetDownloads dataset={dataset} />
          <DatasetFacts dataset={dataset} />
          <DatasetUsers dataset={dataset} onGo={onGo} />
          <Caveats dataset={dataset} />
        </div>
      </div>
      <SchemaOrg dataset={dataset} />
    </article>
  );
}
