import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/states.tsx';

const JoinPage = lazy(async () => ({
  default: (await import('../features/account/join-page.tsx')).JoinPage,
}));
const MePage = lazy(async () => ({
  default: (await import('../features/account/me-page.tsx')).MePage,
}));
const PeoplePage = lazy(async () => ({
  default: (await import('../features/account/people-page.tsx')).PeoplePage,
}));
const RecordPage = lazy(async () => ({
  default: (await import('../features/account/record-page.tsx')).RecordPage,
}));

/** Leaves everything that the page holds of the one before: what was read, engines, drafts. */
function startOver(at = '/'): void {
  window.location.replace(at);
}

/** The page of a one-time link; its secret is the fragment, which browsers send to no server. */
export function JoinRoute() {
  const secret = useLocation({ select: ({ hash }) => hash });
  return (
    <Suspense fallback={<Skeleton height="20rem" />}>
      <JoinPage secret={secret} onDone={() => startOver()} />
    </Suspense>
  );
}

/** The reader's own account. */
export function MeRoute() {
  return (
    <Suspense fallback={<Skeleton height="20rem" />}>
      <MePage onSignedOut={startOver} />
    </Suspense>
  );
}

/** People who may sign in. */
export function PeopleRoute() {
  return (
    <Suspense fallback={<Skeleton height="20rem" />}>
      <PeoplePage />
    </Suspense>
  );
}

/** The record of what was done. */
export function RecordRoute() {
  return (
    <Suspense fallback={<Skeleton height="20rem" />}>
      <RecordPage />
    </Suspense>
  );
}
