import { archiveFiles } from './archives.ts';
import type { BadFile } from './bad-file.ts';
import { delimitedFiles } from './delimited.ts';
import { documentFiles } from './documents.ts';
import { jsonFiles } from './json.ts';

/** All files that something is wrong with. */
export const corpus: readonly BadFile[] = [
  ...delimitedFiles,
  ...jsonFiles,
  ...archiveFiles,
  ...documentFiles,
];
