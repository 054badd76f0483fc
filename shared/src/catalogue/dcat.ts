import { type DatasetNode, isPublished, rowsFile } from './dataset-node.ts';
import {
  accessEntry,
  availabilityEntry,
  DCAT_CONTEXT,
  fileTypeEntry,
  frequencyEntry,
  inBoth,
  inItsLanguages,
  languageEntries,
  mediaTypeEntry,
  publisherTypeEntry,
  themeEntry,
  themeTaxonomy,
  typed,
} from './dcat-vocabulary.ts';
import { DownloadFormat, FORMATS, linksOf } from './formats.ts';
import { licenceAddress } from './licences.ts';

const BUSAN = 'https://www.geonames.org/1838519';
const CITY = { ko: '부산광역시', en: 'Busan Metropolitan City' };

/** A catalogue or dataset in JSON-LD, self-contained: its context is inside. */
export type JsonLd = Readonly<Record<string, unknown>>;

interface DcatOptions {
  /** Origin of the addresses, without a slash at its end. */
  readonly origin: string;
}

function agent(iri: string, name: { ko: string; en: string }): object {
  return {
    '@id': iri,
    '@type': 'foaf:Agent',
    'foaf:name': inBoth(name),
    'dct:type': publisherTypeEntry(),
  };
}

function licenceOf(node: DatasetNode): object {
  const address = licenceAddress(node.licence.id);
  if (address === undefined) return {};
  return { 'dct:license': { '@id': address, '@type': 'dct:LicenseDocument' } };
}

function fingerprint(node: DatasetNode): object {
  const { hash, bytes } = rowsFile(node);
  return {
    'dcat:byteSize': typed(String(bytes), 'decimal'),
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': {
        '@id': 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256',
        '@type': 'spdx:ChecksumAlgorithm',
      },
      'spdx:checksumValue': typed(hash, 'hexBinary'),
    },
  };
}

function distribution(node: DatasetNode, format: DownloadFormat, { origin }: DcatOptions): object {
  const { name, mediaType, fileType } = FORMATS[format];
  const links = linksOf(origin, node.id);
  const address = links.download(format);
  return {
    '@id': address,
    '@type': 'dcat:Distribution',
    'dct:title': inBoth({ ko: `${node.title.ko} (${name})`, en: `${node.title.en} (${name})` }),
    'dct:description': inBoth({
      ko: `${node.title.ko}의 모든 행을 ${name} 형식으로 담은 파일입니다.`,
      en: `All rows of ${node.title.en} as a file in the format ${name}.`,
    }),
    'dcatap:availability': availabilityEntry(),
    'dcat:accessURL': { '@id': links.page, '@type': 'rdfs:Resource' },
    'dcat:downloadURL': { '@id': address, '@type': 'rdfs:Resource' },
    'dct:format': fileTypeEntry(fileType),
    'dcat:mediaType': mediaTypeEntry(mediaType),
    ...(format === 'parquet' ? fingerprint(node) : {}),
    ...licenceOf(node),
  };
}

function measurement(node: DatasetNode, name: string, value: number | null, iri: string): object[] {
  if (value === null) return [];
  return [
    {
      '@type': 'dqv:QualityMeasurement',
      'dqv:computedOn': { '@id': iri },
      'dqv:isMeasurementOf': { '@id': `urn:bada:metric:${name}`, '@type': 'dqv:Metric' },
      'dqv:value': typed(String(value), 'decimal'),
      'dct:issued': typed(node.asOf, 'date'),
    },
  ];
}

function qualityOf(node: DatasetNode, iri: string): object {
  if (!node.quality) return {};
  const { score, errors, evaluated } = node.quality;
  const errorRate = evaluated === 0 ? null : (errors / evaluated) * 100;
  const measured = [
    ...measurement(node, 'quality-score', score, iri),
    ...measurement(node, 'error-rate-percent', errorRate, iri),
  ];
  return measured.length === 0 ? {} : { 'dqv:hasQualityMeasurement': measured };
}

