import { useEffect, useState } from 'react';
import { isForPage, letterOf } from '../ui/keys.ts';

/** Pages and the letter that goes there after `g`. */
export const PAGE_KEYS = [
  { letter: 'o', page: 'overview', path: '/' },
  { letter: 'i', page: 'indicators', path: '/indicators' },
  { letter: 'b', page: 'boards', path: '/boards' },
  { letter: 'd', page: 'catalog', path: '/catalog' },
] as const;

/** Milliseconds within which the letter must follow its `g`. */
const PATIENCE = 1500;

/** Keys of every page: `?` lists them, `g` and a letter go to a page. */
export function useKeys(onGo: (path: string) => void) {
  const [listed, setListed] = useState(false);
  useEffect(() => {
    let leaving = Number.NEGATIVE_INFINITY;
    function press(event: KeyboardEvent) {
      if (!isForPage(event)) return;
      const letter = letterOf(event);
      const page = PAGE_KEYS.find((one) => one.letter === letter);
      const goes = event.timeStamp - leaving < PATIENCE;
      leaving = letter === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
      if (event.key === '?') setListed(true);
      else if (goes && page) onGo(page.path);
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [onGo]);
  return { listed, open: () => setListed(true), close: () => setListed(false) };
}
