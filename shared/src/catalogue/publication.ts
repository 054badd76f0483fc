import { dataPackage } from './data-package.ts';
import { type DatasetNode, isPublished } from './dataset-node.ts';
import { dcatDataset } from './dcat.ts';
import { linksOf } from './formats.ts';
import { licenceAddress } from './licences.ts';
import { listingCsv, listingRow } from './listing-row.ts';

const BYTE_ORDER_MARK = '\uFEFF';

function licenceLines({ licence }: DatasetNode): string[] {
  const address = licenceAddress(licence.id);
  const notes = licence.note ? [licence.note.ko, licence.note.en] : [];
  return [[licence.id, ...(address === undefined ? [] : [address])].join(' · '), ...notes];
}

function readme(node: DatasetNode, { origin, created }: PublicationOptions): string {
  const caveats = node.caveats.flatMap(({ ko, en }) => [`- ${ko}`, `- ${en}`]);
  const columns = node.columns.map(({ name, title, unit }) => {
    return `- \`${name}\`: ${title.ko} · ${title.en}${unit === undefined ? '' : ` (${unit})`}`;
  });
  return [
    `# ${node.title.ko} · ${node.title.en}`,
    '',
    node.summary.ko,
    node.summary.en,
    '',
    `- 제공 Publisher: ${node.publisher.ko} · ${node.publisher.en}`,
    `- 소관 Owner: ${node.owner.name.ko} · ${node.owner.name.en}`,
    `- 출처 Source: ${node.source.ko} · ${node.source.en}`,
    `- 기준일 As of: ${node.asOf}`,
    `- 판 Version: ${node.version}`,
    `- 만든 때 Created: ${created}`,
    `- ${linksOf(origin, node.id).page}`,
    '',
    '## 이용 조건 · Licence',
    '',
    ...licenceLines(node),
    '',
    '## 열 · Columns',
    '',
    ...columns,
    ...(caveats.length === 0 ? [] : ['', '## 유의 사항 · Caveats', '', ...caveats]),
    '',
  ].join('\n');
}

interface PublicationOptions {
  /** Origin of the addresses, without a slash at its end. */
  readonly origin: string;
  /** ISO date-time. */
  readonly created: string;
}

/** What a publication says of its rows, as texts by file name; the rows themselves are `<id>.csv`. Pure. */
export function publicationTexts(
  node: DatasetNode,
  options: PublicationOptions,
): Readonly<Record<string, string>> {
  const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return {
    'README.md': readme(node, options),
    'datapackage.json': text(dataPackage(node, { ...options, csv: `${node.id}.csv` })),
    'dcat.jsonld': text(dcatDataset(node, options)),
    'listing.csv': BYTE_ORDER_MARK + listingCsv([listingRow(node, options)]),
  };
}

/** Whether a dataset may be handed to the public catalogue: open, under a licence whose terms can be read. */
export function isPublishable(node: Pick<DatasetNode, 'class' | 'licence'>): boolean {
  return isPublished(node) && licenceAddress(node.licence.id) !== undefined;
}
