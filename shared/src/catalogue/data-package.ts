import { logicalTypeOf } from '../semantic/physical-type.ts';
import { type DatasetNode, type NodeColumn, rowsFile } from './dataset-node.ts';
import { FORMATS, linksOf } from './formats.ts';
import { licenceAddress } from './licences.ts';

/** Profile of version 2 of the Data Package standard. */
const PROFILE = 'https://datapackage.org/profiles/2.0';

/** Type and format of a field in Table Schema. */
function fieldType({ type, format }: NodeColumn): { type: string; format?: string } {
  if (format === 'geojson') return { type: 'geojson', format: 'default' };
  const own = logicalTypeOf(type);
  // Table Schema's moments have a clock but no zone by this format alone.
  return own === 'timestamp' ? { type: 'datetime', format: '%Y-%m-%d %H:%M:%S' } : { type: own };
}

function constraintsOf(column: NodeColumn): object {
  return column.required ? { constraints: { required: true } } : {};
}

function fieldOf(column: NodeColumn): object {
  const { name, type, title, description, values } = column;
  return {
    name,
    ...fieldType(column),
    title: title.ko,
    ...(description === undefined ? {} : { description: description.ko }),
    // The standard knows one language per field; the other stands beside it.
    translations: {
      en: {
        title: title.en,
        ...(description === undefined ? {} : { description: description.en }),
      },
    },
    ...(values === undefined || type !== 'VARCHAR'
      ? {}
      : {
          categories: Object.entries(values).map(([value, label]) => ({ value, label: label.ko })),
        }),
    ...constraintsOf(column),
  };
}

function schemaOf(node: DatasetNode): object {
  const keys = node.columns.filter(({ key }) => key !== null);
  keys.sort((a, b) => (a.key ?? 0) - (b.key ?? 0));
  return {
    $schema: `${PROFILE}/tableschema.json`,
    fields: node.columns.map(fieldOf),
    missingValues: [''],
    ...(keys.length === 0 ? {} : { primaryKey: keys.map(({ name }) => name) }),
  };
}

function licencesOf({ licence }: DatasetNode): object {
  if (licence.id === 'unstated') return {};
  const path = licenceAddress(licence.id);
  return {
    licenses: [{ name: licence.id, ...(path === undefined ? {} : { path }) }],
  };
}

function csvResource(node: DatasetNode, path: string): object {
  return {
    name: `${node.id}-csv`,
    type: 'table',
    path,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { $schema: `${PROFILE}/tabledialect.json`, header: true, delimiter: ',' },
    schema: schemaOf(node),
  };
}

function resourcesOf(node: DatasetNode, origin: string): object[] {
  const { hash, bytes } = rowsFile(node);
  return [
    csvResource(node, linksOf(origin, node.id).download('csv')),
    {
      name: `${node.id}-parquet`,
      path: `${origin}/extracts/${node.folder ?? node.class}/${hash}.parquet`,
      format: 'parquet',
      mediatype: FORMATS.parquet.mediaType,
      bytes,
      hash: `sha256:${hash}`,
      schema: schemaOf(node),
    },
  ];
}

/** A dataset's extract as a Data Package 2 descriptor (Frictionless).
 * @param origin origin of the addresses, without a slash at its end
 * @param created when the extract was published, ISO date-time
 * @param csv path of the rows where they lie beside the descriptor; then they are its only resource */
export function dataPackage(
  node: DatasetNode,
  { origin, created, csv }: { origin: string; created: string; csv?: string },
): Readonly<Record<string, unknown>> {
  return {
    $schema: `${PROFILE}/datapackage.json`,
    name: node.id,
    id: linksOf(origin, node.id).api,
    title: node.title.ko,
    description: node.summary.ko,
    translations: { en: { title: node.title.en, description: node.summary.en } },
    homepage: linksOf(origin, node.id).page,
    version: node.version,
    created,
    keywords: [node.domain, node.owner.code],
    contributors: [
      { title: node.publisher.ko, roles: ['creator'] },
      { title: node.owner.name.ko, roles: ['maintainer'] },
    ],
    sources: [{ title: node.source.ko }],
    ...licencesOf(node),
    resources: csv === undefined ? resourcesOf(node, origin) : [csvResource(node, csv)],
  };
}
