import { withCentral, withCount, withPath, zipOf } from '../builders/zip.ts';
import { type BadFile, concat, utf8 } from './bad-file.ts';

const CSV = '구,인구\n중구,1\n서구,2\n';
const MEGABYTE = 1024 * 1024;

function twoFiles(): Uint8Array {
  return zipOf({ 'a.csv': CSV.repeat(100), 'b.csv': CSV.repeat(100) }, 0);
}

export const archiveFiles: readonly BadFile[] = [
  {
    flaw: 'an archive cut off',
    name: 'a.zip',
    bytes: () => twoFiles().slice(0, 900),
    ends: 'read.damaged',
  },
  { flaw: 'an archive without files', name: 'a.zip', bytes: () => zipOf({}), ends: 'read.empty' },
  {
    flaw: 'an archive without tables',
    name: 'a.zip',
    bytes: () => zipOf({ 'a.pdf': '%PDF' }),
    ends: 'read.empty',
  },
  {
    flaw: 'an archive with other files beside the table',
    name: 'a.zip',
    bytes: () => zipOf({ 'a.csv': CSV, 'readme.pdf': '%PDF', '__MACOSX/._a.csv': 'x' }),
    ends: [3],
    notes: ['skipped-entries'],
  },
  {
    flaw: 'an archive that starts in the middle of the file',
    name: 'a.zip',
    bytes: () => concat(utf8('PK\x03\x04'), zipOf({ 'a.csv': CSV })),
    ends: 'read.damaged',
  },
  {
    flaw: 'a wrong checksum',
    name: 'a.zip',
    bytes: () => withCentral(zipOf({ 'a.csv': CSV }), 'crc', 7),
    ends: 'read.damaged',
  },
  {
    flaw: 'a file larger than it declares',
    name: 'a.zip',
    bytes: () => withCentral(zipOf({ 'a.csv': CSV }), 'size', 5),
    ends: 'read.damaged',
  },
  {
    flaw: 'a file smaller than it declares',
    name: 'a.zip',
    bytes: () => withCentral(zipOf({ 'a.csv': CSV }), 'size', 5000),
    ends: 'read.damaged',
  },
  {
    flaw: 'more files declared than there are',
    name: 'a.zip',
    bytes: () => withCount(zipOf({ 'a.csv': CSV }), 3),
    ends: 'read.damaged',
  },
  {
    flaw: 'more files than allowed',
    name: 'a.zip',
    bytes: () =>
      zipOf(Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`${at}.csv`, '']))),
    ends: 'read.zip-bomb',
    options: { limits: { zipEntries: 50 } },
  },
  {
    flaw: 'files that share their bytes',
    name: 'a.zip',
    bytes: () => withCentral(twoFiles(), 'offset', 0),
    ends: 'read.damaged',
  },
  {
    flaw: 'a bomb of 50 MB',
    name: 'a.zip',
    bytes: () => zipOf({ 'a.csv': new Uint8Array(50 * MEGABYTE).fill(0x61) }),
    ends: 'read.zip-bomb',
  },
  {
    flaw: 'more unpacked bytes declared than allowed',
    name: 'a.zip',
    bytes: () => zipOf({ 'a.csv': CSV.repeat(1000) }),
    ends: 'read.zip-bomb',
    options: { limits: { zipBytes: 1000 } },
  },
  {
    flaw: 'an archive in an archive',
    name: 'a.zip',
    bytes: () => zipOf({ 'inner.zip': zipOf({ 'a.csv': CSV }) }),
    ends: 'read.zip-nested',
  },
  {
    flaw: 'an archive under the name of a table in an archive',
    name: 'a.zip',
    bytes: () => zipOf({ 'inner.csv': zipOf({ 'a.csv': CSV }) }),
    ends: 'read.zip-nested',
  },
  {
    flaw: 'a path that climbs out',
    name: 'a.zip',
    bytes: () => zipOf({ '../../etc/cron.csv': CSV }),
    ends: 'read.zip-path',
  },
  {
    flaw: 'a path that climbs out with backslashes',
    name: 'a.zip',
    bytes: () => withPath(zipOf({ 'aa/bb.csv': CSV }), 'aa/bb.csv', utf8('..\\bb.csv')),
    ends: 'read.zip-path',
  },
  {
    flaw: 'an absolute path',
    name: 'a.zip',
    bytes: () => withPath(zipOf({ 'xetc/a.csv': CSV }), 'xetc/a.csv', utf8('/etc/a.csv')),
    ends: 'read.zip-path',
  },
  {
    flaw: 'a path with a drive',
    name: 'a.zip',
    bytes: () => withPath(zipOf({ 'xxx/a.csv': CSV }), 'xxx/a.csv', utf8('C:\\/a.csv')),
    ends: 'read.zip-path',
  },
  {
    flaw: 'a password',
    name: 'a.zip',
    bytes: () => withCentral(zipOf({ 'a.csv': CSV }), 'flags', 1),
    ends: 'read.encrypted',
  },
  {
    flaw: 'an unknown way of packing',
    name: 'a.zip',
    bytes: () => withCentral(zipOf({ 'a.csv': CSV }), 'method', 93),
    ends: 'read.damaged',
  },
  {
    flaw: 'gzip',
    name: 'a.csv.gz',
    bytes: () => Uint8Array.of(0x1f, 0x8b, 8, 0),
    ends: 'read.unsupported',
  },
  {
    flaw: 'a bad file among good ones',
    name: 'a.zip',
    bytes: () => zipOf({ 'a.csv': CSV, 'b.json': '[{"a":1' }),
    ends: 'read.damaged',
  },
];
