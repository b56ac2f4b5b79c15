import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import { reservationsKey } from '../reservations.queries';
import type { Outcome, ReservationPage, ReservationRow, Violation } from '../reservations.types';

const mostPages = 5;

/** All that wait, the oldest first: the fair order to decide in. */
async function fetchRequests(signal: AbortSignal): Promise<ReservationRow[]> {
  const rows: ReservationRow[] = [];
  let cursor: string | null = '';
  for (let page = 0; cursor !== null && page < mostPages; page++) {
    const found: ReservationPage = await get('/reservations', { status: 'requested', limit: 100, cursor }, signal);
    rows.push(...found.items);
    cursor = found.nextCursor;
  }
  return rows.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id - b.id);
}

export const requestsQuery = queryOptions({
  queryKey: [...reservationsKey, 'requests'],
  queryFn: ({ signal }) => fetchRequests(signal),
});

/** What the rules say today to an approval; the slot is held for the request all the while. */
export interface Check {
  readonly violations: readonly Violation[];
}
const checkOf = (id: number, signal?: AbortSignal): Promise<Check> =>
  get<Check>(`/reservations/${id}/findings`, {}, signal);

export const checkQuery = ({ id, version }: Pick<ReservationRow, 'id' | 'version'>) =>
  queryOptions({
    queryKey: [...reservationsKey, 'check', id, version],
    queryFn: ({ signal }) => checkOf(id, signal),
    staleTime: 60_000,
    retry: false,
  });

export type Verdict = 'passes' | 'warns' | 'fails';

/** That the lab looks at the training itself is worth reading, and no reason to stop. */
export function verdictOf({ violations }: Check): Verdict {
  const found = violations.filter((one) => one.code !== 'qualification_unchecked');
  if (found.some((one) => one.severity === 'refuse')) return 'fails';
  return found.some((one) => one.severity === 'warn') ? 'warns' : 'passes';
}

type Decided = Pick<ReservationRow, 'id' | 'version'>;

/** Approves it; against a rule only with a reason for each, which is kept in the record. */
export const approve = ({ id, version }: Decided, override?: object): Promise<Outcome> =>
  post<Outcome>(`/reservations/${id}/approve`, { version, override });
export const reject = ({ id, version }: Decided, reason: string): Promise<Outcome> =>
  post<Outcome>(`/reservations/${id}/reject`, { version, reason });

export interface BulkOutcome {
  readonly done: number;
  /** Those that do not keep every rule any more, or were decided meanwhile. */
  readonly left: number;
}

/** Approves those that keep every rule at this moment and leaves the others to be decided one by one. */
export async function approveAll(rows: readonly Decided[]): Promise<BulkOutcome> {
  let done = 0;
  for (const row of rows) {
    try {
      if (verdictOf(await checkOf(row.id)) === 'fails') continue;
      await approve(row);
      done++;
    } catch {
      // Decided by a colleague, or no longer as it was: it stays in the list or leaves it by itself.
    }
  }
  return { done, left: rows.length - done };
}
