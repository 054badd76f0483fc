import { zipOf } from './zip.ts';

const NAMESPACES =
  'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"';

/** A section of an HWPX document around some markup. */
export function sectionOf(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><hs:sec ${NAMESPACES}>${body}</hs:sec>`;
}

/** A cell: text, and how far it reaches. */
export interface HwpxCellPlan {
  readonly text: string;
  readonly at: readonly [row: number, column: number];
  readonly span?: readonly [rows: number, columns: number];
}

/** A table; cells of one row stand together. */
export function tableOf(rows: readonly (readonly HwpxCellPlan[])[], caption = ''): string {
  const title =
    caption === '' ? '' : `<hp:caption><hp:subList>${paragraph(caption)}</hp:subList></hp:caption>`;
  const body = rows.map((row) => `<hp:tr>${row.map(cell).join('')}</hp:tr>`).join('');
  return `<hp:p><hp:run><hp:tbl>${title}${body}</hp:tbl></hp:run></hp:p>`;
}

function paragraph(text: string): string {
  return `<hp:p><hp:run><hp:t>${text}</hp:t></hp:run></hp:p>`;
}

function cell({ text, at: [row, column], span: [rows, columns] = [1, 1] }: HwpxCellPlan): string {
  const lines = text.split('\n').map(paragraph).join('');
  return (
    `<hp:tc><hp:subList>${lines}</hp:subList><hp:cellAddr colAddr="${column}" rowAddr="${row}"/>` +
    `<hp:cellSpan colSpan="${columns}" rowSpan="${rows}"/></hp:tc>`
  );
}

/** A document of sections. */
export function hwpxOf(...sections: readonly string[]): Uint8Array {
  const files = sections.map((section, at) => [`Contents/section${at}.xml`, section]);
  return zipOf({ mimetype: 'application/hwp+zip', ...Object.fromEntries(files) });
}
