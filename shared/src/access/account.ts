import { z } from 'zod';
import { KebabId } from '../model/ids.ts';
import { Localized } from '../model/localized.ts';
import { saying } from '../model/saying.ts';
import { DataClass, Role, type Viewer } from '../model/viewer.ts';

/** Names under which the server itself, the machine and nobody appear as owners and in the record. */
const RESERVED: readonly string[] = ['anonymous', 'local', 'system'];

/** What a person is known by: a staff number or a short name, in lower case. */
export const AccountId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
  .refine(
    (id) => !RESERVED.includes(id),
    saying({ ko: '서버가 쓰는 아이디입니다', en: 'this id is kept for the server itself' }),
  );

/** A password as it is chosen: length is what makes it strong (NIST SP 800-63B, 3.1.1). */
export const NewPassword = z.string().min(12).max(128);

const Rights = {
  name: z.string().trim().min(1).max(60),
  roles: z.array(Role).min(1).max(6),
  departments: z.array(KebabId).max(20),
  /** The narrowest class whose data the person may see. */
  class: DataClass,
};

/** What an administrator writes of a new person. */
export const AccountDraft = z.strictObject({ id: AccountId, ...Rights });
export type AccountDraft = z.infer<typeof AccountDraft>;

/** What an administrator may change of a person; somebody who has left is disabled, never deleted. */
export const AccountChange = z.strictObject({ ...Rights, disabled: z.boolean() });
export type AccountChange = z.infer<typeof AccountChange>;

/** `invited`: no password yet. `active`: may sign in. `disabled`: may not, what they made stays. */
const AccountState = z.enum(['invited', 'active', 'disabled']);

/** A person who may sign in. */
export const Account = z.strictObject({
  v: z.literal(1),
  id: AccountId,
  ...Rights,
  /** Made up, to try the product with. */
  sample: z.boolean(),
  /** Signs in through the identity provider, whose groups say what the person may do. */
  provider: z.boolean(),
  state: AccountState,
  /** Until when sign-in is refused after too many wrong passwords. */
  lockedUntil: z.iso.datetime().nullable(),
  version: z.number().int().positive(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Account = z.infer<typeof Account>;

/** All people, by id. */
export const AccountList = z.strictObject({ accounts: z.array(Account) });

/** A one-time link: `secret` is shown once and goes into the fragment of `/join`. */
export const AccountLink = z.strictObject({ secret: z.string(), expiresAt: z.iso.datetime() });
export type AccountLink = z.infer<typeof AccountLink>;

/** An id and a password. */
export const SignIn = z.strictObject({
  id: z.string().min(1).max(80),
  password: z.string().min(1).max(1000),
});

/** The choice of a made-up person, where the server offers them. */
export const SampleSignIn = z.strictObject({ id: AccountId });

/** What the holder of a one-time link sends: the first administrator names the account, the others
 * have one already. */
export const Join = z.strictObject({
  secret: z.string().min(20).max(200),
  password: NewPassword,
  first: z.strictObject({ id: AccountId, name: Rights.name }).optional(),
});
export type Join = z.infer<typeof Join>;

const Me = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(Role),
  departments: z.array(KebabId),
  class: DataClass,
  sample: z.boolean(),
  provider: z.boolean(),
});

/** Who is asking, as the app needs to know it. `unclaimed`: no administrator was made yet, and this
 * machine alone may use the server. */
export const SessionView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unclaimed') }),
  z.strictObject({
    kind: z.literal('signed-in'),
    me: Me,
    /** Wrong passwords since the last time the person signed in. */
    failures: z.number().int().min(0),
    expiresAt: z.iso.datetime(),
  }),
  z.strictObject({
    kind: z.literal('signed-out'),
    /** Made-up people one may try the product as. */
    samples: z.array(z.strictObject({ id: AccountId, name: z.string(), roles: z.array(Role) })),
    /** How the way in through the identity provider is called, where there is one. */
    provider: Localized.optional(),
  }),
]);
export type SessionView = z.infer<typeof SessionView>;

/** What is left to do after signing out: the identity provider's own page to sign out, where the
 * session came from there. */
export const SignedOut = z.strictObject({ continueAt: z.url() });
export type SignedOut = z.infer<typeof SignedOut>;

/** An account as an argument of `can`. */
export function viewerOfAccount({
  id,
  roles,
  departments,
  class: dataClass,
}: Pick<Account, 'id' | 'roles' | 'departments' | 'class'>): Viewer {
  return { id, roles, departments, class: dataClass };
}
