import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Organisation, parseDatasetContract } from '@bada/shared';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { aggregate } from '../../data/src/build/aggregate/aggregate.ts';
import { dayType } from '../../data/src/build/aggregate/calendar.ts';
import { toCsv } from '../../data/src/build/aggregate/figures.ts';
import { cell, parseRows, type Row } from '../../data/src/build/aggregate/read.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = join(ROOT, 'data/sources');
const INPUT = resolve(ROOT, '../shared/data');
const ODCS = resolve(ROOT, '../shared/standards/odcs-3.1.0.schema.json');

const DATASETS = readdirSync(SOURCES).filter((name) => name !== 'organisation');

function text(path: string): string {
  return readFileSync(join(SOURCES, path), 'utf8');
}

function figures(dataset: string): Row[] {
  return parseRows(text(`${dataset}/${dataset}.csv`));
}

function total(dataset: string, column: string, where: Readonly<Record<string, string>>): number {
  return figures(dataset)
    .filter((row) => Object.entries(where).every(([name, value]) => row[name] === value))
    .reduce((sum, row) => sum + Number(cell(row, column)), 0);
}

describe('the committed figures meet what is published', () => {
  it.each([
    ['2012-03-01', 3_547_141],
    ['2014-05-01', 3_521_473],
    ['2016-03-01', 3_512_444],
    ['2018-05-01', 3_458_134],
    ['2020-06-01', 3_404_423],
    ['2021-12-01', 3_350_380],
    ['2022-10-01', 3_322_286],
    ['2023-01-01', 3_316_107],
  ])('residents of the city, %s', (period, persons) => {
    expect(total('population-total', 'persons', { period })).toBe(persons);
  });

  it.each([
    ['26110', '2012-03-01', 48_515],
    ['26350', '2020-06-01', 403_923],
    ['26440', '2022-10-01', 143_611],
    ['26710', '2023-01-01', 179_090],
  ])('residents of district %s, %s', (place, period, persons) => {
    expect(total('population-total', 'persons', { place, period })).toBe(persons);
  });

  it('residents by age add up to residents in total on every date that has ages', () => {
    const periods = new Set(figures('population-age').map((row) => cell(row, 'period')));
    expect(periods.size).toBe(11);
    for (const period of periods) {
      const counted = total('population-age', 'persons', { period });
      expect(counted).toBe(total('population-total', 'persons', { period }));
    }
  });

  it.each([
    ['26', '21.58'],
    ['26110', '29.06'],
    ['26440', '13.35'],
    ['26710', '17.55'],
  ])('share of 65 and over in 2023-01 of %s', (place, share) => {
    const rows = figures('population-age').filter(
      (row) => row.period === '2023-01-01' && cell(row, 'place').startsWith(place),
    );
    const count = (from: number) =>
      rows
        .filter((row) => Number(row.age_from) >= from)
        .reduce((sum, row) => sum + Number(row.persons), 0);
    expect(((100 * count(65)) / count(0)).toFixed(2)).toBe(share);
  });

  it.each([
    ['2017-01-01', 21_796],
    ['2018-01-01', 19_662],
    ['2019-01-01', 17_382],
    ['2020-01-01', 15_294],
    ['2021-01-01', 14_545],
  ])('births of the city, %s', (period, births) => {
    expect(total('births', 'births', { period })).toBe(births);
  });

  it('households and residents at the end of 2021', () => {
    const where = { period: '2021-01-01' };
    expect(total('households-density', 'households', where)).toBe(1_544_663);
    expect(total('households-density', 'persons', where)).toBe(3_350_380);
  });

  it('fiscal self-reliance of Gangseo-gu', () => {
    const place = '26440';
    const years = ['2017-01-01', '2019-01-01', '2021-01-01'];
    const rates = years.map((period) => total('fiscal-self-reliance', 'rate', { place, period }));
    expect(rates).toEqual([53.9, 49.8, 45]);
  });

  it('the day after the half year is dropped and nobody else from the metro', () => {
    expect(total('metro-ridership', 'passengers', {})).toBe(313_784_766 - 52);
    expect(total('metro-days', 'days', {})).toBe(182);
  });

  it('cameras: what is left after repetitions', () => {
    expect(total('cctv', 'installations', {})).toBe(15_737 - 2_319 - 304);
  });
});

