import type { Project, Source, Violation } from '../model.ts';
import { mayImport, zoneOf } from '../zones.ts';

/** Only the arrows of ARCHITECTURE.md, and no code outside its layout. */
export function arrows({ sources }: Project): Violation[] {
  return sources.flatMap((source) => [...misplaced(source), ...forbidden(source)]);
}

function misplaced({ path }: Source): Violation[] {
  if (!zoneOf(path).startsWith('unknown/')) return [];
  return [
    { rule: 'arrows', path, message: 'lies in a folder that the architecture does not have' },
  ];
}

function forbidden({ path, imports }: Source): Violation[] {
  const from = zoneOf(path);
  return imports.flatMap(({ target, typeOnly, line }) => {
    if (target === undefined) return [];
    const to = zoneOf(target);
    if (mayImport(from, to, typeOnly)) return [];
    return [{ rule: 'arrows' as const, path, line, message: `${from} may not import ${to}` }];
  });
}
