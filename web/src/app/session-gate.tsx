import { canonicalJson, type SessionView, viewerOfAccount } from '@bada/shared';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { sessionQuery } from '../api/session.ts';
import { useAnswerer } from '../engine/context.tsx';
import { Skeleton } from '../ui/states.tsx';

const SignInPage = lazy(async () => ({
  default: (await import('../features/account/sign-in-page.tsx')).SignInPage,
}));
const SignInDialog = lazy(async () => ({
  default: (await import('../features/account/sign-in-page.tsx')).SignInDialog,
}));

/** Who reads and what they may; of somebody signed out nothing is known. */
function readerOf(session: SessionView): string | undefined {
  if (session.kind === 'signed-out') return undefined;
  return session.kind === 'unclaimed' ? session.kind : canonicalJson(viewerOfAccount(session.me));
}

/** Starts the page anew, without anything fetched so far, when somebody else reads than before or the
 * same person may do something else: what one was given is not for the other. */
function useOneReader(session: SessionView | undefined): void {
  const answerer = useAnswerer();
  const before = useRef<string | undefined>(undefined);
  const reader = session && readerOf(session);
  useEffect(() => {
    if (reader === undefined) return;
    const isOther = before.current !== undefined && before.current !== reader;
    before.current = reader;
    if (isOther) void answerer.clear().finally(() => window.location.reload());
  }, [answerer, reader]);
}

/** Lets nobody see a page who has not signed in, where the server asks for it. A session that ends
 * while a page is open is asked for above it, so that nothing written is lost. */
export function SessionGate({
  isOpen,
  children,
}: {
  /** A page that leads to signing in asks for no session. */
  isOpen: boolean;
  children: ReactNode;
}) {
  const client = useQueryClient();
  const { data, error } = useQuery(sessionQuery());
  const [seen, setSeen] = useState(false);
  useOneReader(data);
  const isOut = data?.kind === 'signed-out';
  if (data && !isOut && !seen) setSeen(true);
  const goOn = () => void client.invalidateQueries();
  if (isOpen) return children;
  // A server that does not tell lets the page say what is wrong with it.
  if (!data && !error) return null;
  if (isOut && !seen) {
    return (
      <Suspense fallback={<Skeleton height="20rem" />}>
        <SignInPage samples={data.samples} provider={data.provider} onDone={goOn} />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      {isOut && (
        <Suspense>
          <SignInDialog samples={data.samples} provider={data.provider} onDone={goOn} />
        </Suspense>
      )}
    </>
  );
}
