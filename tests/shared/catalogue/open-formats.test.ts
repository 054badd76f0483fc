import { parseDatasetContract, QualitySummary } from '@bada/shared';
import {
  contractFacts,
  dataPackage,
  dcatCatalogue,
  dcatDataset,
  isPublished,
  odcsOf,
  odcsYaml,
  parseOdcs,
  schemaOrgDataset,
} from '@bada/shared/catalogue';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { dataPackageCheck, hasStandards, odcsCheck, standard } from '../../support/standards.ts';
import { contractTexts, embeddedContracts, embeddedGraph, embeddedNode } from './embedded-graph.ts';
import { shaclProblems } from './shacl.ts';

const ORIGIN = 'https://data.example.kr';
const nodes = embeddedGraph();

const withStandards = describe.skipIf(!hasStandards);

withStandards('published schemas in ../shared', () => {
  test('every dataset is a valid Data Package 2', () => {
    const problems = dataPackageCheck();
    for (const node of nodes) {
      const descriptor = dataPackage(node, { origin: ORIGIN, created: '2024-07-01T00:00:00Z' });
      expect(problems(descriptor), node.id).toEqual([]);
    }
    expect(problems({ resources: [{ name: 'No Such Name' }] })).not.toEqual([]);
  });

  test('every dataset is a valid ODCS 3.1 contract, with and without a known one', () => {
    const problems = odcsCheck();
    const contracts = embeddedContracts();
    for (const node of nodes) {
      const known = contracts.find((one) => one.id === node.id);
      expect(problems(odcsOf(node, known)), node.id).toEqual([]);
      expect(problems(odcsOf(node)), node.id).toEqual([]);
    }
    expect(problems({ kind: 'DataContract' })).not.toEqual([]);
  });

  test('a catalogue with all its datasets keeps the shapes of DCAT-AP 3', async () => {
    const quality = QualitySummary.parse({
      formulaVersion: '1',
      rulesetHash: 'b'.repeat(64),
      report: 'c'.repeat(64),
      score: 97.5,
      grade: 'A',
      dimensions: {
        completeness: 97.5,
        validity: null,
        consistency: null,
        accuracy: null,
        uniqueness: null,
        timeliness: null,
      },
      evaluated: 1000,
      errors: 2,
      coverage: 1,
      standardShare: 0.5,
      failed: [],
      anomalies: 0,
    });
    const measured = nodes.map((node, at) => (at === 0 ? { ...node, quality } : node));
    const catalogue = dcatCatalogue(measured, { origin: ORIGIN, modified: '2024-07-01' });
    expect(JSON.stringify(catalogue)).toContain('dqv:QualityMeasurement');
    for (const shapes of ['shapes', 'range']) {
      const file = standard(`dcat-ap-3.0.0-${shapes}.ttl`);
      expect(await shaclProblems(catalogue, file), shapes).toEqual([]);
    }
  });

  test('the shapes notice a dataset without a title', async () => {
    const { 'dct:title': _title, ...untitled } = dcatDataset(embeddedNode('births'), {
      origin: ORIGIN,
    });
    const file = standard('dcat-ap-3.0.0-shapes.ttl');
    expect(await shaclProblems(untitled, file)).toContainEqual(expect.stringMatching(/title/));
  });
});

describe('contracts', () => {
  test.each([...contractTexts()])('%s survives the way out and in', (id, text) => {
    const node = embeddedNode(id);
    const known = parseOdcs(text, 'contract.yaml');
    const written = odcsYaml(node, known);
    const { document: _before, ...before } = known;
    const { document: _after, ...after } = parseOdcs(written, 'written.yaml');
    expect(after).toEqual(before);
    const { file: _file, ...contract } = parseDatasetContract(text, 'contract.yaml');
    expect(parseDatasetContract(written, 'written.yaml')).toMatchObject(contract);
  });

  test('what the catalogue does not know of a contract is carried over', () => {
    const text = contractTexts().get('births') ?? '';
    const extended = { ...parse(text), team: { name: 'stewards' }, tags: ['births'] };
    const facts = contractFacts(extended);
    expect(odcsOf(embeddedNode('births'), facts)).toMatchObject({
      team: { name: 'stewards' },
      tags: ['births'],
      slaProperties: [{ property: 'frequency', value: 1, unit: 'y' }],
    });
  });

  test('the law that a contract names is the legal basis', () => {
    const text = contractTexts().get('births') ?? '';
    const definition = {
      type: 'legalBasis',
      url: 'https://www.law.go.kr',
      description: '통계법 제18조',
    };
    const facts = contractFacts({ ...parse(text), authoritativeDefinitions: [definition] });
    expect(facts.legalBasis?.ko).toBe('통계법 제18조');
  });
});

describe('what each format says', () => {
  test('a licence that nobody stated is stated nowhere', () => {
    const births = embeddedNode('births');
    expect(isPublished(births)).toBe(false);
    const everything = JSON.stringify([
      dcatDataset(births, { origin: ORIGIN }),
      dataPackage(births, { origin: ORIGIN, created: '2024-07-01T00:00:00Z' }),
      schemaOrgDataset(births, { origin: ORIGIN }),
    ]);
    expect(everything).not.toMatch(/"(dct:license|licenses|license)"/);
    expect(everything).toContain('access-right/NON_PUBLIC');
  });

  test('an open dataset names licence, size and hash', () => {
    const companies = dcatDataset(embeddedNode('companies'), { origin: ORIGIN });
    const text = JSON.stringify(companies);
    expect(text).toContain('access-right/PUBLIC');
    expect(text).toContain('https://spdx.org/licenses/MIT');
    expect(text).toContain('a'.repeat(64));
  });

  test('schema.org names what was measured, when and where to get it', () => {
    expect(schemaOrgDataset(embeddedNode('births'), { origin: ORIGIN })).toMatchObject({
      '@type': 'Dataset',
      name: '출생아수',
      temporalCoverage: '2017-01-01/2021-01-01',
      variableMeasured: [{ name: '출생아수', alternateName: 'births' }, { name: '연앙인구' }],
    });
  });
});
