import {
  addMonths,
  type ChargeSource,
  type ChargeTarget,
  lineTotals,
  localDate,
  type RentalSegment,
  targetCharges,
} from '@parkbench/domain';
import type { Park } from '../../platform/park-settings.js';
import type { LockedReservation } from './change-reservation.js';

type Facts = Pick<
  LockedReservation,
  'kind' | 'status' | 'startsAt' | 'endsAt' | 'startsOn' | 'stored' | 'segments' | 'returnedOn'
>;

const forEver = '9999-12';

/** A rental in the shape in which the rules reckon it. */
export function rentalSource(
  r: Pick<Facts, 'startsOn' | 'segments' | 'returnedOn' | 'status'>,
  park: Park,
): Extract<ChargeSource, { kind: 'rental' }> {
  return {
    kind: 'rental',
    status: r.status,
    startDate: r.startsOn ?? '',
    segments: r.segments,
    returnedOn: r.returnedOn,
    overdueFactorBps: park.overdueFactorBps,
    fee: null,
  };
}

/** Everything a reservation will cost as it is agreed now, line by line: the very lines that will be charged. */
export function agreedLines(
  r: Facts,
  park: Park,
  changed: { returnedOn?: string | null; segments?: readonly RentalSegment[] } = {},
): readonly ChargeTarget[] {
  if (r.kind === 'session') return r.stored.quote.lines;
  const status = r.status === 'active' || r.status === 'overdue' || r.status === 'completed' ? r.status : 'confirmed';
  const source = rentalSource({ ...r, status, ...changed }, park);
  const today = localDate(r.endsAt.getTime(), park.timeZone);
  return targetCharges(source, { upToMonth: forEver, today });
}

export const totalOf = (lines: readonly ChargeTarget[]): number => lineTotals(lines).totalFen;

/** The first free day as it was agreed, whatever was announced or came back early. */
export function agreedEnd(r: Pick<LockedReservation, 'startsOn' | 'segments'>): string {
  return addMonths(r.startsOn ?? '', lengthMonths(r.segments));
}

export const lengthMonths = (segments: readonly RentalSegment[]): number =>
  segments.reduce((sum, s) => sum + s.months, 0);
