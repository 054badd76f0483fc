import { engineObstacle } from '@bada/web/src/engine/obstacle.ts';
import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each<[string, boolean, object, string | undefined]>([
  ['an insecure origin', false, { deviceMemory: 32 }, 'insecure'],
  ['two gigabytes', true, { deviceMemory: 2 }, 'small-device'],
  ['four gigabytes', true, { deviceMemory: 4 }, undefined],
  ['a browser that does not tell its memory', true, {}, undefined],
])('%s', (_, secure, navigator, obstacle) => {
  vi.stubGlobal('isSecureContext', secure);
  vi.stubGlobal('navigator', navigator);
  expect(engineObstacle()).toBe(obstacle);
});
