import { z } from 'zod';
import { Cadence } from '../model/cadence.ts';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Grain, IsoDate } from '../model/period.ts';
import { DataClass } from '../model/viewer.ts';

/** What a contract says of its dataset as a whole. Everything but `title` must be filled before publishing. */
export const ContractDraftFacts = z.strictObject({
  title: Localized,
  summary: Localized,
  publisher: Localized,
  source: Localized,
  licence: z.strictObject({ id: z.string().min(1), note: Localized.optional() }),
  class: DataClass,
  cadence: Cadence,
  grain: Grain,
  asOf: IsoDate,
  ownerDepartment: KebabId,
  /** 보유근거: the law or plan on which the data is held. */
  legalBasis: Localized,
});
export type ContractDraftFacts = z.infer<typeof ContractDraftFacts>;

/** Answers about a dataset, as far as they are known. */
export const ContractAnswers = ContractDraftFacts.partial();
export type ContractAnswers = z.infer<typeof ContractAnswers>;

/** Something the machine cannot know of a dataset. */
export const ContractQuestion = z.strictObject({
  /** A field of the facts. */
  field: ContractDraftFacts.keyof(),
  text: Localized,
  /** Whether the draft holds a guess that is to be confirmed; else the field is open. */
  isGuess: z.boolean(),
});
export type ContractQuestion = z.infer<typeof ContractQuestion>;
