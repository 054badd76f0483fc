import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ContractMetadata,
  checkContract,
  contractChanges,
  contractVersionNumber,
  contractVersionText,
  isSameStructure,
  metadataOf,
  type OdcsDocument,
  parseOdcs,
  withMetadata,
} from '@bada/shared/catalogue';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { projectRoot } from '../../support/project.ts';

const SOURCES = ['population-age', 'births', 'companies', 'metro-ridership'] as const;

function contractOf(source: string): OdcsDocument {
  const file = join(projectRoot, 'data', 'sources', source, 'contract.yaml');
  return parseOdcs(readFileSync(file, 'utf8'), file).document;
}

const text = fc.string({ minLength: 1, maxLength: 40 }).filter((one) => one.trim() !== '');
const localized = fc.record({ ko: text, en: text });
/** A text that is written in one language, both or none. */
const written = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom('', '한글로 적은 글', 'English'),
);
const words = fc.record({ ko: written, en: written });
const id = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);

/** Any metadata for the columns of a contract. */
function metadataFor(document: OdcsDocument): fc.Arbitrary<ContractMetadata> {
  const columns = metadataOf(document).columns.map(({ name }) =>
    fc.record({
      name: fc.constant(name),
      title: localized,
      businessName: fc.string({ maxLength: 10 }),
      term: fc.constantFrom('', 'SGG_CD', 'CRTR_YM'),
      unit: fc.string({ maxLength: 10 }),
      description: words,
    }),
  );
  return fc.record({
    title: localized,
    summary: localized,
    publisher: localized,
    source: localized,
    licence: fc.record({ id: text, note: fc.option(localized) }),
    class: fc.constantFrom('open' as const, 'internal' as const, 'restricted' as const),
    cadence: fc.constantFrom('monthly' as const, 'yearly' as const, 'once' as const),
    ownerDepartment: id,
    legalBasis: fc.option(localized),
    limitations: words,
    usage: words,
    caveats: fc.uniqueArray(fc.record({ id, ko: text, en: text }), {
      maxLength: 3,
      selector: (caveat) => caveat.id,
    }),
    smallCells: fc.constant(null),
    columns: fc.tuple(...columns),
  });
}

describe.each(SOURCES)('the contract of %s', (source) => {
  const document = contractOf(source);
  const any = metadataFor(document);

  test('holds whatever metadata is put into it, and is a valid contract of the same extract', () => {
    fc.assert(
      fc.property(any, (metadata) => {
        const edited = withMetadata(document, metadata);
        expect(metadataOf(edited)).toEqual(metadata);
        expect(isSameStructure(document, edited)).toBe(true);
        const checked = checkContract(stringify(edited));
        expect(checked.problems).toEqual([]);
        expect(metadataOf(checked.document ?? document)).toEqual(metadata);
      }),
      { numRuns: 60 },
    );
  });

  test('back to the metadata of before, nothing differs from before', () => {
    const before = metadataOf(document);
    fc.assert(
      fc.property(any, (metadata) => {
        const edited = withMetadata(document, metadata);
        const back = withMetadata(edited, before);
        expect(contractChanges(document, back)).toEqual([]);
        const changes = contractChanges(document, edited);
        const undone = contractChanges(edited, document);
        expect(undone).toHaveLength(changes.length);
        expect(changes.length > 0).toBe(JSON.stringify(metadata) !== JSON.stringify(before));
      }),
      { numRuns: 60 },
    );
  });
});

test('changes are named as people name fields', () => {
  const document = contractOf('births');
  const before = metadataOf(document);
  const [first, ...rest] = before.columns;
  if (!first) throw new Error('a contract without columns');
  const edited = withMetadata(document, {
    ...before,
    licence: { id: 'KOGL-1', note: null },
    columns: [{ ...first, title: { ...first.title, ko: '자치구' } }, ...rest],
  });
  const names = contractChanges(document, edited).map(({ name }) => name);
  expect(names).toContainEqual({ ko: '이용 조건', en: 'Licence' });
  expect(names).toContainEqual({
    ko: `열 ${first.name}의 이름(한국어)`,
    en: `title of column ${first.name} (Korean)`,
  });
});

test('versions and their numbers tell the same', () => {
  const part = fc.integer({ min: 0, max: 999 });
  fc.assert(
    fc.property(part, part, part, (major, minor, patch) => {
      const version = `${major}.${minor}.${patch}`;
      const number = contractVersionNumber(version);
      expect(contractVersionText(number ?? -1)).toBe(version);
    }),
  );
  expect(contractVersionNumber('1.0')).toBeUndefined();
  expect(contractVersionText((contractVersionNumber('1.0.999') ?? 0) + 1)).toBe('1.1.0');
});
