import { z } from 'zod';

/** Forms in which a dataset's rows are handed out. */
export const DownloadFormat = z.enum(['csv', 'csv-cp949', 'xlsx', 'parquet', 'json']);
export type DownloadFormat = z.infer<typeof DownloadFormat>;

/** What the standards call a format. */
export interface FormatFacts {
  /** Name that readers know. */
  readonly name: string;
  readonly extension: string;
  /** IANA media type, with its charset where it is text. */
  readonly mediaType: string;
  /** Entry of the EU's file type list, which DCAT-AP asks for. */
  readonly fileType: string;
  readonly encoding?: string;
}

/** The formats with their names in the standards. */
export const FORMATS: Readonly<Record<DownloadFormat, FormatFacts>> = Object.freeze({
  csv: {
    name: 'CSV',
    extension: 'csv',
    mediaType: 'text/csv; charset=utf-8',
    fileType: 'CSV',
    encoding: 'utf-8',
  },
  'csv-cp949': {
    name: 'CSV (CP949)',
    extension: 'csv',
    mediaType: 'text/csv; charset=x-windows-949',
    fileType: 'CSV',
    encoding: 'cp949',
  },
  xlsx: {
    name: 'XLSX',
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileType: 'XLSX',
  },
  parquet: {
    name: 'Parquet',
    extension: 'parquet',
    mediaType: 'application/vnd.apache.parquet',
    fileType: 'PARQUET',
  },
  json: {
    name: 'JSON',
    extension: 'json',
    mediaType: 'application/json',
    fileType: 'JSON',
    encoding: 'utf-8',
  },
});

/** Addresses of one dataset under an origin such as `https://data.example.kr`. */
export function linksOf(origin: string, id: string) {
  const api = `${origin}/api/datasets/${id}`;
  return {
    page: `${origin}/catalog/${id}`,
    api,
    dcat: `${api}/dcat.jsonld`,
    dataPackage: `${api}/datapackage.json`,
    contract: `${api}/contract.yaml`,
    listing: `${api}/listing.csv`,
    publication: `${api}/package.zip`,
    download: (format: DownloadFormat) => `${api}/download?format=${format}`,
  };
}
