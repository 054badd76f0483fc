import type { MouseEvent, ReactNode } from 'react';

/** A link to an address inside the app that is made as text. */
export function InsideLink({
  href,
  onGo,
  children,
}: {
  href: string;
  onGo: (href: string) => void;
  children: ReactNode;
}) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    // A click with a modifier opens a tab, which the browser does itself.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onGo(href);
  }
  return (
    <a href={href} onClick={follow}>
      {children}
    </a>
  );
}
