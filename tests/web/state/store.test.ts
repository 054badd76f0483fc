import type { Chosen } from '@bada/web/src/state/preferences.ts';
import { createAppStore } from '@bada/web/src/state/store.ts';
import { START_VIEW } from '@bada/web/src/state/view.ts';
import { describe, expect, test } from 'vitest';

function openStore(search = '') {
  const written: [string, string][] = [];
  const kept: Chosen[] = [];
  const renewed: Chosen[] = [];
  const store = createAppStore({
    search,
    preferences: { locale: 'ko', theme: 'light', engine: 'auto', chosen: {} },
    writeAddress: (address, history) => written.push([address, history]),
    renewAddress: () => renewed.push(store.getState().chosen),
    keepChosen: (chosen) => kept.push(chosen),
  });
  return { store, state: () => store.getState(), written, kept, renewed };
}

describe('the view', () => {
  test('begins as the address says', () => {
    const { state, written } = openStore('?indicator=births&drawing=tiles');
    expect(state().view).toEqual({ ...START_VIEW, indicator: 'births', drawing: 'tiles' });
    expect(written).toEqual([]);
  });

  test('changes in part and makes an entry in the history', () => {
    const { state, written } = openStore('?indicator=births');
    state().changeView({ places: ['26350'] });
    expect(state().view).toMatchObject({ indicator: 'births', places: ['26350'] });
    expect(written).toEqual([['?indicator=births&places=26350', 'push']]);
  });

  test('changed again by the same gesture replaces its entry', () => {
    const { state, written } = openStore();
    state().changeView({ period: '2020-01-01' });
    state().changeView({ period: '2021-01-01' }, 'replace');
    expect(written.map(([, history]) => history)).toEqual(['push', 'replace']);
  });

  test('can be changed from what it is', () => {
    const { state } = openStore('?places=26110');
    state().changeView(({ places }) => ({ places: [...places, '26350'] }));
    state().changeView(({ places }) => ({ places: places.filter((one) => one !== '26110') }));
    expect(state().view.places).toEqual(['26350']);
  });

  test('that stays the same makes no entry and wakes nobody', () => {
    const { store, state, written } = openStore('?indicator=births');
    let woken = 0;
    store.subscribe(() => {
      woken += 1;
    });
    state().changeView({ indicator: 'births' });
    state().changeView({});
    expect([woken, written]).toEqual([0, []]);
  });

  test('taken over from the address (back, forward) writes no new entry', () => {
    const { state, written } = openStore('?indicator=births');
    state().showAddress('?indicator=pm10&samples=off');
    expect(state().view).toEqual({ ...START_VIEW, indicator: 'pm10', samples: false });
    expect(written).toEqual([]);
  });
});

describe('what an address asks for in vain', () => {
  const strange = '?indicator=births&places=26110.99999&drawing=globe';

  test('is known until the reader chooses anew', () => {
    const { state } = openStore(strange);
    expect(state().unread).toEqual([
      { key: 'places', asked: '99999' },
      { key: 'drawing', asked: 'globe' },
    ]);
    state().changeView({ places: ['26350'] });
    expect(state().unread).toEqual([]);
  });

  test('is found in every address that is taken over', () => {
    const { state } = openStore();
    state().showAddress(strange);
    expect(state().unread).toHaveLength(2);
    state().showAddress('?indicator=births');
    expect(state().unread).toEqual([]);
  });
});

describe('preferences', () => {
  test('are kept as they are chosen, and the address is written anew with all of them', () => {
    const { state, kept, written, renewed } = openStore();
    state().chooseLocale('en');
    state().chooseTheme('contrast');
    expect(state()).toMatchObject({ locale: 'en', theme: 'contrast' });
    expect(kept).toEqual([{ locale: 'en' }, { theme: 'contrast' }]);
    expect(renewed).toEqual([{ locale: 'en' }, { locale: 'en', theme: 'contrast' }]);
    expect(written).toEqual([]);
  });
});

describe('confirmations', () => {
  test('stand in order with ids of their own until they are dismissed', () => {
    const { state } = openStore();
    state().confirm('저장했습니다');
    state().confirm('지웠습니다', () => undefined);
    const [first, second] = state().notices;
    expect(state().notices.map(({ message }) => message)).toEqual(['저장했습니다', '지웠습니다']);
    expect([first?.undo, typeof second?.undo]).toEqual([undefined, 'function']);
    state().dismiss(first?.id ?? '');
    state().confirm('다시');
    expect(new Set(state().notices.map(({ id }) => id)).size).toBe(2);
    expect(state().notices.map(({ message }) => message)).toEqual(['지웠습니다', '다시']);
  });

  test('hand back what undoes them', () => {
    const { state } = openStore();
    let undone = 0;
    state().confirm('지웠습니다', () => {
      undone += 1;
    });
    state().notices[0]?.undo?.();
    expect(undone).toBe(1);
  });
});
