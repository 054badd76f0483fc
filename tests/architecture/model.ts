/** A file as it lies in the project. */
export interface SourceFile {
  /** Relative to the project root, `/` between parts. */
  path: string;
  /** Empty for files whose content no rule reads. */
  text: string;
}

/** One import, re-export, dynamic import, `import()` type or `new URL(…, import.meta.url)`. */
export interface ImportFact {
  /** As written, without a `?query`. */
  specifier: string;
  /** Project path without its ending where it is one of ours, e.g. `shared/src/index`. */
  target: string | undefined;
  typeOnly: boolean;
  line: number;
}

/** A function with a body of statements. */
export interface FunctionFact {
  line: number;
  /** From its first to its last line, both included. */
  lines: number;
}

/** Something found in the text at a line. */
export interface TextFact {
  line: number;
  text: string;
}

/** What the rules need to know of one code file. */
export interface Source {
  path: string;
  lines: number;
  imports: readonly ImportFact[];
  functions: readonly FunctionFact[];
  comments: readonly TextFact[];
  /** Lines with the type `any`. */
  anyLines: readonly number[];
  /** Lines with an `as` upon an `as`, which silences the compiler. */
  launderingLines: readonly number[];
  /** Lines with `.only`, `.skip` or `.todo` on a test. */
  focusLines: readonly number[];
  /** Letters written into a page: JSX text, text attributes, Hangul in any string. */
  pageTexts: readonly TextFact[];
  /** Exported declarations without a documentation comment. */
  undocumented: readonly TextFact[];
}

/** Everything the rules see. */
export interface Project {
  files: readonly SourceFile[];
  sources: readonly Source[];
}

/** A broken rule, with the place to mend. */
export interface Violation {
  rule: RuleName;
  path: string;
  line?: number;
  message: string;
}

/** Names of the rules, as reported. */
export type RuleName =
  | 'arrows'
  | 'packages'
  | 'cycles'
  | 'types'
  | 'markers'
  | 'tests'
  | 'texts'
  | 'size'
  | 'docs'
  | 'layout'
  | 'versions'
  | 'names';
