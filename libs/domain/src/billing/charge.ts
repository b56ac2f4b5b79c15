import type { PriceLine } from '../pricing/price-line.js';
import type { RebookedTime } from '../pricing/rebooked-fee.js';
import type { CalendarDate, CalendarMonth } from '../time/calendar-date.js';

/** What a source owes, by the rules, for one component and segment in one calendar month; amounts include tax (rules §5). */
export type ChargeTarget = PriceLine;

/** A charge as it was recorded; history, never edited. A correction is another one beside it, and may be negative. */
export type RecordedCharge = Omit<PriceLine, 'explanation'>;

/** Until when to reckon: charges of later months are left out; `today` is the park's, for what grows by the day. */
export interface AccrualLimit {
  readonly upToMonth: CalendarMonth;
  readonly today: CalendarDate;
}

/** A fee that was decided when a reservation was given up or nobody came; nothing when it was waived. */
export interface SettledFee {
  readonly feeFen: number;
  /** Day in the park on which it fell due; its month is the month of the charge. */
  readonly on: CalendarDate;
  /** The price and the share that gave it, where they are known. */
  readonly baseFen?: number;
  readonly bps?: number;
  /** What was freed and how much of that others have booked since: so much less is owed. Left out: nothing was. */
  readonly rebooked?: RebookedTime;
}
