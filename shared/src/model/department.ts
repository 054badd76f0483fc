import { z } from 'zod';
import { KebabId } from './ids.ts';
import { Localized } from './localized.ts';
import { IsoDate } from './period.ts';

/** A department while it stood under one name and parent. `to` is the last day, absent while it stands. */
export const Department = z.strictObject({
  code: KebabId,
  name: Localized,
  parent: KebabId.optional(),
  successor: KebabId.optional(),
  from: IsoDate,
  to: IsoDate.optional(),
  sample: z.boolean().default(false),
});
export type Department = z.infer<typeof Department>;

/** The effective-dated organisation table of a deployment. */
export const Organisation = z.strictObject({
  v: z.literal(1),
  /** Raised with every change of the table. */
  version: z.number().int().positive().default(1),
  departments: z.array(Department),
});
export type Organisation = z.infer<typeof Organisation>;
