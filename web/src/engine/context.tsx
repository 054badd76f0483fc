import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Answerer } from './answerer.ts';
import type { EngineState } from './engine-state.ts';

const AnswererContext = createContext<Answerer | undefined>(undefined);

/** Gives the app's answerer to everything below. */
export function AnswererProvider({
  answerer,
  children,
}: {
  answerer: Answerer;
  children: ReactNode;
}) {
  return <AnswererContext value={answerer}>{children}</AnswererContext>;
}

/** The app's answerer. */
export function useAnswerer(): Answerer {
  const answerer = useContext(AnswererContext);
  if (!answerer) throw new Error('useAnswerer needs an AnswererProvider above');
  return answerer;
}

/** How far the browser's engine is; renders again when that changes. */
export function useEngineState(): EngineState {
  const answerer = useAnswerer();
  return useSyncExternalStore(
    (listener) => answerer.subscribe(listener),
    () => answerer.state,
  );
}
