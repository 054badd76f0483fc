import { readFileSync } from 'node:fs';
import { BadaError, DataClass, KebabId, Localized, Role } from '@bada/shared';
import { parse } from 'yaml';
import { z } from 'zod';

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** Plain HTTP is for this machine alone. */
const Issuer = z.url({ protocol: /^https?$/ }).refine(
  (text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === 'https:' || LOOPBACK.includes(hostname);
  },
  { message: 'https is needed, but on this machine' },
);

/** What members of a group are here. A person is what all their groups together make them. Nobody
 * becomes an administrator by a group: administrators have accounts of their own, with which they get
 * in when the provider is down. */
const GroupRule = z.strictObject({
  group: z.string().min(1).max(200),
  roles: z.array(Role.exclude(['administrator'])).default([]),
  departments: z.array(KebabId).default([]),
  class: DataClass.default('open'),
});
export type GroupRule = z.infer<typeof GroupRule>;

/** Which claim holds what. */
const Claims = z.strictObject({
  id: z.string().min(1).default('preferred_username'),
  name: z.string().min(1).default('name'),
  groups: z.string().min(1).default('groups'),
});

const ProviderFile = z.strictObject({
  issuer: Issuer,
  clientId: z.string().min(1).max(200),
  /** What the button says. */
  label: Localized.default({ ko: '통합 로그인', en: 'Single sign-on' }),
  scope: z
    .string()
    .regex(/^openid( [\w.:/-]+)*$/, 'expected openid first, then further scopes')
    .default('openid profile'),
  claims: Claims.default({ id: 'preferred_username', name: 'name', groups: 'groups' }),
  groups: z.array(GroupRule).min(1).max(500),
});

/** How people come through the organisation's identity provider. */
export interface ProviderConfig extends z.infer<typeof ProviderFile> {
  /** Absent for a public client, which PKCE alone protects. */
  readonly secret: string | undefined;
  /** Address of this server as browsers know it, without a slash at its end. */
  readonly url: string;
}

function wrong(what: string, cause?: unknown): BadaError {
  return new BadaError('server.config', { name: 'BADA_OIDC', what }, { cause });
}

function read(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw wrong(`${file}: ${cause instanceof Error ? cause.message.split('\n')[0] : cause}`, cause);
  }
}

/** Reads the file that describes the provider (YAML or JSON).
 * @throws BadaError `server.config` with the path to the first value that is wrong */
export function readProvider({
  file,
  secret,
  url,
}: {
  file: string;
  secret: string | undefined;
  url: string | undefined;
}): ProviderConfig {
  const parsed = ProviderFile.safeParse(read(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw wrong(`${file}: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  if (url === undefined) {
    const what = 'sign-in needs the address of this server as browsers know it';
    throw new BadaError('server.config', { name: 'BADA_URL', what });
  }
  return { ...parsed.data, secret, url };
}
