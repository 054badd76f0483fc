import { type KeyboardEvent, useRef, useState } from 'react';

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

export interface RovingItem {
  tabIndex: 0 | -1;
  ref: (element: HTMLElement | null) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
}

export interface RovingOptions {
  /** Ids in the order in which arrows walk. */
  ids: readonly string[];
  /** The item that Tab reaches first, when it has not been walked yet. */
  start?: string | undefined;
  onEscape?: (() => void) | undefined;
  onFocus?: ((id: string) => void) | undefined;
}

function target(key: string, index: number, count: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : (index + step + count) % count;
}

/** One tab stop for a group of buttons; arrows, Home and End walk inside it, around the ends. */
export function useRoving({ ids, start, onEscape, onFocus }: RovingOptions) {
  const [active, setActive] = useState<string>();
  const elements = useRef(new Map<string, HTMLElement>());
  const current = [active, start, ids[0]].find((id) => id !== undefined && ids.includes(id));

  function keyDown(event: KeyboardEvent, id: string) {
    if (event.key === 'Escape' && onEscape !== undefined) {
      onEscape();
      return;
    }
    const next = target(event.key, ids.indexOf(id), ids.length);
    const nextId = next === undefined ? undefined : ids[next];
    if (nextId === undefined) return;
    event.preventDefault();
    elements.current.get(nextId)?.focus();
  }

  return function item(id: string): RovingItem {
    return {
      tabIndex: id === current ? 0 : -1,
      ref: (element) => {
        if (element === null) elements.current.delete(id);
        else elements.current.set(id, element);
      },
      onKeyDown: (event) => keyDown(event, id),
      onFocus: () => {
        setActive(id);
        onFocus?.(id);
      },
    };
  };
}
