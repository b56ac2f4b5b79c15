import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../../shared/api/client';
import { reservationsKey } from '../reservations.queries';
import type { Outcome, Quote, ReservationPage, ReservationRow } from '../reservations.types';

export const requestsQuery = queryOptions({
  queryKey: [...reservationsKey, 'requests'],
  queryFn: ({ signal }) => get<ReservationPage>('/reservations', { status: 'requested', limit: 100 }, signal),
});

/** What the rules say of a request today, as if it were made now; its own hold does not count against it. */
const checkOf = (row: ReservationRow): Promise<Quote> =>
  post<Quote>('/quotes', {
    instrumentId: row.instrumentId,
    companyId: row.companyId,
    ...(row.kind === 'rental'
      ? { kind: 'rental', startsOn: row.startsOn, months: row.months }
      : { kind: 'session', startsAt: row.startsAt, endsAt: row.endsAt }),
  });

export const checkQuery = (row: ReservationRow) =>
  queryOptions({
    queryKey: [...reservationsKey, 'check', row.id, row.version],
    queryFn: () => checkOf(row),
    retry: false,
  });

/** The period was asked for once already, so only what is about the company and the instrument may hold it up. */
export const keepsRules = (quote: Quote): boolean => !quote.violations.some((v) => v.severity === 'refuse');

export const approve = (row: { id: number; version: number }): Promise<Outcome> =>
  post<Outcome>(`/reservations/${row.id}/approve`, { version: row.version });
export const reject = (row: { id: number; version: number }, reason: string): Promise<Outcome> =>
  post<Outcome>(`/reservations/${row.id}/reject`, { version: row.version, reason });

/** Approves those that keep every rule and leaves the others to be decided one by one. */
export async function approveAll(rows: readonly ReservationRow[]): Promise<{ done: number; left: number }> {
  let done = 0;
  for (const row of rows) {
    if (!keepsRules(await checkOf(row))) continue;
    await approve(row);
    done++;
  }
  return { done, left: rows.length - done };
}
