import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from '../../../shared/api/problem';
import { useLive } from '../../../shared/api/live';
import { toast } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import type { ReservationRow } from '../reservations.types';
import { approve, approveAll, reject, requestsQuery } from './requests.queries';
import { requestsMessages } from './requests.messages';

/** The waiting requests, live, and what can be done with them. */
export function useRequests() {
  const say = requestsMessages.useSay();
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: reservationsKey });
  useLive(['reservation'], () => void refresh());
  const onError = (error: Error): void => {
    const changed = error instanceof ProblemError && error.status === 409;
    toast({ title: changed ? say('conflict') : error.message, tone: 'bad' });
    void refresh();
  };
  const list = useQuery(requestsQuery);
  const approving = useMutation({
    mutationFn: approve,
    onError,
    onSuccess: () => {
      toast({ title: say('approved'), tone: 'ok' });
      return refresh();
    },
  });
  const rejecting = useMutation({
    mutationFn: ({ row, reason }: { row: ReservationRow; reason: string }) => reject(row, reason),
    onError,
    onSuccess: () => {
      toast({ title: say('rejected'), tone: 'ok' });
      return refresh();
    },
  });
  const approvingAll = useMutation({
    mutationFn: approveAll,
    onError,
    onSuccess: ({ done, left }) => {
      toast({
        title: say('bulkDone', { done }),
        detail: left > 0 ? say('bulkLeft', { left }) : undefined,
        tone: left > 0 ? 'warn' : 'ok',
      });
      return refresh();
    },
  });
  return { list, approving, rejecting, approvingAll };
}
