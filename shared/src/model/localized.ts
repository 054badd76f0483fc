import { z } from 'zod';

/** A text in both languages of the product; neither may be empty. */
export const Localized = z.strictObject({ ko: z.string().min(1), en: z.string().min(1) });
export type Localized = z.infer<typeof Localized>;

/** The two languages of the product; Korean is the default. */
export const Locale = z.enum(['ko', 'en']);
export type Locale = z.infer<typeof Locale>;
