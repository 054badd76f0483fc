import { useCallback, useEffect, useRef } from 'react';
import { useAnswerer } from '../../engine/context.tsx';
import { prefetchEngine } from '../../engine/prefetch.ts';

/** Waits for the browser to be idle; at once where it cannot tell. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    work();
    return () => undefined;
  }
  const handle = requestIdleCallback(work, { timeout: 5000 });
  return () => cancelIdleCallback(handle);
}

/** Starts the browser's engine once the given number of pictures is painted, or at the first gesture. Its code comes
 * from the first picture on: the others then need the processor and no longer the line. */
export function useEngineStart(pictures: number): () => void {
  const answerer = useAnswerer();
  const painted = useRef(0);
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => {
    const start = () => void answerer.start();
    window.addEventListener('pointerdown', start, { once: true });
    window.addEventListener('keydown', start, { once: true });
    return () => {
      window.removeEventListener('pointerdown', start);
      window.removeEventListener('keydown', start);
      stop.current();
    };
  }, [answerer]);
  return useCallback(() => {
    painted.current += 1;
    if (painted.current === 1) prefetchEngine();
    if (painted.current === pictures) stop.current = whenIdle(() => void answerer.start());
  }, [answerer, pictures]);
}
