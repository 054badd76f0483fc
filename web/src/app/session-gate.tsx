import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { sessionQuery } from '../api/session.ts';
import { Skeleton } from '../ui/states.tsx';

const SignInPage = lazy(async () => ({
  default: (await import('../features/account/sign-in-page.tsx')).SignInPage,
}));
const SignInDialog = lazy(async () => ({
  default: (await import('../features/account/sign-in-page.tsx')).SignInDialog,
}));

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
  const isOut = data?.kind === 'signed-out';
  if (data && !isOut && !seen) setSeen(true);
  const goOn = () => void client.invalidateQueries();
  if (isOpen) return children;
  // A server that does not tell lets the page say what is wrong with it.
  if (!data && !error) return null;
  if (isOut && !seen) {
    return (
      <Suspense fallback={<Skeleton height="20rem" />}>
        <SignInPage samples={data.samples} onDone={goOn} />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      {isOut && (
        <Suspense>
          <SignInDialog samples={data.samples} onDone={goOn} />
        </Suspense>
      )}
    </>
  );
}
