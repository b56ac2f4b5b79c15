import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import type { components } from '../../../shared/api/schema';
import { oneKey } from '../reservations.queries';

export type OutageCase = components['schemas']['OwnOutageCase'];
export type CaseChoice = OutageCase['choices'][number];
export type CaseAction = CaseChoice['action'];

/** What an outage means for one reservation; null when none does. */
export const outageCaseQuery = (id: number) =>
  queryOptions({
    queryKey: [...oneKey(id), 'outage-case'],
    queryFn: ({ signal }) => get<{ case: OutageCase | null }>(`/reservations/${id}/outage-case`, {}, signal),
    retry: false,
  });

/** What is to become of it; a date only with a move. */
export interface CaseAnswer {
  readonly action: CaseAction;
  readonly startsOn?: string;
  readonly startsAt?: string;
}

export const answerOutageCase = (id: number, answer: CaseAnswer): Promise<unknown> =>
  post(`/reservations/${id}/outage-case/answer`, answer);
