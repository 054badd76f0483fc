import type { Project, RuleName, SourceFile, Violation } from './model.ts';
import { isCode, readSource } from './read-source.ts';
import { arrows } from './rules/arrows.ts';
import { docs, markers, tests, texts, types } from './rules/code.ts';
import { cycles } from './rules/cycles.ts';
import { layout, names, versions } from './rules/layout.ts';
import { packages } from './rules/packages.ts';
import { size } from './rules/size.ts';

const rules: Readonly<Record<RuleName, (project: Project) => Violation[]>> = {
  arrows,
  packages,
  cycles,
  types,
  markers,
  tests,
  texts,
  size,
  docs,
  layout,
  versions,
  names,
};

/**
 * Every broken rule in a set of files; pure, so that a test can feed it what must be refused.
 * @param files paths relative to the project root with their text
 */
export function findViolations(files: readonly SourceFile[]): Violation[] {
  const sources = files.filter(({ path }) => isCode(path)).map(readSource);
  return Object.values(rules).flatMap((rule) => rule({ files, sources }));
}

/** `path:line  rule: message` */
export function formatViolation({ rule, path, line, message }: Violation): string {
  return `${path}${line === undefined ? '' : `:${line}`}  ${rule}: ${message}`;
}

/** The rules' names, in the order of reporting. */
export const ruleNames: readonly string[] = Object.keys(rules);
