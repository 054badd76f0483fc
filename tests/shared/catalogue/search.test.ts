import { CatalogueIndex, Facet, type FacetChoice, highlight } from '@bada/shared/catalogue';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatedCatalogue } from '../../support/generated-catalogue.ts';
import { embeddedGraph } from './embedded-graph.ts';

const nodes = embeddedGraph();
const index = new CatalogueIndex(nodes);

function search(text: string, choice: FacetChoice = {}) {
  const { documents, facets, forgiving } = index.find({ text, choice });
  return { ids: documents.map((at) => nodes[at]?.id), facets, forgiving };
}

describe('words', () => {
  test.each([
    ['the middle of a compound', '등록인', 'population-total'],
    ['a compound typed in one go', '인구세대면적', 'households-density'],
    ['initial consonants of an indicator that uses it', 'ㄱㄹㅇㄱ', 'population-age'],
    ['initial consonants of its name', 'ㅊㅅㅇㅅ', 'births'],
    ['the name of a column', '연앙인구', 'births'],
    ['the abbreviation of a term', 'BRTH_CNT', 'births'],
    ['a department', '대기환경과', 'air-choryang'],
    ['a department in English', 'Air Quality Division', 'air-choryang'],
    ['a word of the description', '카드', 'tourism-card'],
    ['full-width letters', 'ｃｃｔｖ', 'cctv'],
    ['the English name', 'passengers', 'metro-ridership'],
  ])('%s finds it first or among few', (_what, text, id) => {
    expect(search(text).ids.slice(0, 4)).toContain(id);
  });

  test('every word must be found', () => {
    expect(search('도시철도 출생').ids).toEqual([]);
    expect(search('도시철도 교통정책과').ids).toEqual(
      expect.arrayContaining(['metro-ridership', 'metro-stations', 'metro-days']),
    );
  });

  test('a find in the name stands before one in the description', () => {
    expect(search('출생').ids[0]).toBe('births');
  });

  test.each([
    ['a wrong vowel', '출셍아수', 'births'],
    ['a wrong consonant', '도시첩도', 'metro-ridership'],
    ['letters that changed places', 'ridreship', 'metro-ridership'],
    ['a missing letter', 'passengrs', 'metro-ridership'],
  ])('%s is forgiven, and said to be', (_what, text, id) => {
    const { ids, forgiving } = search(text);
    expect(ids).toContain(id);
    expect(forgiving).toBe(true);
    expect(search('출생').forgiving).toBe(false);
  });

  test('what is nothing like any word finds nothing', () => {
    expect(search('쀍뛟꽥뚫')).toMatchObject({ ids: [], forgiving: false });
  });

  test('an empty search is everything, the most used first', () => {
    const { ids } = search('');
    expect(ids).toHaveLength(nodes.length);
    expect(ids[0]).toBe('population-total');
  });
});

describe('facets', () => {
  test('a facet is counted over what the other facets leave', () => {
    const { ids, facets } = search('', { class: ['open'] });
    expect(ids.sort()).toEqual(['companies', 'metro-stations']);
    const counts = (facet: string) =>
      Object.fromEntries(
        facets.find((list) => list.facet === facet)?.values.map((one) => [one.value, one.count]) ??
          [],
      );
    expect(counts('class')).toEqual({ internal: 11, open: 2 });
    expect(counts('domain')).toEqual({ economy: 1, transport: 1 });
  });

  test('values of one facet add up, facets narrow', () => {
    const both = search('', { domain: ['economy', 'transport'] }).ids;
    expect(both).toHaveLength(4);
    expect(search('', { domain: ['economy', 'transport'], class: ['open'] }).ids).toHaveLength(2);
    expect(search('', { domain: ['no-such'] }).ids).toEqual([]);
  });

  test('years run backwards and cover the whole period', () => {
    const years = search('출생아수').facets.find(({ facet }) => facet === 'period');
    expect(years?.values.map(({ value }) => value)).toEqual([
      '2021',
      '2020',
      '2019',
      '2018',
      '2017',
    ]);
  });
});