function coverage({ period }: DatasetNode): object {
  if (!period) return {};
  return {
    'dct:temporal': {
      '@type': 'dct:PeriodOfTime',
      'dcat:startDate': typed(period.from, 'date'),
      'dcat:endDate': typed(period.to, 'date'),
    },
  };
}

function people(node: DatasetNode, { origin }: DcatOptions): object {
  const { code, name } = node.owner;
  return {
    'dct:publisher': agent(`${origin}/id/publisher/${node.id}`, node.publisher),
    'dcat:contactPoint': {
      '@id': `${origin}/id/department/${code}`,
      '@type': 'vcard:Kind',
      'vcard:fn': inBoth(name),
    },
  };
}

/** What it is for, its limits and its use, as far as the contract says. */
function notes({ purpose, limitations, usage }: DatasetNode): object {
  return {
    ...(purpose === undefined ? {} : { 'dct:abstract': inItsLanguages(purpose) }),
    ...(limitations === undefined ? {} : { 'skos:scopeNote': inItsLanguages(limitations) }),
    ...(usage === undefined ? {} : { 'vann:usageNote': inItsLanguages(usage) }),
  };
}

function datasetEntry(node: DatasetNode, options: DcatOptions): JsonLd {
  const links = linksOf(options.origin, node.id);
  const keywords = [
    ...new Set(node.columns.map(({ businessName, title }) => businessName ?? title.ko)),
  ];
  return {
    '@id': links.api,
    '@type': 'dcat:Dataset',
    'dct:identifier': node.id,
    'dct:title': inBoth(node.title),
    'dct:description': inBoth(node.summary),
    ...notes(node),
    'dcat:keyword': keywords.map((word) => ({ '@value': word, '@language': 'ko' })),
    'dcat:theme': themeEntry(node.domain),
    ...people(node, options),
    'dct:accessRights': accessEntry(isPublished(node), node.class),
    'dct:accrualPeriodicity': frequencyEntry(node.cadence),
    'dct:modified': typed(node.asOf, 'date'),
    'dct:language': languageEntries(),
    'dct:spatial': { '@id': BUSAN, '@type': 'dct:Location' },
    ...coverage(node),
    'dct:provenance': {
      '@type': 'dct:ProvenanceStatement',
      'rdfs:label': inBoth(node.source),
    },
    'dcat:landingPage': { '@id': links.page, '@type': 'foaf:Document' },
    'dcat:version': node.version,
    'dcat:distribution': DownloadFormat.options.map((format) =>
      distribution(node, format, options),
    ),
    ...qualityOf(node, links.api),
  };
}

const CONTEXT = { ...DCAT_CONTEXT, rdfs: 'http://www.w3.org/2000/01/rdf-schema#' };

/** One dataset as DCAT-AP 3 JSON-LD, with its distributions and, where measured, its quality. */
export function dcatDataset(node: DatasetNode, options: DcatOptions): JsonLd {
  return { '@context': CONTEXT, ...datasetEntry(node, options) };
}

/** A catalogue as DCAT-AP 3 JSON-LD.
 * @param modified day of the manifest, `YYYY-MM-DD` */
export function dcatCatalogue(
  nodes: readonly DatasetNode[],
  { origin, modified }: DcatOptions & { readonly modified: string },
): JsonLd {
  return {
    '@context': CONTEXT,
    '@id': `${origin}/dcat.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': inBoth({ ko: '부산 행정데이터 목록', en: 'Busan administrative data' }),
    'dct:description': inBoth({
      ko: '부산광역시 부서들이 함께 쓰는 행정데이터의 목록입니다.',
      en: 'Administrative data that the departments of Busan Metropolitan City share.',
    }),
    'dct:publisher': agent(`${origin}/id/publisher`, CITY),
    'dct:language': languageEntries(),
    'dct:modified': typed(modified, 'date'),
    'dct:spatial': { '@id': BUSAN, '@type': 'dct:Location' },
    'dcat:themeTaxonomy': themeTaxonomy(),
    'foaf:homepage': { '@id': `${origin}/catalog`, '@type': 'foaf:Document' },
    'dcat:dataset': nodes.map((node) => datasetEntry(node, { origin })),
  };
}
