import type { Project, Violation } from '../model.ts';

/** Lines, from STYLE.md. */
const FILE = { p90: 300, ceiling: 400 };
const FUNCTION = { p90: 40, ceiling: 80 };

/** The 90th percentile by nearest rank; 0 for no values. */
function p90(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.9) - 1] ?? 0;
}

/** The size budget: a ceiling for each file and function, and a 90th percentile over all. */
export function size({ sources }: Project): Violation[] {
  return [...ceilings({ sources }), ...percentiles({ sources })];
}

function ceilings({ sources }: Pick<Project, 'sources'>): Violation[] {
  return sources.flatMap(({ path, lines, functions }) => {
    const long = functions.filter((fact) => fact.lines > FUNCTION.ceiling);
    const found: Violation[] = long.map((fact) => ({
      rule: 'size',
      path,
      line: fact.line,
      message: `a function of ${fact.lines} lines (ceiling ${FUNCTION.ceiling})`,
    }));
    if (lines > FILE.ceiling) {
      found.push({ rule: 'size', path, message: `${lines} lines (ceiling ${FILE.ceiling})` });
    }
    return found;
  });
}

function percentiles({ sources }: Pick<Project, 'sources'>): Violation[] {
  const measured = [
    { what: 'files', value: p90(sources.map(({ lines }) => lines)), limit: FILE.p90 },
    {
      what: 'functions',
      value: p90(sources.flatMap(({ functions }) => functions.map(({ lines }) => lines))),
      limit: FUNCTION.p90,
    },
  ];
  return measured
    .filter(({ value, limit }) => value > limit)
    .map(({ what, value, limit }) => ({
      rule: 'size',
      path: '.',
      message: `the 90th percentile of ${what} is ${value} lines (limit ${limit})`,
    }));
}
