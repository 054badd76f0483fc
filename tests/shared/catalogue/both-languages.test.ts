import { languageOf } from '@bada/shared';
import {
  type DatasetNode,
  dataPackage,
  dcatDataset,
  listingRow,
  odcsYaml,
  parseOdcs,
  schemaOrgDataset,
} from '@bada/shared/catalogue';
import { describe, expect, it } from 'vitest';
import { contractTexts, embeddedNode } from './embedded-graph.ts';

const OPTIONS = { origin: 'https://data.example' };

function textsOf({ purpose, limitations, usage, columns }: DatasetNode) {
  return [purpose, limitations, usage, ...columns.map(({ description }) => description)];
}

it.each([...contractTexts().keys()])('%s speaks to readers of both languages', (id) => {
  for (const text of textsOf(embeddedNode(id))) {
    expect(languageOf(text?.ko ?? '')).toBe('ko');
    expect(text?.en).toMatch(/[a-z]/i);
    expect(text?.en).not.toBe(text?.ko);
  }
});

describe('texts of a contract in two languages', () => {
  const node = embeddedNode('births');
  const korean = '해당 연도에 태어난 아이 수입니다.';

  it('come back from the contract that is given out', () => {
    const again = parseOdcs(odcsYaml(node), 'again.yaml');
    const { purpose, limitations, usage } = node;
    expect(again).toMatchObject({ purpose, limitations, usage });
    expect(again.columns.map(({ description }) => description)).toEqual(
      node.columns.map(({ description }) => description),
    );
    expect(again.document.description?.purpose).toBe(purpose?.en);
  });

  it('are tagged in DCAT and schema.org', () => {
    const tagged = [
      { '@value': node.purpose?.ko, '@language': 'ko' },
      { '@value': node.purpose?.en, '@language': 'en' },
    ];
    expect(dcatDataset(node, OPTIONS)).toMatchObject({ 'dct:abstract': tagged });
    expect(schemaOrgDataset(node, OPTIONS)).toMatchObject({ abstract: tagged });
    expect(JSON.stringify(schemaOrgDataset(node, OPTIONS))).toContain(korean);
  });

  it('stand in the descriptor and the listing', () => {
    const descriptor = JSON.stringify(
      dataPackage(node, { ...OPTIONS, created: '2024-01-01T00:00:00Z' }),
    );
    expect(descriptor).toContain(korean);
    expect(descriptor).toContain('Births of the year.');
    const bare = { ...node, caveats: [] };
    expect(listingRow(bare, OPTIONS)['데이터 한계']).toBe(node.limitations?.ko);
  });

  it('written in one language alone are given in that one, not passed off as two', () => {
    const foreign = { ...node, purpose: { ko: 'Only English.', en: 'Only English.' } };
    expect(dcatDataset(foreign, OPTIONS)).toMatchObject({
      'dct:abstract': [{ '@value': 'Only English.', '@language': 'en' }],
    });
    expect(odcsYaml(foreign)).not.toMatch(/ko: Only English/);
  });
});
