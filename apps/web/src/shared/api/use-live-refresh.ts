import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from './live';

const together = 400;

/** Asks anew for everything below a key when something of these topics changed; a burst of changes is one refresh. */
export function useLiveRefresh(topics: readonly string[], queryKey: QueryKey): void {
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLive(topics, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey });
    }, together);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
