import {
  type DatasetNode,
  DownloadFormat,
  FORMATS,
  isPublishable,
  linksOf,
} from '@bada/shared/catalogue';
import { useQuery } from '@tanstack/react-query';
import { lostCharactersQuery } from '../../api/datasets.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useMessages } from '../../i18n/locale-context.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ApiSnippet } from './api-snippet.tsx';
import styles from './dataset-page.module.css';
import { HiddenCounts } from './hidden-counts.tsx';
import { DatasetSection } from './section.tsx';

/** What the CP949 file would lose, told before it is downloaded. */
function Losses({ id }: { id: string }) {
  const { downloads, lossColumns } = useMessages().dataset;
  const { data } = useQuery(lostCharactersQuery(id));
  if (!data || data.total === 0) return null;
  return (
    <details className={styles.losses}>
      <summary>{downloads.lost(formatNumber(data.total))}</summary>
      <DataTable
        caption={downloads.losses}
        hideCaption
        columns={[
          { id: 'value', header: lossColumns.value, cell: ({ value }) => value },
          { id: 'column', header: lossColumns.column, cell: ({ column }) => column },
          {
            id: 'characters',
            header: lossColumns.characters,
            cell: ({ characters }) => characters.join(' '),
          },
          {
            id: 'rows',
            header: lossColumns.rows,
            align: 'end',
            cell: ({ rows }) => formatNumber(rows),
          },
        ]}
        rows={data.losses}
        rowKey={({ column, value }) => `${column}/${value}`}
        maxHeight="16rem"
      />
    </details>
  );
}

function Shapes({ dataset }: { dataset: DatasetNode }) {
  const { downloads } = useMessages().dataset;
  const file = dataset.files.find(({ role }) => role === 'geometry');
  if (!file) return null;
  const href = `/extracts/${dataset.class}/${file.hash}.${file.format}`;
  return (
    <li>
      <a href={href} download={`${dataset.id}.${file.format}`}>
        {downloads.shapes}
      </a>
    </li>
  );
}

/** All rows as files, the open formats, and how a program gets at them. */
export function DatasetDownloads({ dataset }: { dataset: DatasetNode }) {
  const words = useMessages().dataset;
  const links = linksOf('', dataset.id);
  const open = [
    { href: links.contract, label: words.open.contract },
    { href: links.dcat, label: words.open.dcat },
    { href: links.dataPackage, label: words.open.dataPackage },
    { href: links.listing, label: words.open.listing },
  ];
  return (
    <>
      <DatasetSection
        part="downloads"
        title={words.downloads.title}
        said={DownloadFormat.options.map((format) => FORMATS[format].name).join(' · ')}
      >
        <HiddenCounts dataset={dataset} className={styles.note} />
        <ul className={styles.links}>
          {DownloadFormat.options.map((format) => (
            <li key={format}>
              <a href={links.download(format)} download>
                {words.formats[format]}
              </a>
            </li>
          ))}
          <Shapes dataset={dataset} />
        </ul>
        <Losses id={dataset.id} />
      </DatasetSection>
      <DatasetSection part="formats" title={words.open.title} said="ODCS · DCAT-AP · Data Package">
        <ul className={styles.links}>
          {open.map(({ href, label }) => (
            <li key={href}>
              <a href={href}>{label}</a>
            </li>
          ))}
          {isPublishable(dataset) && (
            <li>
              <a href={links.publication} download>
                {words.open.publication}
              </a>
            </li>
          )}
        </ul>
        {!isPublishable(dataset) && (
          <p>{dataset.class === 'open' ? words.open.noLicence : words.open.notOpen}</p>
        )}
      </DatasetSection>
      <ApiSnippet id={dataset.id} />
    </>
  );
}
