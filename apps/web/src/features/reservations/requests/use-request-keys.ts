import { useEffect, useRef } from 'react';
import { isSingleKey } from '../../../shared/single-keys';

interface Keys {
  readonly next: () => void;
  readonly previous: () => void;
  readonly approve: () => void;
  readonly reject: () => void;
}

/** J and K move, A approves, R declines; not while something is typed or a dialog is open. */
export function useRequestKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isSingleKey(event)) return;
      const act = {
        j: latest.current.next,
        k: latest.current.previous,
        a: latest.current.approve,
        r: latest.current.reject,
      }[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
