/** What the model of reservations is made of: bookings, and a wall clock that is eight hours ahead of UTC. */

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const zoneMs = 8 * hourMs;

/** Day numbers on a wall eight hours ahead of UTC, which knows no summer time. */
export const dayOf = (at: number): number => Math.floor((at + zoneMs) / dayMs);
export const startOf = (day: number): number => day * dayMs - zoneMs;
export const textOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** The same day of the month later, or that month's last. */
export function monthsLater(day: number, months: number): number {
  const date = new Date(day * dayMs);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, Math.min(date.getUTCDate(), last)) / dayMs;
}

export interface Held {
  start: number;
  end: number;
}
export interface Instrument {
  readonly id: number;
  readonly approval: boolean;
  readonly turnaroundMs: number;
}
export type Ask =
  | { readonly kind: 'session'; readonly start: number; readonly end: number }
  | { readonly kind: 'rental'; readonly day: number; readonly months: number };

export interface Booking {
  id: number;
  readonly owner: number;
  instrument: Instrument;
  ask: Ask;
  start: number;
  end: number;
  status: string;
  version: number;
  held: Held | null;
  /** Until when somebody must decide. */
  holdUntil: number | null;
  returning: boolean;
  /** When it next has to be looked at, once it is late. */
  nextLook: number;
  /** When it was handed over. */
  outSince: number;
  /** Months and what each costs; of sessions nothing. */
  terms: { readonly months: number; readonly fen: number }[];
  /** Of a running session that was made shorter: what was booked is owed all the same. */
  paidUntil: number | null;
  /** Null where only the price list can tell. */
  totalFen: number | null;
}
export interface Outage {
  id: number;
  readonly instrument: Instrument;
  open: boolean;
  held: Held | null;
}

/** What a command comes to: `ok` or the code of the refusal. */
export type Verdict = string;

export const monthly = (months: number): number =>
  months >= 12 ? 405_000 : months >= 6 ? 427_500 : months >= 3 ? 436_500 : 450_000;
export const sessionFen = (start: number, end: number): number => ((end - start) / hourMs) * 18_000;

export const meets = (a: Held | null, b: Held): boolean => a !== null && a.start < b.end && b.start < a.end;
export const rest = (held: Held | null, from: number): Held | null =>
  held && held.start < from ? { start: held.start, end: Math.min(held.end, from) } : null;
export const around = ({ start, end }: Held, { turnaroundMs }: Instrument): Held => ({
  start: start - turnaroundMs,
  end: end + turnaroundMs,
});
export const periodOf = (ask: Ask): Held =>
  ask.kind === 'session'
    ? { start: ask.start, end: ask.end }
    : { start: startOf(ask.day), end: startOf(monthsLater(ask.day, ask.months)) };
export const priceOf = (ask: Ask): Pick<Booking, 'terms' | 'totalFen'> => {
  if (ask.kind === 'session') return { terms: [], totalFen: sessionFen(ask.start, ask.end) };
  const terms = [{ months: ask.months, fen: monthly(ask.months) }];
  return { terms, totalFen: sumOf(terms) };
};
export const sumOf = (terms: Booking['terms']): number => terms.reduce((sum, { months, fen }) => sum + months * fen, 0);
export const monthsOf = (b: Booking): number => b.terms.reduce((sum, { months }) => sum + months, 0);
export const isAhead = ({ status }: Booking): boolean => status === 'requested' || status === 'confirmed';
export const isRunning = ({ status }: Booking): boolean => status === 'confirmed' || status === 'active';
export const isOut = ({ status }: Booking): boolean => status === 'active' || status === 'overdue';
export const changed = (b: Booking): Verdict => {
  b.version++;
  return 'ok';
};
