import { BadaError } from '@bada/shared';
import type { DatasetNode } from '@bada/shared/catalogue';
import { compileScans, type LinkedQuestion, type Sql } from '@bada/shared/linked';

/** Rows of an answer; more would be no summary. */
export const MOST_LINKED_ROWS = 200_000;

function refuse(name: string): never {
  throw new BadaError('request.invalid', {
    where: name,
    what: { ko: '이 자료에 없는 항목입니다', en: 'the dataset has no such column' },
  });
}

/** The statement that answers linked views over a dataset.
 * @throws BadaError `request.invalid` where it names what the dataset does not have */
export function linkedSql(node: DatasetNode, { dimensions, scans }: LinkedQuestion): Sql {
  const columns = new Set(node.columns.map(({ name }) => name));
  const names = new Set(dimensions.map(({ name }) => name));
  for (const { column } of dimensions) if (!columns.has(column)) refuse(column);
  for (const { dimensions: by, clauses, components } of scans) {
    for (const name of [...by, ...clauses.map(({ dimension }) => dimension)]) {
      if (!names.has(name)) refuse(name);
    }
    for (const one of components)
      if ('column' in one && !columns.has(one.column)) refuse(one.column);
  }
  const table = { name: node.id, rows: node.rows, columns: [...columns] };
  const { sql, parameters } = compileScans({ tables: [table], dimensions, views: [] }, scans);
  return { sql: `select * from (${sql}) limit ${MOST_LINKED_ROWS + 1}`, parameters };
}
