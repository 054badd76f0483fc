import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectRoot } from './project.ts';

/** Folder of original source files beside the project; only some machines have it. */
export const originalsFolder = resolve(projectRoot, '..', 'shared', 'data');

/**
 * Whether tests against the original files can run. Such tests carry `(needs ../shared)` in their
 * name: it is the only reason for which `pnpm check` lets a test be skipped in CI.
 */
export const hasOriginals = existsSync(originalsFolder);
