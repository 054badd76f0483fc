import { join, resolve } from 'node:path';
import { projectContext } from '../../server/bootstrap/paths.mjs';

/** Absolute path of the project's top folder. */
export const projectRoot = resolve(import.meta.dirname, '..', '..');

/** Home that all tests share: extracts are built there once and copied from it. */
export const sharedTestHome = join(projectRoot, '.bada', 'test');

/** The bootstrap's view of the project, with the shared test home as `BADA_HOME`. */
export function testContext() {
  return projectContext({ root: projectRoot, env: { ...process.env, BADA_HOME: sharedTestHome } });
}
