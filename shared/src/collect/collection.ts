import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { Schedule } from './schedule.ts';
import { CollectSource, RowSource } from './source.ts';

/** What a person writes of a collection. */
export const CollectionDraft = z.strictObject({
  title: z.string().trim().min(1).max(120),
  source: CollectSource,
  /** Mapping by which the rows become a dataset; null to keep them as they came. */
  mapping: KebabId.nullable(),
  /** Null for one that runs only when asked to. */
  schedule: Schedule.nullable(),
  department: KebabId.nullable(),
});
export type CollectionDraft = z.infer<typeof CollectionDraft>;

/** What is fetched regularly from another system: a versioned document. It names secrets, it never holds them. */
export const Collection = CollectionDraft.extend({
  v: z.literal(1),
  id: KebabId,
  version: z.number().int().positive(),
  owner: z.string(),
  updatedAt: z.iso.datetime(),
});
export type Collection = z.infer<typeof Collection>;

/** Body of `POST /api/collections`. */
export const NewCollection = CollectionDraft.extend({ id: KebabId });
export type NewCollection = z.infer<typeof NewCollection>;

/** Body of `POST /api/collections/sample`: a look at the first rows before anything is saved. */
export const SampleRequest = z.strictObject({ source: RowSource });
export type SampleRequest = z.infer<typeof SampleRequest>;

/** `GET /api/mappings`: what rows can become, by id. */
export const MappingList = z.strictObject({
  mappings: z.array(z.strictObject({ id: KebabId, title: Localized, dataset: KebabId })),
});
export type MappingList = z.infer<typeof MappingList>;

/** The first rows of a source, personal data masked. */
export const CollectSample = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
export type CollectSample = z.infer<typeof CollectSample>;