describe('defects stay visible', () => {
  it.each(['births', 'households-density'])(
    '%s: the undercounted district is provisional',
    (id) => {
      const provisional = figures(id).filter((row) => row.status !== 'final');
      expect(provisional.map((row) => `${row.place} ${row.period} ${row.status}`)).toEqual([
        '26410 2018-01-01 provisional',
      ]);
    },
  );

  it('the undercount is the dong that is missing', () => {
    const counted = total('households-density', 'persons', { period: '2018-01-01' });
    expect(total('population-total', 'persons', { period: '2018-12-01' }) - counted).toBe(9_005);
  });

  it('the yellow dust of 2021 is kept and missing hours are not counted', () => {
    const [march] = figures('air-choryang').filter(
      (row) => row.period === '2021-03-01' && row.pollutant === 'pm10',
    );
    expect(Number(march?.valid_hours)).toBeLessThanOrEqual(Number(march?.hours));
    expect(Number(march?.value_sum) / Number(march?.valid_hours)).toBeGreaterThan(50);
  });
});

describe('every dataset is under contract', () => {
  it.each(DATASETS)('%s: the columns of the file are those of the contract', (dataset) => {
    const file = `${dataset}/contract.yaml`;
    const contract = parseDatasetContract(text(file), file);
    const [header] = text(`${dataset}/${contract.file}`).split('\n');
    expect(contract.id).toBe(dataset);
    expect(header?.split(',')).toEqual(contract.columns.map(({ name }) => name));
    expect(contract.licence.id === 'unstated' && contract.class === 'open').toBe(false);
  });

  it.each(DATASETS)('%s: period, key and labels hold for the figures', (dataset) => {
    const file = `${dataset}/contract.yaml`;
    const { columns, key, period } = parseDatasetContract(text(file), file);
    const rows = figures(dataset);
    const periods = rows.flatMap((row) => row.period ?? []).sort();
    if (periods.length > 0) {
      expect([periods[0], periods.at(-1)]).toEqual([period.from, period.to]);
    }
    const keys = new Set(rows.map((row) => key.map((name) => cell(row, name)).join()));
    expect(keys.size).toBe(rows.length);
    for (const { name, values } of columns.filter((column) => column.values)) {
      const unlabelled = rows.filter((row) => !values?.[cell(row, name)]);
      expect(unlabelled, name).toEqual([]);
    }
  });

  it('every owner is a department', () => {
    const organisation = Organisation.parse(parse(text('organisation/organisation.yaml')));
    const codes = organisation.departments.map(({ code }) => code);
    for (const { parent, successor } of organisation.departments) {
      expect(codes).toEqual(expect.arrayContaining([parent, successor].filter(Boolean)));
    }
    for (const dataset of DATASETS) {
      const file = `${dataset}/contract.yaml`;
      expect(codes).toContain(parseDatasetContract(text(file), file).ownerDepartment);
    }
  });
});

describe.skipIf(!existsSync(ODCS))('with the published schema at ../shared/standards', () => {
  it.each(DATASETS)('%s: the contract is valid Open Data Contract Standard 3.1.0', (dataset) => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(ODCS, 'utf8')));
    validate(parse(text(`${dataset}/contract.yaml`)));
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe.skipIf(!existsSync(INPUT))('with the original files at ../shared/data', () => {
  it('aggregating them again gives the committed bytes', { timeout: 60_000 }, async () => {
    const files = await aggregate(INPUT);
    expect(files.map(({ path }) => path).filter((path) => path.endsWith('.csv'))).toHaveLength(13);
    const changed = files.filter((file) => file.text !== text(file.path));
    expect(changed.map(({ path }) => path)).toEqual([]);
  });
});

describe('the pieces of the aggregation', () => {
  it.each([
    ['2024-02-09', 'holiday'],
    ['2024-02-10', 'holiday'],
    ['2024-05-01', 'weekday'],
    ['2024-06-29', 'saturday'],
    ['2024-06-30', 'holiday'],
  ])('%s is a %s', (date, kind) => {
    expect(dayType(date)).toBe(kind);
  });

  it('a table is written sorted, quoted where needed, with LF', () => {
    const rows = [
      ['b', 10, 'x'],
      ['b', 9, 'x,y'],
      ['a', 1, 'say "hi"'],
    ];
    const csv = toCsv({ dataset: 'd', columns: ['k', 'n', 'v'], keyed: 2, rows });
    expect(csv).toBe('k,n,v\na,1,"say ""hi"""\nb,9,"x,y"\nb,10,x\n');
  });

  it('a repeated key stops the aggregation', () => {
    const rows = [
      ['a', 1],
      ['a', 2],
    ];
    const repeated = () => toCsv({ dataset: 'd', columns: ['k', 'n'], keyed: 1, rows });
    expect(repeated).toThrow('occurs twice');
  });
});
