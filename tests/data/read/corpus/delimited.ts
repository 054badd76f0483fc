import { type BadFile, concat, cp949, utf8, utf16 } from './bad-file.ts';

const KOREAN = '구,인구,면적\n중구,41652,3.0\n서구,107947,14.1\n동구,89698,10.0\n';

function rows(count: number, row: string): string {
  return `${row}\n`.repeat(count);
}

/** A sequence that looks random and is the same every time. */
function noise(length: number): Uint8Array {
  let state = 42;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) & 0xff;
  });
}

export const delimitedFiles: readonly BadFile[] = [
  { flaw: 'no bytes', name: 'a.csv', bytes: () => new Uint8Array(), ends: 'read.empty' },
  { flaw: 'only a byte order mark', name: 'a.csv', bytes: () => utf8('\ufeff'), ends: [0] },
  { flaw: 'only a header', name: 'a.csv', bytes: () => utf8('구,인구\n'), ends: [1] },
  {
    flaw: 'only blank lines',
    name: 'a.csv',
    bytes: () => utf8('\n\n\r\n'),
    ends: [3],
    notes: ['blank-rows'],
  },
  { flaw: 'no line end at the end', name: 'a.csv', bytes: () => utf8('a,b\n1,2'), ends: [2] },
  {
    flaw: 'cut inside a quoted cell',
    name: 'a.csv',
    bytes: () => utf8('a,b\n1,"이 칸은 끝나지'),
    ends: 'read.quote',
  },
  {
    flaw: 'cut inside a character of UTF-8',
    name: 'a.csv',
    bytes: () => utf8(KOREAN).slice(0, utf8(KOREAN).lastIndexOf(0xeb) + 1),
    ends: [4],
    notes: ['ragged-rows', 'replaced-characters'],
  },
  {
    flaw: 'cut inside a character of CP949',
    name: 'a.csv',
    bytes: () => concat(cp949(KOREAN), cp949('남구').slice(0, 3)),
    ends: [5],
    notes: ['ragged-rows', 'replaced-characters'],
  },
  {
    flaw: 'a byte lost in UTF-8',
    name: 'a.csv',
    bytes: () => concat(utf8(KOREAN), Uint8Array.of(0xec, 0x98), utf8(',1,2\n')),
    ends: [5],
    notes: ['replaced-characters'],
  },
  {
    flaw: 'first half UTF-8, second half CP949',
    name: 'a.csv',
    bytes: () => concat(utf8(KOREAN), cp949(KOREAN)),
    ends: 'read.mixed-encodings',
  },
  {
    flaw: 'header in UTF-8 pasted above CP949 rows',
    name: 'a.csv',
    bytes: () => concat(utf8('구,인구,면적\n'), cp949(rows(500, '해운대구,403923,51.4'))),
    ends: 'read.mixed-encodings',
  },
  {
    flaw: 'UTF-8 mark above CP949 text',
    name: 'a.csv',
    bytes: () => concat(Uint8Array.of(0xef, 0xbb, 0xbf), cp949(KOREAN)),
    ends: [4],
    notes: ['replaced-characters'],
  },
  {
    flaw: 'wrong encoding chosen by hand',
    name: 'a.csv',
    bytes: () => cp949(KOREAN),
    ends: [4],
    notes: ['replaced-characters'],
    options: { encoding: 'utf-8' },
  },
  {
    flaw: 'Japanese Shift-JIS',
    name: 'a.csv',
    bytes: () =>
      concat(Uint8Array.from([0x82, 0xa0, 0x82, 0xa2, 0x82, 0xa4, 0x0a]), cp949('a,b\n')),
    ends: 'read.encoding',
  },
  {
    flaw: 'western single-byte text',
    name: 'a.csv',
    bytes: () =>
      Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x2c, 0xfc, 0x0a, 0xe4, 0x2c, 0xdf, 0x0a]),
    ends: 'read.encoding',
  },
  { flaw: 'random bytes', name: 'a.csv', bytes: () => noise(20_000), ends: 'read.encoding' },
  {
    flaw: 'zero bytes only',
    name: 'a.csv',
    bytes: () => new Uint8Array(5000),
    ends: 'read.not-text',
  },
  {
    flaw: 'UTF-16 without a mark',
    name: 'a.csv',
    bytes: () => utf16(KOREAN, 'le', false),
    ends: [4],
    notes: ['byte-order-mark-missing'],
  },
  {
    flaw: 'big-endian UTF-16 without a mark',
    name: 'a.csv',
    bytes: () => utf16(KOREAN, 'be', false),
    ends: [4],
    notes: ['byte-order-mark-missing'],
  },
  {
    flaw: 'UTF-16 cut inside a character',
    name: 'a.csv',
    bytes: () => utf16(KOREAN, 'le').slice(0, -3),
    ends: [4],
    notes: ['replaced-characters'],
  },
  {
    flaw: 'zero bytes inside text',
    name: 'a.csv',
    bytes: () => utf8(`${rows(100, '중구,1')}서\0구,2\n`),
    ends: [101],
    notes: ['control-characters'],
  },
  {
    flaw: 'ragged rows',
    name: 'a.csv',
    bytes: () => utf8('a,b,c\n1,2,3\n1,2\n1,2,3,4\n1,2,3\n'),
    ends: [5],
    notes: ['ragged-rows'],
  },
  {
    flaw: 'a title and notes above the header',
    name: 'a.csv',
    bytes: () => utf8('2024년 인구\n\n(단위: 명)\n구,인구\n중구,1\n서구,2\n'),
    ends: [6],
    notes: ['blank-rows', 'ragged-rows'],
  },
  {
    flaw: 'text behind a closing quotation mark',
    name: 'a.csv',
    bytes: () => utf8('a,b\n"가"나,2\n3,4\n'),
    ends: [3],
    notes: ['repaired-quotes'],
  },
  {
    flaw: 'quotation mark inside an unquoted cell',
    name: 'a.csv',
    bytes: () => utf8('품명,수\n5" 관,2\n'),
    ends: [2],
  },
  {
    flaw: 'all three line ends',
    name: 'a.csv',
    bytes: () => utf8('a,b\r\n1,2\n3,4\r\n5,6\n'),
    ends: [4],
  },
  {
    flaw: 'a cell of 10 MB',
    name: 'a.csv',
    bytes: () => utf8(`a,b\n${'가'.repeat(10 * 1024 * 1024)},2\n`),
    ends: 'read.too-large',
  },
  {
    flaw: 'a quoted cell of 10 MB with commas and line breaks',
    name: 'a.csv',
    bytes: () => utf8(`a,b\n"${'가,\n'.repeat(3 * 1024 * 1024)}",2\n`),
    ends: 'read.too-large',
  },
  {
    flaw: 'a line of 20 MB that never ends',
    name: 'a.csv',
    bytes: () => utf8(`a,b\n${'1,'.repeat(10 * 1024 * 1024)}`),
    ends: 'read.too-large',
  },
  {
    flaw: 'twenty thousand columns',
    name: 'a.csv',
    bytes: () => utf8(`${','.repeat(20_000)}\n`),
    ends: 'read.too-large',
  },
  {
    flaw: 'a program under the name of a CSV',
    name: 'a.csv',
    bytes: () => concat(utf8('MZ'), new Uint8Array(400), noise(4000)),
    ends: 'read.not-text',
  },
  {
    flaw: 'a PDF under the name of a CSV',
    name: 'a.csv',
    bytes: () => utf8('%PDF-1.7\n'),
    ends: 'read.unsupported',
  },
  {
    flaw: 'a picture',
    name: 'a.png',
    bytes: () => concat(Uint8Array.of(0x89), utf8('PNG\r\n')),
    ends: 'read.unsupported',
  },
];
