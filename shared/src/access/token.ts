import { z } from 'zod';

/** What a token may do of what its owner may: read alone, or all of it. */
export const TokenScope = z.enum(['read', 'write']);
export type TokenScope = z.infer<typeof TokenScope>;

/** What a person writes of a token for a script. */
export const TokenDraft = z.strictObject({
  name: z.string().trim().min(1).max(60),
  scope: TokenScope,
  /** Days until it ends. */
  days: z.number().int().min(1).max(366),
});
export type TokenDraft = z.infer<typeof TokenDraft>;

/** A token without its secret, which is known to its holder alone. */
export const Token = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  scope: TokenScope,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
});
export type Token = z.infer<typeof Token>;

/** The viewer's own tokens, newest first. */
export const TokenList = z.strictObject({ tokens: z.array(Token) });

/** A new token; its secret is shown this once. */
export const NewToken = z.strictObject({ token: Token, secret: z.string() });
export type NewToken = z.infer<typeof NewToken>;
