import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';

const HEADER = '연번,기준일,시도,구군,시설명,이용건수,금액,비율,비고';
const DISTRICTS = ['중구', '서구', '동구', '영도구', '부산진구', '해운대구', '기장군', '사하구'];
const NAMES = ['국민체육센터', '시립도서관', '공영주차장', '노인복지관', '청소년수련관'];
const NOTES = ['', '점검 예정', '자료 없음', '담당부서 확인 후 반영', '전월 대비 증가'];
const BLOCK_ROWS = 40_000;
const ID_DIGITS = 9;

/** A number that looks random and is the same in every run. */
function noise(at: number, salt: string): number {
  return createHash('sha256').update(`${salt}${at}`).digest().readUInt32LE();
}

function pick(list: readonly string[], at: number): string {
  return list[at % list.length] ?? '';
}

function rowText(at: number): string {
  const number = noise(at, 'n');
  const day = `2024-${String((number % 12) + 1).padStart(2, '0')}-${String((number % 28) + 1).padStart(2, '0')}`;
  const won = ((number % 90_000) * 1000).toLocaleString('en-US');
  const share = number % 50 === 0 ? '-' : ((number % 10_000) / 100).toFixed(2);
  return [
    '0'.repeat(ID_DIGITS),
    day,
    '부산광역시',
    pick(DISTRICTS, number),
    `${pick(NAMES, number >>> 3)} ${number % 97}호`,
    String(number % 5000),
    won.includes(',') ? `"${won}"` : won,
    share,
    pick(NOTES, number >>> 7),
  ].join(',');
}

/** A block of rows in one encoding, and where each row's number stands in it. */
interface Block {
  readonly bytes: Buffer;
  readonly starts: Uint32Array;
}

function blockOf(rows: readonly string[], encoding: string): Block {
  const starts = new Uint32Array(rows.length);
  let at = 0;
  const parts = rows.map((row, index) => {
    starts[index] = at;
    const bytes = iconv.encode(`${row}\n`, encoding);
    at += bytes.byteLength;
    return bytes;
  });
  return { bytes: Buffer.concat(parts), starts };
}

/** Gives every row of the block its number. */
function number({ bytes, starts }: Block, first: number): void {
  for (const [index, start] of starts.entries()) {
    let rest = first + index;
    for (let digit = ID_DIGITS - 1; digit >= 0; digit--) {
      bytes[start + digit] = 0x30 + (rest % 10);
      rest = Math.floor(rest / 10);
    }
  }
}

/** Writes a table as CP949 of about so many bytes and the same table as UTF-8.
 * @returns the number of rows under the header */
export async function writeTables(
  paths: { readonly cp949: string; readonly utf8: string },
  size: number,
): Promise<number> {
  const rows = Array.from({ length: BLOCK_ROWS }, (_, at) => rowText(at));
  const blocks = [blockOf(rows, 'cp949'), blockOf(rows, 'utf8')] as const;
  const files = [await open(paths.cp949, 'w'), await open(paths.utf8, 'w')] as const;
  let written = 0;
  try {
    await files[0].write(iconv.encode(`${HEADER}\n`, 'cp949'));
    await files[1].write(iconv.encode(`${HEADER}\n`, 'utf8'));
    for (let bytes = 0; bytes < size; bytes += blocks[0].bytes.byteLength) {
      for (const [at, block] of blocks.entries()) {
        number(block, written + 1);
        await files[at]?.writeFile(block.bytes);
      }
      written += BLOCK_ROWS;
    }
  } finally {
    for (const file of files) await file.close();
  }
  return written;
}
