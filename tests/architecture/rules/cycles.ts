import type { Project, Violation } from '../model.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

/** No import cycles; type-only imports count, for a lower layer must not know an upper one's types. */
export function cycles({ sources }: Project): Violation[] {
  return findCycles(graphOf({ sources })).map((cycle) => ({
    rule: 'cycles',
    path: cycle[0] ?? '',
    message: `imports itself: ${cycle.join(' → ')}`,
  }));
}

function graphOf({ sources }: Pick<Project, 'sources'>): Graph {
  const bare = (path: string) => path.replace(/\.\w+$/, '');
  const byTarget = new Map(sources.map(({ path }) => [bare(path), path]));
  return new Map(
    sources.map(({ path, imports }) => [
      path,
      imports
        .map(({ target }) => byTarget.get(target ?? ''))
        .filter((target) => target !== undefined),
    ]),
  );
}

/** One cycle per way back found by a depth-first walk; every cyclic graph yields at least one. */
function findCycles(graph: Graph): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  function visit(path: string, trail: readonly string[]): void {
    const back = trail.indexOf(path);
    if (back >= 0) {
      found.push([...trail.slice(back), path]);
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  }
  for (const path of graph.keys()) visit(path, []);
  return found;
}
