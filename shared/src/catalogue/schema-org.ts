import { type DatasetNode, isPublished } from './dataset-node.ts';
import type { JsonLd } from './dcat.ts';
import { inItsLanguages } from './dcat-vocabulary.ts';
import { DownloadFormat, FORMATS, linksOf } from './formats.ts';
import { licenceAddress } from './licences.ts';

function licenceOf(node: DatasetNode): object {
  const address = licenceAddress(node.licence.id);
  return address === undefined ? {} : { license: address };
}

function coverageOf({ period }: DatasetNode): object {
  return period ? { temporalCoverage: `${period.from}/${period.to}` } : {};
}

/** A dataset as schema.org/Dataset, for the dataset's page.
 * @param origin origin of the addresses, without a slash at its end */
export function schemaOrgDataset(node: DatasetNode, { origin }: { origin: string }): JsonLd {
  const links = linksOf(origin, node.id);
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': links.api,
    url: links.page,
    identifier: node.id,
    name: node.title.ko,
    alternateName: node.title.en,
    description: inItsLanguages(node.summary),
    ...(node.purpose === undefined ? {} : { abstract: inItsLanguages(node.purpose) }),
    inLanguage: ['ko', 'en'],
    creator: { '@type': 'Organization', name: node.publisher.ko, alternateName: node.publisher.en },
    maintainer: { '@type': 'Organization', name: node.owner.name.ko },
    dateModified: node.asOf,
    version: node.version,
    isAccessibleForFree: isPublished(node),
    spatialCoverage: { '@type': 'Place', name: '부산광역시' },
    ...coverageOf(node),
    ...licenceOf(node),
    variableMeasured: node.columns
      .filter(({ role }) => role === 'measure')
      .map(({ name, title, description, unit }) => ({
        '@type': 'PropertyValue',
        name: title.ko,
        alternateName: name,
        ...(description === undefined ? {} : { description: inItsLanguages(description) }),
        ...(unit === undefined ? {} : { unitText: unit }),
      })),
    distribution: DownloadFormat.options.map((format) => ({
      '@type': 'DataDownload',
      name: FORMATS[format].name,
      encodingFormat: FORMATS[format].mediaType,
      contentUrl: links.download(format),
    })),
  };
}
