import type { Viewer } from '@bada/shared';
import { SignInDesk } from '../../server/src/auth/desk.ts';
import { IdentityProvider } from '../../server/src/auth/identity-provider.ts';
import type { ProviderConfig } from '../../server/src/auth/provider-config.ts';
import { ProviderDesk } from '../../server/src/auth/provider-desk.ts';
import type { IdentityOf } from '../../server/src/auth/viewer.ts';
import type { Store } from '../../server/src/store/store.ts';

/** The sign-in desk of an app that only this machine reaches, unless told. */
export function openDesk(
  store: Store,
  options: { clock?: () => Date; isLocal?: boolean; samples?: boolean } = {},
): SignInDesk {
  const { clock = () => new Date(), isLocal = true, samples = false } = options;
  return new SignInDesk({ store, clock, isLocal, samples });
}

/** The way in through an identity provider, where a test has one. */
export function openProviderDesk(
  desk: SignInDesk,
  store: Store,
  how: { told: ProviderConfig; clock: () => Date } | undefined,
): ProviderDesk | undefined {
  if (!how) return undefined;
  const { told, clock } = how;
  return new ProviderDesk({ provider: new IdentityProvider(told, clock), desk, store, clock });
}

/** How an app finds out who asks: by a test's own rule, where there is one. */
export function askedBy(viewerOf?: (request: Request) => Viewer): { identityOf?: IdentityOf } {
  if (!viewerOf) return {};
  return {
    identityOf: (request) => {
      const viewer = viewerOf(request);
      return { viewer, name: viewer.id, by: 'session', writes: true };
    },
  };
}
