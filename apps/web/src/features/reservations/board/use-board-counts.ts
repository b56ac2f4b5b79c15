import { type Counts, NO_COUNTS } from '@parkbench/domain';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countingOf, countsAsked, countsPriced, hasRuns } from '../../../shared/counts';
import type { CountsFieldsProps } from '../../../shared/counts-fields';
import { instrumentQuery } from '../reservations.queries';
import type { Kind } from '../reservations.types';

export interface BoardCounts {
  /** Null where nothing is booked by the count. */
  readonly fields: CountsFieldsProps | null;
  readonly asked: { readonly counts?: Counts };
  /** Without it there is no price. */
  readonly isMissing: boolean;
}

/** What staff book by the count with a session; what another instrument has no price for is left out. */
export function useBoardCounts(kind: Kind, instrumentId: number | undefined): BoardCounts {
  const [typed, setTyped] = useState(NO_COUNTS);
  const isWanted = kind === 'session' && instrumentId !== undefined;
  const { data, isPending } = useQuery({ ...instrumentQuery(instrumentId ?? 0), enabled: isWanted });
  if (!isWanted || !data?.ratePlan) return { fields: null, asked: {}, isMissing: isWanted && isPending };
  const { ratePlan } = data;
  const counts = countsPriced(typed, ratePlan);
  const counting = countingOf(data);
  return {
    fields: { prices: ratePlan, counting, counts, onChange: setTyped },
    asked: countsAsked(counts),
    isMissing: counting === 'needed' && !hasRuns(counts),
  };
}
