import { memorySource } from '@bada/data/read';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Cp949Transcoder, cp949Code } from '../../../data/src/read/text/cp949.ts';
import { utf8Of } from '../../../data/src/read/text/text-stream.ts';
import { cp949, utf8, utf16 } from './corpus/bad-file.ts';
import { cellsOf, readBytes } from './reading.ts';

describe('CP949', () => {
  test('every pair of bytes stands for what iconv-lite says', () => {
    const wrong: string[] = [];
    for (let pair = 0x8000; pair <= 0xffff; pair += 1) {
      const bytes = Buffer.of(pair >> 8, pair & 0xff);
      const text = iconv.decode(bytes, 'cp949');
      const code = text.length === 1 && text !== '\ufffd' ? text.charCodeAt(0) : 0;
      if (cp949Code(pair >> 8, pair & 0xff) !== code) wrong.push(pair.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  test('syllables beyond KS X 1001 are read', async () => {
    expect(
      await cellsOf('a.csv', cp949('이름,값\n똠방각하,펲시콜라\n부산광역시 해운대구,1\n')),
    ).toEqual([
      ['이름', '값'],
      ['똠방각하', '펲시콜라'],
      ['부산광역시 해운대구', '1'],
    ]);
  });

  test('any bytes in any chunks become what iconv-lite makes of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat(8)), (bytes, cuts) => {
        const transcoder = new Cp949Transcoder();
        const parts: Uint8Array[] = [];
        let at = 0;
        for (const size of cuts) {
          parts.push(transcoder.push(bytes.subarray(at, at + size)));
          at = Math.min(bytes.length, at + size);
        }
        parts.push(transcoder.push(bytes.subarray(at)), transcoder.end());
        const text = Buffer.concat(parts).toString('utf8');
        expect(text).toBe(iconv.decode(Buffer.from(bytes), 'cp949'));
        expect(transcoder.replaced).toBe(text.split('\ufffd').length - 1);
      }),
      { numRuns: 2000 },
    );
  });
});

const TEXT = '구,인구\n중구,41652\n해운대구,403923\n';

describe('the encoding is found', () => {
  test.each([
    ['UTF-8', utf8(TEXT), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\ufeff${TEXT}`), 'utf-8'],
    ['CP949', cp949(TEXT), 'cp949'],
    ['UTF-16 LE', utf16(TEXT, 'le'), 'utf-16le'],
    ['UTF-16 BE', utf16(TEXT, 'be'), 'utf-16be'],
  ])('%s', async (_, bytes, encoding) => {
    const { file, tables } = await readBytes('a.csv', bytes);
    expect(file.encoding).toBe(encoding);
    expect(tables[0]?.rows.map(({ cells }) => cells.join()).join('\n')).toBe(TEXT.trimEnd());
  });

  test('plain ASCII is UTF-8', async () => {
    expect((await readBytes('a.csv', utf8('a,b\n1,2\n'))).file.encoding).toBe('utf-8');
  });

  test('a choice by hand wins', async () => {
    const { file, tables } = await readBytes('a.csv', cp949('똠,뷁\n'), { encoding: 'cp949' });
    expect(file.encoding).toBe('cp949');
    expect(tables[0]?.rows[0]?.cells).toEqual(['똠', '뷁']);
  });

  test('Korean that begins far behind the first megabytes', async () => {
    const bytes = cp949(`a,b\n${'1234567,1234567\n'.repeat(1_200_000)}${TEXT.repeat(20_000)}`);
    const { file, tables } = await readBytes('a.csv', bytes);
    expect(file.encoding).toBe('cp949');
    expect(tables[0]?.rows.at(-1)?.cells).toEqual(['해운대구', '403923']);
  });
});

test.each([
  ['cp949', cp949(TEXT)],
  ['utf-16le', utf16(TEXT, 'le')],
  ['utf-8', utf8(`\ufeff${TEXT}`)],
] as const)('%s is handed to engines as UTF-8 without a mark', async (encoding, bytes) => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of utf8Of(memorySource('a.csv', bytes), encoding)) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString('utf8')).toBe(TEXT);
});
