import { addMonths } from '@parkbench/domain';
import type { CatalogueFilter } from '../catalogue.queries';

const mostMonths = 24;

/** The fewest whole months from a day that reach another. */
export function monthsBetween(from: string, to: string): number {
  let months = 1;
  while (months < mostMonths && addMonths(from, months) < to) months += 1;
  return months;
}

/** The instrument's page with what was looked for already filled in. */
export function bookingLink(id: number, { mode, from, to }: CatalogueFilter): string {
  const search = new URLSearchParams();
  const isSession = mode === 'session' || mode === 'run';
  if (mode) search.set('mode', mode);
  if (from && isSession) search.set('day', from);
  if (from && !isSession) {
    search.set('start', from);
    if (to) search.set('months', String(monthsBetween(from, to)));
  }
  const text = search.toString();
  return `/i/${id}${text && `?${text}`}`;
}
