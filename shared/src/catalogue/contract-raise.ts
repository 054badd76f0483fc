import { ContractAnswers } from './contract-facts.ts';
import { raiseVersion } from './contract-version.ts';
import { OdcsDocument, ownExtension } from './odcs-document.ts';

type Properties = NonNullable<NonNullable<OdcsDocument['schema']>[number]['properties']>;

/** What a contract says of its dataset as a whole, as far as it says it. */
export function contractFactsOf(document: OdcsDocument): ContractAnswers {
  const own = ownExtension(document.customProperties);
  const known = typeof own === 'object' && own !== null ? own : {};
  const fields = ContractAnswers.keyof().options;
  const present = Object.entries(known).filter(([name]) => fields.some((field) => field === name));
  const parsed = ContractAnswers.safeParse(Object.fromEntries(present));
  return parsed.success ? parsed.data : {};
}

/** The contract with these answers in it. */
export function withContractFacts(document: OdcsDocument, facts: ContractAnswers): OdcsDocument {
  const own = ownExtension(document.customProperties);
  const known = typeof own === 'object' && own !== null ? own : {};
  const others = (document.customProperties ?? []).filter(({ property }) => property !== 'bada');
  const customProperties = [{ property: 'bada', value: { ...known, ...facts } }, ...others];
  return OdcsDocument.parse({ ...document, customProperties });
}

function propertiesOf(document: OdcsDocument): Properties {
  return document.schema?.[0]?.properties ?? [];
}

/** The next version of a dataset's contract for a new file: what it says stays, columns that the file has besides are
 * added, columns that it lacks are taken out. */
export function raiseContract(known: OdcsDocument, draft: OdcsDocument): OdcsDocument {
  const drafted = propertiesOf(draft);
  const before = propertiesOf(known);
  const stay = before.filter(({ name }) => drafted.some((one) => one.name === name));
  const added = drafted.filter(({ name }) => !before.some((one) => one.name === name));
  const part = stay.length < before.length ? 'major' : added.length > 0 ? 'minor' : 'patch';
  const [table] = known.schema ?? [];
  if (!table) return draft;
  return OdcsDocument.parse({
    ...known,
    version: raiseVersion(known.version, part),
    schema: [{ ...table, properties: [...stay, ...added] }],
  });
}
