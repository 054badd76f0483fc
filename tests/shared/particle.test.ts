import { ERRORS, type ErrorCode, errorText, type Particle, withParticle } from '@bada/shared';
import { josa } from 'es-hangul';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const PARTICLES: Particle[] = ['은/는', '이/가', '을/를', '으로/로', '와/과'];
const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code));

test.each([
  ['해운대구', '은/는', '해운대구는'],
  ['기장군', '은/는', '기장군은'],
  ['부산', '이/가', '부산이'],
  ['19.8%', '으로/로', '19.8%로'],
  ['2.6%p', '을/를', '2.6%p를'],
  ['PM10', '은/는', 'PM10은'],
  ['1', '으로/로', '1로'],
  ['3', '으로/로', '3으로'],
  ['2.5', '와/과', '2.5와'],
  ['중구(29.1%)', '이/가', '중구(29.1%)가'],
  ['영도구(30.4%)', '와/과', '영도구(30.4%)와'],
  ['182.3km²', '을/를', '182.3km²를'],
  ['‘출생’', '이/가', '‘출생’이'],
  ['people', '이/가', 'people이'],
  ['table', '으로/로', 'table로'],
  ['births', '을/를', 'births를'],
  ['age', '은/는', 'age는'],
  ['column', '은/는', 'column은'],
  ['storage', '와/과', 'storage와'],
  ['XLSX', '으로/로', 'XLSX로'],
  ['HTML', '으로/로', 'HTML로'],
  ['GDP', '이/가', 'GDP가'],
  ['1.0.0', '을/를', '1.0.0을'],
  ['1.2.7', '으로/로', '1.2.7로'],
  ['', '은/는', '는'],
] as const)('%s with %s is %s', (word, particle, text) => {
  expect(withParticle(word, particle)).toBe(text);
});

test('Hangul words get the particle of the well-kept library', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: syllable, minLength: 1, maxLength: 6 }),
      fc.constantFrom(...PARTICLES),
      (word, particle) => {
        expect(withParticle(word, particle)).toBe(josa(word, particle));
      },
    ),
  );
});

test('numbers get the particle of their last digit as it is read', () => {
  const read = (n: number) => ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'][n % 10];
  fc.assert(
    fc.property(fc.nat(), fc.constantFrom(...PARTICLES), (n, particle) => {
      const particleAfter = (word: string) => withParticle(word, particle).slice(word.length);
      expect(particleAfter(String(n))).toBe(particleAfter(read(n) ?? ''));
    }),
  );
});

test('any word is kept and followed by one of the two forms', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...PARTICLES), (word, particle) => {
      const forms = particle.split('/').map((form) => `${word}${form}`);
      expect(forms).toContain(withParticle(word, particle));
    }),
  );
});

describe('texts of errors', () => {
  test('say the particle that fits what they name', () => {
    const told = (id: string) => errorText('dataset.not-found', { id }).message.ko;
    expect([told('people'), told('births')]).toEqual([
      '자료 people을 찾을 수 없습니다.',
      '자료 births를 찾을 수 없습니다.',
    ]);
    const asked = { asked: '해운대' };
    expect(errorText('address.place', asked).message.ko).toContain('‘해운대’를 찾지');
    const query = errorText('query.dimension', { id: 'births', dimension: 'age', allowed: '' });
    expect(query.message.ko).toBe('지표 births는 age로 나눌 수 없습니다.');
  });

  test('leave no choice of particles to the reader', () => {
    const isCode = (text: string): text is ErrorCode => text in ERRORS;
    for (const code of Object.keys(ERRORS).filter(isCode)) {
      const { message, next } = ERRORS[code];
      const names = [...`${message.ko} ${next.ko}`.matchAll(/\{(\w+)\}/g)];
      const params = Object.fromEntries(names.map(([, name = '']) => [name, 'x']));
      const filled = errorText(code, params);
      expect(`${filled.message.ko} ${filled.next.ko}`, code).not.toMatch(
        /[은이을와]\([는가를과]\)|\(으\)로/,
      );
    }
  });
});
