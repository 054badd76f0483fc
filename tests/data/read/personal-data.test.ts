import { mask, maskAll, PersonalDataScan } from '@bada/data/read';
import { describe, expect, test } from 'vitest';
import { isResidentNumber } from '../../../data/src/read/personal-patterns.ts';

function scan(table: readonly (readonly string[])[], titles?: readonly string[]) {
  const found = new PersonalDataScan(titles);
  found.add(table.map((cells, index) => ({ number: index + 1, cells })));
  return found.findings();
}

function kinds(table: readonly (readonly string[])[], titles?: readonly string[]) {
  return scan(table, titles).map(({ column, kind }) => `${column} ${kind}`);
}

/** A made-up number with the checksum that the form asks for. */
function residentNumber(front: string, back: string): string {
  const digits = front + back;
  const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const check = (11 - (sum % 11)) % 10;
  return digits + (Number(back[0]) >= 5 ? (check + 2) % 10 : check);
}

const CITIZEN = residentNumber('800101', '123456');
const FOREIGNER = residentNumber('900229'.replace('0229', '0228'), '512345');

describe('resident numbers', () => {
  test('checksum, birth date and century are looked at', () => {
    expect(isResidentNumber(CITIZEN)).toBe(true);
    expect(isResidentNumber(FOREIGNER)).toBe(true);
    const wrong = CITIZEN.slice(0, 12) + ((Number(CITIZEN[12]) + 1) % 10);
    expect(isResidentNumber(wrong)).toBe(false);
    expect(isResidentNumber(`801301${CITIZEN.slice(6)}`)).toBe(false);
    expect(isResidentNumber('2102303123456')).toBe(false);
  });

  test('numbers given out since October 2020 have no checksum', () => {
    expect(isResidentNumber('2011013123456')).toBe(true);
  });

  test('found with and without hyphen, inside text, never shown', () => {
    const hyphen = `${CITIZEN.slice(0, 6)}-${CITIZEN.slice(6)}`;
    const findings = scan([
      ['비고', '주민등록번호'],
      [`본인 확인 ${hyphen} 완료`, CITIZEN],
    ]);
    expect(findings.map(({ column, kind, rows }) => [column, kind, rows])).toEqual([
      [0, 'resident-number', [2]],
      [1, 'resident-number', [2]],
    ]);
    expect(JSON.stringify(findings)).not.toContain(CITIZEN.slice(7));
    expect(findings[0]?.examples).toEqual(['800101-1******']);
  });

  test('bare digits that fit by chance in a long column of identifiers are none', () => {
    const rows = Array.from({ length: 200 }, (_, at) => [String(1_000_000_000_000 + at)]);
    expect(kinds([['관리번호'], ...rows, [CITIZEN]])).toEqual([]);
  });
});

describe('other kinds', () => {
  test.each([
    ['010-1234-5678', 'mobile'],
    ['01012345678', 'mobile'],
    ['+82 10-1234-5678', 'mobile'],
    ['051-888-1234', 'phone'],
    ['02) 123-4567', 'phone'],
    ['hong.gildong@example.go.kr', 'email'],
    ['문의: kim@example.com 까지', 'email'],
    ['4111-1111-1111-1111', 'card'],
    ['M12345678', 'passport'],
    ['11-12-123456-78', 'driver-licence'],
  ])('%s is %s', (value, kind) => {
    expect(kinds([['값'], [value], [value]])).toEqual([`0 ${kind}`]);
  });

  test('names need a title and the shape, accounts too', () => {
    const people = ['김철수', '이영희', '박민준'].map((name) => [name, '123-45-678901']);
    expect(kinds([['성명', '계좌번호'], ...people])).toEqual(['0 name', '1 account']);
    expect(kinds(people, ['신청인', '입금계좌'])).toEqual(['0 name', '1 account']);
    expect(kinds([['상호', '관리번호'], ...people])).toEqual([]);
  });

  test.each([
    [['시군구', '강서구', '남구', '동래구', '연제구']],
    [['역명', '서면', '연산', '남산', '노포']],
    [['이름', '부산시민공원', '해운대해수욕장', '태종대공원']],
    [['일시', '20240101123000', '20240102123000']],
    [['코드', '2611051000', '2611052000', '26110']],
    [['금액', '1234567890123', '12,345,678']],
    [['좌표', '129.0756416', '35.1795543']],
    [['기간', '2024-01-01', '2024.1.1.', '2024년 1분기']],
  ])('%s: nothing personal', (values) => {
    expect(kinds(values.map((value) => [value]))).toEqual([]);
  });

  test('a title below a heading is seen', () => {
    const table = [['2024년 신청 현황'], [''], ['담당자'], ['김철수'], ['이영희']];
    expect(kinds(table)).toEqual(['0 name']);
  });

  test('a cell of four million characters takes no time', () => {
    const started = performance.now();
    scan([['내용'], [`${'a'.repeat(2_000_000)}@${'1'.repeat(2_000_000)}`]]);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe('masks', () => {
  test.each([
    ['010-1234-5678', 'mobile', '010-****-5678'],
    ['01012345678', 'mobile', '010****5678'],
    ['051-888-1234', 'phone', '051-***-1234'],
    ['hong@example.com', 'email', 'h***@example.com'],
    ['홍길동', 'name', '홍*동'],
    ['남궁민수', 'name', '남**수'],
    ['이산', 'name', '이*'],
    ['123-45-678901', 'account', '***-**-**8901'],
    ['4111-1111-1111-1111', 'card', '****-****-****-1111'],
    ['M12345678', 'passport', 'M****5678'],
    ['11-12-123456-78', 'driver-licence', '**-**-****56-78'],
  ] as const)('%s', (value, kind, masked) => {
    expect(mask(value, kind)).toBe(masked);
  });

  test('every piece of a text is masked', () => {
    expect(maskAll('김씨 010-1234-5678, a@b.kr')).toBe('김씨 010-****-5678, a***@b.kr');
    expect(maskAll('2024년 인구 41,652명')).toBe('2024년 인구 41,652명');
  });
});
