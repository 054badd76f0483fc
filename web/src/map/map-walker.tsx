import { type KeyboardEvent, useId, useState } from 'react';
import styles from './district-map.module.css';

export interface WalkerOption {
  place: string;
  name: string;
  value: string;
}

export interface MapWalkerProps {
  label: string;
  /** Id of the sentence that tells the keys. */
  hintId: string;
  /** In code order. */
  options: readonly WalkerOption[];
  selected: readonly string[];
  /** The walked district, `null` when the focus leaves. */
  onFocus: (place: string | null) => void;
  onSelect: (place: string) => void;
  onClear: (() => void) | undefined;
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function nextIndex(key: string, index: number, count: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : (index + step + count) % count;
}

/**
 * The keyboard's and the screen reader's map: one tab stop over the picture, a list box whose
 * options are the districts with their values.
 */
export function MapWalker(props: MapWalkerProps) {
  const { label, hintId, options, selected, onFocus, onSelect, onClear } = props;
  const id = useId();
  const [active, setActive] = useState<string | null>(null);
  const index = Math.max(
    0,
    options.findIndex((option) => option.place === active),
  );

  function walk(place: string | undefined) {
    if (place === undefined) return;
    setActive(place);
    onFocus(place);
  }
  function keyDown(event: KeyboardEvent) {
    const next = nextIndex(event.key, index, options.length);
    const here = options[index]?.place;
    if (next !== undefined) walk(options[next]?.place);
    else if ((event.key === 'Enter' || event.key === ' ') && here !== undefined) onSelect(here);
    else if (event.key === 'Escape') onClear?.();
    else return;
    event.preventDefault();
  }

  return (
    <div
      role="listbox"
      tabIndex={0}
      className={styles.walker}
      aria-label={label}
      aria-describedby={hintId}
      aria-multiselectable="true"
      aria-activedescendant={active === null ? undefined : `${id}-${active}`}
      onKeyDown={keyDown}
      onFocus={() => walk(active ?? selected[0] ?? options[0]?.place)}
      onBlur={() => onFocus(null)}
    >
      {options.map((option) => (
        <span
          key={option.place}
          id={`${id}-${option.place}`}
          role="option"
          tabIndex={-1}
          className="sr-only"
          aria-selected={selected.includes(option.place)}
        >
          {`${option.name} ${option.value}`}
        </span>
      ))}
    </div>
  );
}
