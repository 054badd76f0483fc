import type { Selection } from '@bada/shared/linked';
import { useEffect, useRef } from 'react';
import { decodeChoice, encodeChoice } from '../../state/linked-choice.ts';
import type { Linked } from './use-linked.ts';

/** What is chosen as the address has it, and how it is written there. */
export interface ChoiceAddress {
  readonly text: string;
  readonly write: (text: string) => void;
}

/** A brush that is still moving writes nothing: only where it comes to rest can be gone back to. */
const REST_MS = 400;

/** Keeps the choice over linked views and the address the same: what is chosen is written once it rests, and an address
 * that is gone back to, or shared, chooses. */
export function useChoiceAddress(
  { selection, put }: Pick<Linked, 'selection' | 'put'>,
  { text, write }: ChoiceAddress,
  columns: readonly string[],
): void {
  // As it is written: what an address chooses in vain is not a choice of its own.
  const told = useRef(encodeChoice(selection));
  const latest = useRef({ put, write });
  useEffect(() => {
    latest.current = { put, write };
  });
  useEffect(() => {
    const next = decodeChoice(text, columns);
    if (encodeChoice(next) === told.current) return;
    told.current = encodeChoice(next);
    latest.current.put(next);
  }, [text, columns]);
  const chosen = encodeChoice(selection);
  useEffect(() => {
    const rest = setTimeout(() => {
      if (chosen === told.current) return;
      told.current = chosen;
      latest.current.write(chosen);
    }, REST_MS);
    return () => clearTimeout(rest);
  }, [chosen]);
}

/** What the address chooses when linked views are opened. */
export function choiceAtStart({ text }: ChoiceAddress, columns: readonly string[]): Selection {
  return decodeChoice(text, columns);
}
