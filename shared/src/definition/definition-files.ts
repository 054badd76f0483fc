import { z } from 'zod';
import type { Indicator } from '../semantic/indicator.ts';
import {
  type CheckedDefinition,
  checkDefinitionText,
  DefinitionProblem,
  definitionYaml,
} from './definition-check.ts';
import type { DefinitionWorld } from './definition-rules.ts';

/** A YAML file that holds one definition, or several between lines of `---`. */
export const DefinitionFile = z.strictObject({
  name: z.string().min(1).max(200),
  text: z.string().max(1_000_000),
});
export type DefinitionFile = z.infer<typeof DefinitionFile>;

/** A problem with the file that it is in. */
export const FileProblem = DefinitionProblem.extend({ file: z.string() });
export type FileProblem = z.infer<typeof FileProblem>;

/** A definition of a file, as it was understood. */
export interface FileDefinition extends CheckedDefinition {
  readonly file: string;
  /** Line on which it begins, from 1. */
  readonly line: number;
}

interface Part {
  readonly text: string;
  /** Lines of the file before it. */
  readonly before: number;
}

/** The documents of a file with the lines before each. */
function partsOf(text: string): Part[] {
  const parts: { lines: string[]; before: number }[] = [{ lines: [], before: 0 }];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (/^---(\s|$)/.test(line)) parts.push({ lines: [], before: at + 1 });
    else parts.at(-1)?.lines.push(line);
  }
  const whole = parts.map(({ lines, before }) => ({ text: lines.join('\n'), before }));
  const written = whole.filter((part) => part.text.replaceAll(/^\s*#.*$/gm, '').trim() !== '');
  return written.length > 0 ? written : whole.slice(0, 1);
}

/** Reads the definitions of a file; lines are those of the whole file. */
export function readDefinitionFile(
  { name: file, text }: DefinitionFile,
  world: DefinitionWorld,
): FileDefinition[] {
  return partsOf(text).map((part) => {
    const { problems, ...rest } = checkDefinitionText(part.text, world);
    const placed = problems.map((one) => ({ ...one, line: one.line + part.before }));
    return { ...rest, problems: placed, file, line: part.before + 1 };
  });
}

/** All definitions as one file. */
export function definitionsYaml(indicators: readonly Indicator[]): string {
  return indicators.map(definitionYaml).join('---\n');
}
