import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './model.ts';
import { isCode } from './read-source.ts';

const SKIPPED = new Set(['node_modules', 'dist', '.bada', '.git', '.cache']);

/** Every file of the project; the text only of those that a rule reads. */
export function projectFiles(root: string, folder = ''): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return projectFiles(root, path);
      const isRead = isCode(path) || entry.name === 'package.json';
      return [{ path, text: isRead ? readFileSync(join(root, path), 'utf8') : '' }];
    });
}
