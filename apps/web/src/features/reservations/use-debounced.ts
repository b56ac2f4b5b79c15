import { useEffect, useMemo, useState } from 'react';

/** A plain value as it was once it had stood still for a while. */
export function useDebounced<T>(value: T, delay = 250): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === settled) return undefined;
    const timer = setTimeout(() => setSettled(text), delay);
    return () => clearTimeout(timer);
  }, [text, settled, delay]);
  return useMemo(() => JSON.parse(settled) as T, [settled]);
}
