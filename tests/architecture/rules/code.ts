import type { Project, RuleName, Source, Violation } from '../model.ts';

const MARKER = /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|expect-error|nocheck)/;
const BIOME_IGNORE = /biome-ignore/;
const REASONED_IGNORE = /biome-ignore(-all|-start|-end)? [\w/]+: \S.{9,}/;

function atLines(
  source: Source,
  rule: RuleName,
  lines: readonly number[],
  message: string,
): Violation[] {
  return lines.map((line) => ({ rule, path: source.path, line, message }));
}

/** No `any`, no cast upon a cast. */
export function types({ sources }: Project): Violation[] {
  return sources.flatMap((source) => [
    ...atLines(source, 'types', source.anyLines, 'uses the type any'),
    ...atLines(source, 'types', source.launderingLines, 'launders a type by casting twice'),
  ]);
}

/** No postponed work and no silenced compiler in comments; a silenced lint rule says why. */
export function markers({ sources }: Project): Violation[] {
  return sources.flatMap((source) => {
    const linesOf = (matches: (text: string) => boolean) =>
      source.comments.filter(({ text }) => matches(text)).map(({ line }) => line);
    const marked = linesOf((text) => MARKER.test(text));
    const unreasoned = linesOf((text) => BIOME_IGNORE.test(text) && !REASONED_IGNORE.test(text));
    return [
      ...atLines(source, 'markers', marked, 'postpones work or silences the compiler'),
      ...atLines(source, 'markers', unreasoned, 'ignores a lint rule without a reason'),
    ];
  });
}

/** No test is focused, skipped or left to be written. */
export function tests({ sources }: Project): Violation[] {
  return sources.flatMap((source) =>
    atLines(source, 'tests', source.focusLines, 'focuses, skips or postpones a test'),
  );
}

/** Where components lie; elsewhere typed errors may carry their message in both languages. */
const COMPONENTS = /^web\/src\/(app|features|ui|charts|map)\//;

/** What a reader sees comes from the message catalogues, in both languages. */
export function texts({ sources }: Project): Violation[] {
  return sources
    .filter(({ path }) => COMPONENTS.test(path))
    .flatMap(({ path, pageTexts }) =>
      pageTexts.map(({ line, text }) => ({
        rule: 'texts' as const,
        path,
        line,
        message: `"${text}" belongs into the message catalogues`,
      })),
    );
}

/** Every export of `shared` says what it is. */
export function docs({ sources }: Project): Violation[] {
  return sources
    .filter(({ path }) => path.startsWith('shared/src/'))
    .flatMap(({ path, undocumented }) =>
      undocumented.map(({ line, text }) => ({
        rule: 'docs' as const,
        path,
        line,
        message: `${text} is exported without a documentation comment`,
      })),
    );
}
