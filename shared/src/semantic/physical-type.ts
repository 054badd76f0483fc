/** DuckDB types that extracts may hold; both engines read each of them alike. */
export const PHYSICAL_TYPE =
  /^(VARCHAR|DATE|TIMESTAMP|BOOLEAN|INTEGER|BIGINT|DOUBLE|DECIMAL\(\d{1,2},\d{1,2}\))$/;

/** Whether values of a type are numbers. */
export function isNumberType(type: string): boolean {
  return /^(INTEGER|BIGINT|DOUBLE|DECIMAL\()/.test(type);
}

/** Type of a column in the terms of the Open Data Contract Standard. */
export function logicalTypeOf(type: string): string {
  switch (type) {
    case 'VARCHAR':
      return 'string';
    case 'DATE':
      return 'date';
    case 'TIMESTAMP':
      return 'timestamp';
    case 'BOOLEAN':
      return 'boolean';
    default:
      return type === 'INTEGER' || type === 'BIGINT' ? 'integer' : 'number';
  }
}
