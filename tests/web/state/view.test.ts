import { DISTRICTS } from '@bada/shared';
import {
  decodeView,
  encodeView,
  START_VIEW,
  unreadOf,
  type View,
} from '@bada/web/src/state/view.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const places = DISTRICTS.map(({ place }) => place);

const word = fc.stringMatching(/^[a-z0-9]{1,9}$/);
const id = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join('-'));
const day = fc
  .date({
    min: new Date('2000-01-01T00:00:00Z'),
    max: new Date('2040-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  .map((date) => date.toISOString().slice(0, 10));

const view: fc.Arbitrary<View> = fc.record(
  {
    indicator: id,
    period: day,
    places: fc.shuffledSubarray(places),
    drawing: fc.constantFrom('map', 'tiles', 'table'),
    classing: fc.constantFrom('quantile', 'natural'),
    samples: fc.boolean(),
  },
  { requiredKeys: ['places', 'drawing', 'classing', 'samples'] },
);

describe('the address of a view', () => {
  test('gives back every view that was written to it', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(decodeView(encodeView(one))).toEqual(one);
      }),
      { seed: 11 },
    );
  });

  test('is one only: what was read is written the same again', () => {
    fc.assert(
      fc.property(view, (one) => {
        const address = encodeView(one);
        expect(encodeView(decodeView(address))).toBe(address);
      }),
      { seed: 12 },
    );
  });

  test('fits into a saved view, however much is chosen', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(encodeView(one)).toMatch(/^(\?.*)?$/);
        expect(encodeView(one).length).toBeLessThanOrEqual(4000);
      }),
      { seed: 13 },
    );
  });

  test('is empty before anything is chosen, and says nothing of what is as at the start', () => {
    expect(encodeView(START_VIEW)).toBe('');
    expect(decodeView('')).toEqual(START_VIEW);
  });

  test('reads as a person would write it', () => {
    const chosen: View = {
      indicator: 'ageing-share',
      places: ['26350', '26110'],
      period: '2023-01-01',
      drawing: 'tiles',
      classing: 'quantile',
      samples: false,
    };
    expect(encodeView(chosen)).toBe(
      '?indicator=ageing-share&places=26350.26110&period=2023-01-01&drawing=tiles&classing=quantile&samples=off',
    );
  });
});

test('an hour is a period that a view can show', () => {
  const view = { ...START_VIEW, period: '2024-03-01T13:00' };
  expect(decodeView(encodeView(view))).toEqual(view);
});

describe('what an address does not mean is left out', () => {
  const known = '?indicator=births&places=26350';

  test.each([
    ['words nobody knows', `${known}&colour=red&utm_source=mail`],
    ['an unknown drawing', `${known}&drawing=globe`],
    ['an unknown classing', `${known}&classing=jenks`],
    ['a day that does not exist', `${known}&period=2023-02-29`],
    ['an hour that does not exist', `${known}&period=2023-02-28T24:00`],
    ['samples in another word', `${known}&samples=no`],
    ['places that are none of the city’s', '?indicator=births&places=11110.26350.26.nowhere'],
    ['a place twice', '?indicator=births&places=26350.26350'],
  ])('%s', (_, address) => {
    expect(decodeView(address)).toEqual({ ...START_VIEW, indicator: 'births', places: ['26350'] });
  });

  test('an indicator that can be no id', () => {
    expect(decodeView('?indicator=%3Cscript%3E')).toEqual(START_VIEW);
  });

  test('anything at all: an address never fails to be read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, asPairs) => {
        const junk = asPairs ? `?places=${text}&period=${text}&indicator=${text}` : text;
        const read = decodeView(junk);
        expect(decodeView(encodeView(read))).toEqual(read);
      }),
      { seed: 14 },
    );
  });
});

describe('what an address holds and the view does not take over', () => {
  test.each([
    ['?indicator=Births!', [{ key: 'indicator', asked: 'Births!' }]],
    ['?period=yesterday', [{ key: 'period', asked: 'yesterday' }]],
    [
      '?places=26350.x.11110',
      [
        { key: 'places', asked: 'x' },
        { key: 'places', asked: '11110' },
      ],
    ],
    ['?drawing=globe&classing=magic', ['drawing', 'classing']],
    ['?lang=fr&theme=sepia&samples=maybe', ['lang', 'theme', 'samples']],
    ['?utm_source=mail', []],
  ])('%s', (search, expected) => {
    const found = unreadOf(search);
    const keys = found.map(({ key }) => key);
    expect(typeof expected[0] === 'string' ? keys : found).toEqual(expected);
  });

  test('is nothing in any address that the view wrote itself', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(unreadOf(encodeView(one))).toEqual([]);
      }),
      { seed: 14 },
    );
  });
});
