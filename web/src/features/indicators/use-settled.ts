import { useEffect, useState } from 'react';

const SETTLED_AFTER_MS = 350;

/** A value as it stands once it has not changed for a moment. */
export function useSettled<T>(value: T): T {
  const key = JSON.stringify(value);
  const [settled, setSettled] = useState({ key, value });
  useEffect(() => {
    if (settled.key === key) return;
    const timer = setTimeout(() => setSettled({ key, value }), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [key, value, settled.key]);
  return settled.value;
}
