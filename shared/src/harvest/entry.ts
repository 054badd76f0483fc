import { z } from 'zod';
import { KebabId } from '../model/ids.ts';

const Text = z.string().max(20_000);

/** A dataset as another catalogue describes it. What it does not say is empty, never guessed. */
export const HarvestEntry = z.strictObject({
  /** Identifier at its source, unique there. */
  key: z.string().min(1).max(1000),
  title: z.string().min(1).max(1000),
  description: Text,
  publisher: Text,
  licence: Text,
  keywords: z.array(Text),
  formats: z.array(Text),
  /** As the source writes it. */
  modified: Text,
  /** Where it is described; empty where no web address is given. */
  address: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
});
export type HarvestEntry = z.infer<typeof HarvestEntry>;

/** What people here may write over the source's words. */
export const HarvestEdit = HarvestEntry.pick({ title: true, description: true, keywords: true });
export type HarvestEdit = z.infer<typeof HarvestEdit>;

/** An entry as kept here: what its source says, and what was written over it. Its data lies elsewhere. */
export const Harvested = z.strictObject({
  id: z.uuid(),
  collection: KebabId,
  version: z.number().int().positive(),
  entry: HarvestEntry,
  edited: HarvestEdit.nullable(),
  /** Whether the source changed since it was written over. */
  conflict: z.boolean(),
  /** When it was first and last listed, and since when it no longer is. */
  firstSeen: z.iso.datetime(),
  lastSeen: z.iso.datetime(),
  vanished: z.iso.datetime().nullable(),
});
export type Harvested = z.infer<typeof Harvested>;

/** A catalogue that entries come from: the collection, and how many of its entries were found. */
const HarvestOrigin = z.strictObject({
  id: KebabId,
  title: z.string(),
  count: z.number().int().min(0),
});

/** `GET /api/harvested`: at most 50, the best first. */
export const HarvestedPage = z.strictObject({
  entries: z.array(Harvested),
  total: z.number().int().min(0),
  /** Where all that hold the words come from, whichever of them were asked for. */
  origins: z.array(HarvestOrigin),
});
export type HarvestedPage = z.infer<typeof HarvestedPage>;

/** The words that readers see: the edited ones where there are some. */
export function harvestedWords({ entry, edited }: Harvested): HarvestEdit {
  const { title, description, keywords } = entry;
  return edited ?? { title, description, keywords };
}
