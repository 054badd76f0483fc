import { describe, expect, test } from 'vitest';
import { workbookOf } from './builders/workbook.ts';
import { cp949 } from './corpus/bad-file.ts';
import { cellsOf, codes, readBytes } from './reading.ts';

const DATE = { t: 'n', v: 45_292, z: 'yyyy-mm-dd' } as const;

describe('workbooks', () => {
  test.each(['xlsx', 'biff8', 'biff5'] as const)(
    '%s: text, numbers, dates, errors',
    async (type) => {
      const stamp = { t: 'n', v: 45_292.5, z: 'yyyy-mm-dd hh:mm' } as const;
      const rows = [
        ['똠방각하', 1.5, true],
        [DATE, stamp, { t: 'n', v: 0.25, z: 'hh:mm' } as const],
        [
          { t: 'n', v: 7, z: '000' } as const,
          { t: 'n', v: 0.123, z: '0.0%' } as const,
          { t: 'e', v: 7 } as const,
        ],
      ];
      const { tables } = await readBytes('a.xls', workbookOf([{ name: '2024.1.1', rows }], type));
      expect(tables[0]?.name).toBe('2024.1.1');
      const cells = tables[0]?.rows.map((row) => row.cells);
      expect(cells?.slice(1)).toEqual([
        ['2024-01-01', '2024-01-01T12:00:00', '06:00:00'],
        ['007', '0.123', '#DIV/0!'],
      ]);
      // The writer of the old format has no Korean code page.
      expect(cells?.[0]).toEqual([
        type === 'biff5' ? expect.anything() : '똠방각하',
        '1.5',
        'TRUE',
      ]);
      expect(codes(tables[0]?.notes ?? [])).toEqual([
        'dates-as-text',
        'dates-as-text',
        'dates-as-text',
        'error-values',
        'number-formats',
        'zero-padded',
      ]);
    },
  );

  test('dates that count from 1904', async () => {
    const bytes = workbookOf([{ name: 'x', rows: [[DATE]] }], 'xlsx', true);
    expect(await cellsOf('a.xlsx', bytes)).toEqual([['2028-01-02']]);
  });

  test('merged headers are filled, hidden rows, columns and sheets are kept and noted', async () => {
    const bytes = workbookOf([
      {
        name: '인구',
        rows: [
          ['구', '인구', null],
          [null, '남', '여'],
          ['중구', 1, 2],
        ],
        merges: ['B1:C1', 'A1:A2'],
        hiddenRows: [3],
        hiddenColumns: [3],
      },
      { name: '숨김', rows: [['x']], isHidden: true },
    ]);
    const { tables } = await readBytes('a.xlsx', bytes);
    expect(tables[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['구', '인구', '인구'],
      ['구', '남', '여'],
      ['중구', '1', '2'],
    ]);
    const places = Object.fromEntries(
      (tables[0]?.notes ?? []).map(({ code, where }) => [code, where]),
    );
    expect(places).toEqual({
      'merged-filled': 'A1:A2, B1:C1',
      'hidden-rows': '3',
      'hidden-columns': 'C',
    });
    expect(codes(tables[1]?.notes ?? [])).toEqual(['hidden-sheet']);
  });

  test('HTML saved as .xls keeps text as it stands', async () => {
    const html =
      '<table><tr><td>코드</td><td>날짜</td></tr><tr><td>007</td><td>2024.10</td></tr></table>';
    expect(await cellsOf('a.xls', cp949(`<html>${html}</html>`))).toEqual([
      ['코드', '날짜'],
      ['007', '2024.10'],
    ]);
  });
});
