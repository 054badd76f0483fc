import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { ko } from 'zod/locales';
import { Localized } from '../model/localized.ts';
import { slipText } from './yaml-words.ts';

/** What is wrong with a text and where. */
export interface YamlProblem {
  /** Line of the text from 1. */
  readonly line: number;
  /** Place in the document, e.g. `schema.0.properties.2.name`; '' for the whole. */
  readonly where: string;
  readonly message: Localized;
}

/** A YAML text as it was read. */
export interface ReadYaml {
  /** Of the syntax; where there are some, `value` is undefined. */
  readonly problems: readonly YamlProblem[];
  readonly value: unknown;
  /** Line of the nearest thing that stands in the text. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

const korean = ko();

/** What a check of one's own may say in both languages. */
const Said = z.looseObject({ params: z.looseObject({ why: Localized }) });

/** What a schema finds wrong, in both languages; words of one's own checks stand as they are. */
export function issueText(issue: z.core.$ZodIssue): Localized {
  const { data } = Said.safeParse(issue);
  if (data) return data.params.why;
  const said = korean.localeError({ ...issue, input: undefined });
  const local = typeof said === 'string' ? said : (said?.message ?? issue.message);
  return { ko: local, en: issue.message };
}

/** What the first of a schema's findings says, in both languages. */
export function firstIssueText({ issues: [issue] }: Pick<z.ZodError, 'issues'>): Localized {
  return issue ? issueText(issue) : { ko: '올바르지 않습니다', en: 'not valid' };
}

const UNFOLDS: YamlProblem = {
  line: 1,
  where: '',
  message: { ko: '별칭(*)이 끝없이 펼쳐집니다.', en: 'The aliases (*) unfold without end.' },
};

const Node = z.looseObject({ range: z.array(z.number()) });

/** The value of a text; undefined where its aliases unfold to more than anybody writes. */
function unfolded(parsed: ReturnType<typeof parseDocument>): unknown {
  try {
    return parsed.toJS({ maxAliasCount: 100 }) ?? null;
  } catch {
    return undefined;
  }
}

/** Reads one YAML document; every slip of its syntax is told with its line. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines });
  const lineOf = (path: readonly PropertyKey[]) => {
    for (let length = path.length; length > 0; length--) {
      const { data } = Node.safeParse(parsed.getIn(path.slice(0, length), true));
      if (data?.range[0] !== undefined) return lines.linePos(data.range[0]).line;
    }
    return 1;
  };
  const problems = parsed.errors.map((error) => {
    return { line: error.linePos?.[0].line ?? 1, where: '', message: slipText(error) };
  });
  if (problems.length > 0) return { problems, value: undefined, lineOf };
  const value = unfolded(parsed);
  return { problems: value === undefined ? [UNFOLDS] : [], value, lineOf };
}
