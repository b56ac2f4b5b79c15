import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemError } from '../../../shared/api/problem';
import { useLiveRefresh } from '../../../shared/api/use-live-refresh';
import { useName } from '../../../shared/i18n/messages';
import { toast } from '../../../shared/ui';
import { reservationsKey } from '../reservations.queries';
import type { ReservationRow, Violation } from '../reservations.types';
import { approve, approveAll, checkQuery, reject, requestsQuery, type Verdict, verdictOf } from './requests.queries';
import { requestsMessages } from './requests.messages';

/** Rows in the page, each with a check of its own. */
const pageSize = 40;

/** The waiting requests as they arrive, the first of them checked. */
export function useRequests() {
  const list = useQuery(requestsQuery);
  useLiveRefresh(['reservation'], requestsQuery.queryKey);
  const [limit, setLimit] = useState(pageSize);
  const all = list.data ?? [];
  const rows = all.slice(0, limit);
  const checks = useQueries({ queries: rows.map((row) => checkQuery(row)) });
  const verdicts = new Map<number, Verdict>();
  rows.forEach((row, index) => {
    const check = checks[index]?.data;
    if (check) verdicts.set(row.id, verdictOf(check));
  });
  return { list, rows, verdicts, total: all.length, showMore: () => setLimit(limit + pageSize) };
}

/** A request that the rules refuse, and what they say. */
export interface Exception {
  readonly row: ReservationRow;
  readonly violations: readonly Violation[];
}

/** The answers to requests. The first decision counts: one that comes too late is told and the list is read anew. */
export function useDecisions() {
  const say = requestsMessages.useSay();
  const name = useName();
  const queries = useQueryClient();
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: reservationsKey });
  const onError = (error: Error): void => {
    const isLate = error instanceof ProblemError && error.status === 409;
    toast({ title: error.message, detail: isLate ? say('conflict') : undefined, tone: 'bad' });
    void refresh();
  };
  const [exception, setException] = useState<Exception | null>(null);
  const approving = useMutation({
    mutationFn: ({ row, override }: { row: ReservationRow; override?: object }) => approve(row, override),
    onError: (error, { row }) => {
      // Staff may let it pass all the same, with a reason.
      const isRefused = error instanceof ProblemError && error.code === 'policies_violated';
      if (isRefused) setException({ row, violations: error.violations });
      else onError(error);
    },
    onSuccess: (_, { row }) => {
      setException(null);
      toast({ title: say('approved', { company: name(row.companyZh, row.companyEn) }), tone: 'ok' });
      return refresh();
    },
  });
  const rejecting = useMutation({
    mutationFn: ({ row, reason }: { row: ReservationRow; reason: string }) => reject(row, reason),
    onError,
    onSuccess: (_, { row }) => {
      toast({ title: say('rejected', { company: name(row.companyZh, row.companyEn) }), tone: 'ok' });
      return refresh();
    },
  });
  const approvingAll = useMutation({
    mutationFn: approveAll,
    onError,
    onSuccess: ({ done, left }) => {
      const detail = left > 0 ? say('bulkLeft', { left }) : undefined;
      toast({ title: say('bulkDone', { done }), detail, tone: left > 0 ? 'warn' : 'ok' });
      return refresh();
    },
  });
  return { approving, rejecting, approvingAll, exception, forgetException: () => setException(null) };
}
