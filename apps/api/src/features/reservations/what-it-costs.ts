import {
  addMonths,
  type ChargeTarget,
  lineTotals,
  localDate,
  type RentalSegment,
  targetCharges,
} from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';
import type { LockedReservation } from './change-reservation.js';
import { chargeSourceOf } from './charge-source.js';
import type { CountRow } from './counts/kept-counts.js';

type Facts = Omit<Parameters<typeof chargeSourceOf>[0], 'plan' | 'calendar' | 'booked' | 'fee'> &
  Pick<LockedReservation, 'stored'>;

/** What a change would make of it. */
interface Changed {
  readonly returnedOn?: string | null;
  readonly returnedAt?: Date;
  readonly segments?: readonly RentalSegment[];
  readonly counted?: readonly CountRow[];
}

const forEver = '9999-12';

/** Everything a reservation costs as it is agreed, or as it came out: the very lines that will be charged. */
export function agreedLines(r: Facts, park: Park, changed: Changed = {}): readonly ChargeTarget[] {
  const { returnedAt } = { ...r, ...changed };
  const counted = changed.counted ?? r.counted;
  if (r.kind === 'session' && !returnedAt && counted.length === 0) return r.stored.quote.lines;
  const { plan, calendar, counts: booked = null } = r.stored;
  const status = returnedAt || r.kind === 'session' ? 'completed' : 'confirmed';
  const source = chargeSourceOf({ ...r, ...changed, counted, booked, status, plan, calendar, fee: null }, park);
  return targetCharges(source, { upToMonth: forEver, today: localDate(r.endsAt.getTime(), park.timeZone) });
}

/** The sum of lines, tax included. */
export const totalOf = (lines: readonly ChargeTarget[]): number => lineTotals(lines).totalFen;

/** The first free day as it was agreed, whatever was announced or came back early. */
export function agreedEnd(r: Pick<LockedReservation, 'startsOn' | 'segments'>): string {
  return addMonths(r.startsOn ?? '', lengthMonths(r.segments));
}

/** All months of a rental, extensions included. */
export const lengthMonths = (segments: readonly RentalSegment[]): number =>
  segments.reduce((sum, s) => sum + s.months, 0);
