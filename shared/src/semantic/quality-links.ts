import { z } from 'zod';
import { CITY, DISTRICTS } from '../model/place.ts';
import type { DatasetContract } from './dataset-contract.ts';
import type { QualityRule } from './quality-rule.ts';

const Share = z.number().min(0).max(1);

/** What became of one link: how many different values have their counterpart. */
export const LinkResult = z.strictObject({
  /** Id of the rule that declares it, or one made from columns and target. */
  id: z.string(),
  /** `crosswalk`: the codes of places; else the key of another dataset. */
  kind: z.enum(['crosswalk', 'dataset']),
  /** Whether the contract asks for it, or it follows from the columns. */
  declared: z.boolean(),
  columns: z.array(z.string()),
  /** Null for the crosswalk. */
  dataset: z.string().nullable(),
  /** Different values (or combinations) that were looked up. */
  values: z.number().int().min(0),
  matched: z.number().int().min(0),
  /** A few values without a counterpart; none of columns that are narrower than their dataset. */
  examples: z.array(z.string()),
});
export type LinkResult = z.infer<typeof LinkResult>;

/** The linking diagnosis (연계): what a dataset shares with others and with the codes of places.
 * `undiagnosed` where it has nothing to link by. */
export const LinkDiagnosis = z.union([
  z.literal('undiagnosed'),
  z.strictObject({
    /** Values with a counterpart ÷ values looked up, over all links. */
    share: Share,
    links: z.array(LinkResult).min(1),
  }),
]);
export type LinkDiagnosis = z.infer<typeof LinkDiagnosis>;

/** Another dataset as far as links need to know it. */
export interface LinkTarget {
  readonly id: string;
  readonly key?: readonly string[] | undefined;
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly role: string;
  }[];
}

/** A link to be checked. */
export interface Link {
  readonly id: string;
  readonly kind: LinkResult['kind'];
  readonly declared: boolean;
  readonly columns: readonly string[];
  readonly dataset: string | null;
  /** Columns over there, in the order of `columns`; empty for the crosswalk. */
  readonly references: readonly string[];
  /** Values of the first column that need no counterpart. */
  readonly except: readonly string[];
}

/** Codes that the crosswalk of places knows: the city and its districts. A dong is looked up by its
 * district, because the list of dong belongs to a deployment. */
export const CROSSWALK_CODES: readonly string[] = Object.freeze([
  CITY,
  ...DISTRICTS.map(({ place }) => place),
]);

function declaredLink(rule: QualityRule): Link[] {
  const base = { id: rule.id, kind: 'dataset', declared: true } as const;
  if (rule.criterion === 'reference') {
    const { columns, dataset, references, except } = rule;
    return [{ ...base, columns, dataset, references, except }];
  }
  if (rule.criterion === 'calculation' && rule.equals.kind === 'total') {
    const { by, dataset } = rule.equals;
    return [{ ...base, columns: by, dataset, references: by, except: [] }];
  }
  return [];
}

/** Registers are datasets of which one text column is the whole key: districts, stations. */
function registerKey({ key = [], columns }: LinkTarget) {
  const [only] = key;
  if (only === undefined || key.length > 1) return undefined;
  return columns.find(({ name, type }) => name === only && type === 'VARCHAR');
}

function derivedLinks(contract: DatasetContract, others: readonly LinkTarget[]): Link[] {
  const codes = contract.columns.filter(
    ({ type, role }) => type === 'VARCHAR' && role !== 'measure',
  );
  return others.flatMap((other) => {
    const key = other.id === contract.id ? undefined : registerKey(other);
    if (!key) return [];
    return codes
      .filter(({ name, role }) => role === key.role && (role === 'place' || name === key.name))
      .map(({ name }) => ({
        id: `link-${name}-${other.id}`,
        kind: 'dataset' as const,
        declared: false,
        columns: [name],
        dataset: other.id,
        references: [key.name],
        except: [],
      }));
  });
}

function crosswalkLinks({ columns }: DatasetContract, declared: readonly Link[]): Link[] {
  const places = columns.filter(({ type, role }) => type === 'VARCHAR' && role === 'place');
  return places.map(({ name }) => ({
    id: `crosswalk-${name}`,
    kind: 'crosswalk',
    declared: false,
    columns: [name],
    dataset: null,
    references: [],
    except: declared.filter(({ columns: own }) => own[0] === name).flatMap(({ except }) => except),
  }));
}

function isOn(link: Link, other: Link): boolean {
  return link.dataset === other.dataset && link.columns.join() === other.columns.join();
}

/** The links of a dataset: what its contract declares by references and totals, what follows from
 * columns that are the key of a register, and places by the crosswalk. */
export function linksOfDataset(contract: DatasetContract, others: readonly LinkTarget[]): Link[] {
  const declared = contract.quality.rules.flatMap(declaredLink);
  const derived = derivedLinks(contract, others).filter(
    (link) => !declared.some((one) => isOn(one, link)),
  );
  return [...crosswalkLinks(contract, declared), ...declared, ...derived];
}

/** The diagnosis that results of links come to. */
export function linkDiagnosis(links: readonly LinkResult[]): LinkDiagnosis {
  const measured = links.filter(({ values }) => values > 0);
  const values = measured.reduce((sum, link) => sum + link.values, 0);
  if (values === 0) return 'undiagnosed';
  const matched = measured.reduce((sum, link) => sum + link.matched, 0);
  return { share: matched / values, links: [...measured] };
}
