import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** What the page tells once it has all bytes and has said hello. */
export interface FloorPage {
  /** Milliseconds since the navigation began. */
  readonly done: number;
}

function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}

/** Parts are preloaded by the page itself, so that nothing waits for this script. */
async function fetchParts(): Promise<void> {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel=preload]')];
  await Promise.all(links.map(async ({ href }) => (await fetch(href)).arrayBuffer()));
}

/** Says hello and takes in as many bytes as the app would, without running any of them. */
async function start(element: HTMLElement): Promise<void> {
  const painted = new Promise<void>((resolve) => afterPaint(resolve));
  createRoot(element).render(createElement('p', null, 'Hello'));
  await Promise.all([painted, fetchParts()]);
  const floor: FloorPage = { done: performance.now() };
  Object.assign(window, { floor });
}

const element = document.getElementById('root');
if (element) await start(element);
