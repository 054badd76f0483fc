import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Brings what the address points at into view once it stands on the page, and focuses it. */
export function useHashTarget(ready: boolean): void {
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (!ready || hash === '') return;
    const target = document.getElementById(hash);
    // Of what is higher than the window, the middle tells nothing.
    const isHigh = (target?.offsetHeight ?? 0) > window.innerHeight / 2;
    target?.scrollIntoView({ block: isHigh ? 'start' : 'center' });
    target?.focus({ preventScroll: true });
  }, [ready, hash]);
}
