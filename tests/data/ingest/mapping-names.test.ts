import { BadaError } from '@bada/shared';
import { checkMapping, mappingYaml } from '@bada/shared/intake';
import { describe, expect, it } from 'vitest';
import { mappingOf } from './support.ts';

const COLUMNS = [
  { name: 'id', from: 'id', type: 'code' },
  { name: 'n', from: '수', type: 'integer' },
];

function written(rest: object): string {
  return mappingYaml({ ...mappingOf({ columns: COLUMNS }), ...rest });
}

function refusal(text: string): BadaError | undefined {
  try {
    checkMapping(text);
  } catch (error) {
    if (error instanceof BadaError) return error;
    throw error;
  }
  return undefined;
}

describe('a mapping that speaks of a column it does not make', () => {
  it.each([
    ['key.0', { key: ['code'] }],
    ['sortBy.0', { sortBy: ['code'] }],
    ['sums.0.total', { sums: [{ total: 'code', parts: ['n'], tolerance: 0 }] }],
    ['sums.0.parts.0', { sums: [{ total: 'n', parts: ['code'], tolerance: 0 }] }],
    ['positions.lon', { positions: { lon: 'x', lat: 'n', crs: 'auto' } }],
  ] as const)('is refused with its place: %s', (where, rest) => {
    const text = written(rest);
    const error = refusal(text);
    expect(error?.code).toBe('mapping.invalid');
    expect(error?.params).toMatchObject({ where });
    const line = text.split('\n')[Number(error?.params.line) - 1];
    expect(line).toContain(where.startsWith('positions') ? 'lon: x' : 'code');
  });

  it('is not refused for columns of reasons and raw texts, or the value of turned columns', () => {
    const pivot = { columns: '^(?<age>\\d+)세$', value: { name: 'value', type: 'integer' } };
    expect(
      refusal(written({ key: ['id', 'value'], sortBy: ['id_raw', 'n_missing'], pivot })),
    ).toBeUndefined();
  });
});