describe('any catalogue', () => {
  const generated = generatedCatalogue(300);
  const big = new CatalogueIndex(generated);

  test('finds exactly the datasets whose text holds a part of a title word', () => {
    const titles = generated.map(({ title }) => title.ko);
    const part = fc
      .constantFrom(...titles.flatMap((title) => title.split(' ')))
      .chain((word) =>
        fc
          .tuple(fc.nat(word.length - 1), fc.integer({ min: 2, max: 4 }))
          .map(([from, length]) => word.slice(from, from + length)),
      )
      .filter((text) => text.length >= 2);
    fc.assert(
      fc.property(part, (text) => {
        const found = new Set(big.find({ text, choice: {} }).documents);
        for (const [at, title] of titles.entries()) {
          if (title.includes(text)) expect(found.has(at), `${text} in ${title}`).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe('order and counts', () => {
  const generated = generatedCatalogue(400);
  const big = new CatalogueIndex(generated);
  const valuesOf = new Map(
    big
      .find({ text: '', choice: {} })
      .facets.map(({ facet, values }) => [facet, values.map(({ value }) => value)]),
  );
  const some = (facet: Facet) => fc.subarray(valuesOf.get(facet) ?? []);
  const choices = fc.record(
    { class: some('class'), period: some('period'), department: some('department') },
    { requiredKeys: [] },
  );

  /** Datasets that have one of the values in every facet chosen, found one facet at a time. */
  function passing(text: string, choice: FacetChoice): Set<number> {
    const all = new Set(big.find({ text, choice: {} }).documents);
    for (const [facet, values = []] of Object.entries(choice)) {
      if (values.length === 0) continue;
      const single = Facet.parse(facet);
      const having = values.map(
        (value) => big.find({ text, choice: { [single]: [value] } }).documents,
      );
      const any = new Set(having.flat());
      for (const at of all) if (!any.has(at)) all.delete(at);
    }
    return all;
  }

  test('are those of the plain way: narrow facet by facet, count by asking for each value', () => {
    const texts = fc.constantFrom('', '인구', '구', 'ㄱㄹㅇㄱ', 'senoir', '통계 해운대');
    fc.assert(
      fc.property(texts, choices, (text, choice) => {
        const found = big.find({ text, choice });
        const whole = big.find({ text, choice: {} }).documents;
        const left = passing(text, choice);
        expect(found.documents).toEqual(whole.filter((at) => left.has(at)));
        for (const { facet, values } of found.facets) {
          const others = { ...choice, [facet]: [] };
          for (const { value, count } of values.slice(0, 5)) {
            expect(count, `${facet} ${value}`).toBe(
              passing(text, { ...others, [facet]: [value] }).size,
            );
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('without words the most used come first, then the names in order', () => {
    const plain = [...generated.keys()].sort((a, b) => {
      const [one, two] = [generated[a], generated[b]];
      if (!one || !two) return 0;
      return two.usedBy.length - one.usedBy.length || (one.title.ko < two.title.ko ? -1 : 1);
    });
    const names = (places: readonly number[]) => places.map((at) => generated[at]?.title.ko);
    expect(names(big.find({ text: '', choice: {} }).documents)).toEqual(names(plain));
  });
});

describe('marking', () => {
  test.each([
    ['고령인구비율', '인구', ['고령', '[인구]', '비율']],
    ['고령인구비율', 'ㄹㅇㄱ', ['고', '[령인구]', '비율']],
    ['Births and births', 'births', ['[Births]', ' and ', '[births]']],
    ['출생아수', '', ['출생아수']],
    ['출생아수', '출생 생아', ['[출생]', '[아]', '수']],
  ])('%s by “%s”', (text, query, pieces) => {
    const shown = highlight(text, query).map((one) => (one.found ? `[${one.text}]` : one.text));
    expect(shown).toEqual(pieces);
  });

  test('the pieces joined are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 4 }), (text, query) => {
        const pieces = highlight(text, query);
        expect(pieces.map((one) => one.text).join('')).toBe(text);
      }),
    );
  });
});
