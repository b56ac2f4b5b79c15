import { scaleFen, shareOfFen } from '../money/fen.js';
import { explain } from '../pricing/explain.js';
import { priceLine, type PriceLine } from '../pricing/price-line.js';
import type { TaxTreatment } from '../pricing/rate-plan.js';
import type { CalendarDate, CalendarMonth } from '../time/calendar-date.js';
import { intersect, lengthMs, type Period } from '../time/period.js';
import { sessionTargets, type SessionSource } from './session-target.js';

/** Hours that the holder of a rental released to the pool, and what others made of them. */
export interface ReleasedHours {
  /** What the holder gets of the net that others pay, in basis points; as it stood when the hours were released. */
  readonly shareBps: number;
  /** Windows, in the park's time, that do not overlap each other. */
  readonly windows: readonly Period[];
  /** Sessions of other companies on the instrument in and around the windows. */
  readonly sessions: readonly SessionSource[];
}

interface Earned {
  readonly netFen: number;
  readonly sessions: number;
}

/**
 * What a rental's released hours have earned: per calendar month, a negative line on the rent. Each session of another
 * company counts, in the month of its charge and once it is owed, for the part of its booked time that lies in released
 * windows: `half_up(net × time inside / time booked)`; the credit is `half_up(share × the sum of these)`, never more than
 * that month's rent. Only what is paid for the
 * instrument counts, by time, run or sample; no fees, assistance or consumables (ADR 0021, 0029).
 *
 * Two sessions of 240.00 net each, half of the second outside: 50 % of 360.00 is −180.00.
 */
export function idleCreditLines(
  released: ReleasedHours,
  rent: readonly PriceLine[],
  of: { readonly tax: TaxTreatment; readonly today: CalendarDate },
): PriceLine[] {
  const earned = new Map<CalendarMonth, Earned>();
  for (const session of released.sessions) addSession(earned, session, { windows: released.windows, today: of.today });
  return [...earned.keys()].sort().flatMap((month) => {
    const { netFen, sessions } = earned.get(month)!;
    const creditFen = shareOfFen(netFen, released.shareBps);
    const rentFen = rent.reduce((sum, line) => sum + (line.month === month ? line.amountFen : 0), 0);
    const fen = 0 - Math.min(creditFen, Math.max(rentFen, 0));
    if (fen === 0) return [];
    const limitFen = creditFen > rentFen ? rentFen : null;
    const formula = { kind: 'idle_credit', bps: released.shareBps, netFen, sessions, limitFen } as const;
    // The rent it reduces holds its tax, so the credit does too.
    const tax = { ...of.tax, inclusive: true };
    return [priceLine({ component: 'idle_credit', segment: 1, month, explanation: explain(formula, fen) }, fen, tax)];
  });
}

/** What others pay for the instrument itself; a technician's time and what was used up are not the holder's. */
const OF_THE_INSTRUMENT: ReadonlySet<string> = new Set(['session', 'run', 'sample']);

function addSession(
  earned: Map<CalendarMonth, Earned>,
  session: SessionSource,
  { windows, today }: Pick<ReleasedHours, 'windows'> & { readonly today: CalendarDate },
): void {
  const inside = windows.reduce((sum, window) => sum + insideMs(window, session.booked), 0);
  const lines = sessionTargets(session, today).filter(({ component }) => OF_THE_INSTRUMENT.has(component));
  const month = lines[0]?.month;
  if (inside === 0 || month === undefined) return;
  const net = lines.reduce((sum, line) => sum + line.netFen, 0);
  const before = earned.get(month) ?? { netFen: 0, sessions: 0 };
  earned.set(month, {
    netFen: before.netFen + scaleFen(net, inside, lengthMs(session.booked)),
    sessions: before.sessions + 1,
  });
}

function insideMs(window: Period, booked: Period): number {
  const shared = intersect(window, booked);
  return shared ? lengthMs(shared) : 0;
}
