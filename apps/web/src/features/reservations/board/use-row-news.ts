import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../../../shared/api/live';
import type { BoardPage } from './board.types';
import { boardKey } from './use-board-rows';

const together = 150;
/** Open pages do not all ask in the same moment. */
const spread = 350;

/** Asks anew for the chunks in which an instrument changed, half a second later at most; a burst is one question. */
export function useRowNews(): void {
  const queries = useQueryClient();
  const changed = useRef(new Set<number | 'all'>());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useLive(['occupancy'], (data) => {
    changed.current.add((data as { instrumentId?: number }).instrumentId ?? 'all');
    timer.current ??= setTimeout(
      () => {
        const ids = changed.current;
        changed.current = new Set();
        timer.current = undefined;
        void queries.invalidateQueries({
          queryKey: [...boardKey, 'chunk'],
          predicate: ({ state }) =>
            ids.has('all') || ((state.data as BoardPage | undefined)?.items ?? []).some(({ id }) => ids.has(id)),
        });
      },
      together + Math.random() * spread,
    );
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
