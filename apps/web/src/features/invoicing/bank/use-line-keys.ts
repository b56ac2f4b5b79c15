import { useEffect, useRef } from 'react';
import { isSingleKey } from '../../../shared/single-keys';

interface Keys {
  readonly next: () => void;
  readonly previous: () => void;
  readonly confirm: () => void;
  readonly other: () => void;
  readonly ignore: () => void;
}

/** J and K move, A confirms, O decides otherwise, I ignores; not while something is typed or a dialog is open. */
export function useLineKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isSingleKey(event)) return;
      const { next, previous, confirm, other, ignore } = latest.current;
      const act = { j: next, k: previous, a: confirm, o: other, i: ignore }[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
