import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DISTRICTS } from '@bada/shared';
import { describe, expect, it } from 'vitest';
import { crosswalkCsv, nameKeys } from '../../../data/src/build/ingest/crosswalk.ts';
import { buildCrosswalk } from '../../../data/src/build/ingest/crosswalk-build.ts';
import { projectRoot } from '../../support/project.ts';
import { crosswalk, INPUT } from './support.ts';

function placeNamed(name: string) {
  const found = crosswalk.find(({ nameKo, place }) => nameKo === name && place.startsWith('26'));
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe('the crosswalk of places', () => {
  it('holds the sixteen districts with both codes and names', () => {
    for (const { place, kostat, name } of DISTRICTS) {
      const found = crosswalk.find((one) => one.place === place);
      expect(found).toMatchObject({ nameKo: name.ko, nameEn: name.en });
      expect(found?.kostat).toEqual(expect.arrayContaining([...kostat]));
    }
  });

  it.each([
    ['일광면', ['일광읍']],
    ['정관면', ['정관읍']],
    ['명지동', ['명지1동', '명지2동']],
    ['금사동', ['금사회동동']],
    ['천가동', ['가덕도동']],
  ])('%s was followed by %j', (name, after) => {
    const { to, successors } = placeNamed(name);
    expect(to).not.toBe('');
    expect(successors).toEqual(after.map((one) => placeNamed(one).place));
  });

  it('no text names two places at once', () => {
    const seen = new Map<string, string>();
    for (const one of crosswalk.filter(({ to }) => to === '')) {
      for (const key of nameKeys(one, crosswalk)) {
        expect([key, seen.get(key) ?? one.place]).toEqual([key, one.place]);
        seen.set(key, one.place);
      }
    }
  });

  it.skipIf(!existsSync(INPUT))(
    'is what the files at ../shared/data give',
    { timeout: 60_000 },
    () => {
      const committed = readFileSync(join(projectRoot, 'data/crosswalk/places.csv'), 'utf8');
      expect(crosswalkCsv(buildCrosswalk(INPUT))).toBe(committed);
    },
  );
});
