import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadaError, compileQuery, errorText, Manifest } from '@bada/shared';
import { checkContract } from '@bada/shared/catalogue';
import { expect, test } from 'vitest';
import { projectRoot } from '../support/project.ts';
import { sampleIndicator, sampleManifest, sampleQuery } from './sample.ts';

test('a measure whose contract lost its time is refused by name', () => {
  const whole = sampleManifest();
  const manifest = Manifest.parse({
    ...whole,
    datasets: whole.datasets.map((dataset) => ({
      ...dataset,
      columns: dataset.columns.map(({ time: _time, ...column }) => column),
    })),
  });
  const work = () =>
    compileQuery({ query: sampleQuery({}), indicators: [sampleIndicator()], manifest });
  expect(work).toThrow(BadaError);
  expect(work).toThrow(
    expect.objectContaining({
      code: 'query.no-measure',
      params: { column: 'amount', contract: 'figures 1' },
    }),
  );
  const text = errorText('query.no-measure', { column: 'amount', contract: 'figures 1' });
  expect(text.message.ko).toContain('figures 1의 열 amount');
});

test('a contract that does not say how a measure adds up is refused where it is written', () => {
  const path = join(projectRoot, 'data', 'sources', 'births', 'contract.yaml');
  const text = readFileSync(path, 'utf8');
  expect(checkContract(text).problems).toEqual([]);
  const without = text.replace(/time: sum\b.*/, '').replace(/, \}/, ' }');
  expect(without).not.toBe(text);
  const { problems } = checkContract(without);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.where).toMatch(/time$/);
  expect(problems[0]?.message.ko).toContain('sum, last, mean');
});
