import { addDays, addMonths, firstDay, monthOf, nextMonth, weekdayOf } from '@parkbench/domain';

export interface InstrumentTold {
  readonly id: number;
  readonly opensRental: boolean;
  readonly opensSession: boolean;
}

/** One thing that somebody does at one time of one day, park time. */
export interface Happening {
  readonly day: string;
  readonly hour: number;
  readonly act:
    | {
        readonly kind: 'rent';
        readonly key: string;
        readonly instrumentId: number;
        readonly company: number;
        readonly startsOn: string;
        readonly months: number;
        readonly decision: 'approve' | 'reject' | 'leave';
      }
    | {
        readonly kind: 'session';
        readonly key: string;
        readonly instrumentId: number;
        readonly company: number;
        readonly startHour: number;
        readonly hours: number;
        readonly on: string;
      }
    | {
        readonly kind: 'bundle';
        readonly instrumentIds: readonly number[];
        readonly company: number;
        readonly startHour: number;
        readonly hours: number;
        readonly on: string;
      }
    | { readonly kind: 'decide'; readonly key: string; readonly approve: boolean }
    | {
        readonly kind: 'hand-over' | 'take-back' | 'no-show' | 'cancel' | 'extend' | 'shorten';
        readonly key: string;
        readonly day?: string;
      }
    | {
        readonly kind: 'outage';
        readonly instrumentId: number;
        readonly from: string;
        readonly days: number;
        readonly calibration: boolean;
      }
    | { readonly kind: 'run-month'; readonly month: string }
    | { readonly kind: 'close-month'; readonly month: string; readonly leaveUnpaid: boolean };
}

/** Always the same numbers for the same seed, so that everybody's demo looks alike. */
function lots(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

/**
 * A year of the shared lab, told from the first day of the month eleven months back until today:
 * rentals one after the other on most instruments, sessions on those opened by the hour, some
 * extended, returned early, cancelled or refused; every month but the last is invoiced and closed.
 */
export function tellStory(instruments: readonly InstrumentTold[], today: string): Happening[] {
  const begin = addMonths(firstDay(monthOf(today)), -11);
  const happenings = [
    ...instruments.filter((i) => i.opensRental).flatMap((i, n) => rentalsOf(i, n, begin, today)),
    ...instruments.filter((i) => i.opensSession && !rented(i, instruments)).flatMap((i, n) => sessionsOf(i, n, today)),
    ...bundleOf(instruments, today),
    ...outagesOf(instruments, today),
    ...closings(begin, today),
  ];
  return happenings
    .filter((h) => h.day >= begin && h.day <= today)
    .sort((a, b) => (a.day === b.day ? a.hour - b.hour : a.day < b.day ? -1 : 1));
}

/** Half of the instruments that open both ways are used by the hour only. */
const rented = (i: InstrumentTold, all: readonly InstrumentTold[]): boolean =>
  i.opensRental && (!i.opensSession || all.indexOf(i) % 2 === 0);

function rentalsOf(instrument: InstrumentTold, n: number, begin: string, today: string): Happening[] {
  if (instrument.opensSession && n % 2 === 1) return [];
  const lot = lots(97 + instrument.id * 31);
  const happenings: Happening[] = [];
  let startsOn = addDays(begin, lot(50));
  for (let k = 0; startsOn <= addDays(today, 45); k++) {
    const months = [1, 2, 2, 3, 3, 6][lot(6)] ?? 1;
    happenings.push(
      ...oneRental(`r${instrument.id}-${k}`, { instrument, company: lot(6), startsOn, months, lot }, today),
    );
    startsOn = addDays(addMonths(startsOn, months), 2 + lot(38));
  }
  return happenings;
}

interface RentalTold {
  readonly instrument: InstrumentTold;
  readonly company: number;
  readonly startsOn: string;
  readonly months: number;
  readonly lot: (below: number) => number;
}

function oneRental(key: string, told: RentalTold, today: string): Happening[] {
  const { instrument, company, startsOn, months, lot } = told;
  const asked = addDays(startsOn, -(3 + lot(12)));
  const end = addMonths(startsOn, months);
  const fate = lot(20);
  const isLate = asked > addDays(today, -3);
  const decision = isLate ? 'leave' : fate === 0 ? 'reject' : 'approve';
  const rent: Happening = {
    day: asked,
    hour: 9,
    act: { kind: 'rent', key, instrumentId: instrument.id, company, startsOn, months, decision },
  };
  if (decision === 'leave') return [rent];
  const decide: Happening = {
    day: addDays(asked, 1),
    hour: 10,
    act: { kind: 'decide', key, approve: decision === 'approve' },
  };
  if (decision === 'reject') return [rent, decide];
  if (fate === 1) return [rent, decide, { day: addDays(startsOn, -1), hour: 11, act: { kind: 'cancel', key } }];
  const handOver: Happening = { day: startsOn, hour: 9, act: { kind: 'hand-over', key } };
  if (fate === 2 && months > 2) {
    const day = addDays(end, -(20 + lot(10)));
    return [
      rent,
      decide,
      handOver,
      { day: addDays(day, -3), hour: 12, act: { kind: 'shorten', key, day } },
      { day, hour: 10, act: { kind: 'take-back', key, day } },
    ];
  }
  if (fate === 3) {
    const later = addMonths(startsOn, months + 1);
    return [
      rent,
      decide,
      handOver,
      { day: addDays(end, -5), hour: 14, act: { kind: 'extend', key } },
      { day: later, hour: 10, act: { kind: 'take-back', key, day: later } },
    ];
  }
  // One in twenty comes back in the afternoon after its last day: a day's overdue price, and no violation yet.
  const hour = fate === 4 ? 17 : 10;
  return [rent, decide, handOver, { day: end, hour, act: { kind: 'take-back', key, day: end } }];
}

function sessionsOf(instrument: InstrumentTold, n: number, today: string): Happening[] {
  const lot = lots(1_009 + instrument.id * 17);
  const happenings: Happening[] = [];
  for (let offset = -60; offset <= 12; offset++) {
    const on = addDays(today, offset);
    if (weekdayOf(on) > 5 || lot(10) < 5) continue;
    const key = `s${instrument.id}-${n}-${on}`;
    const startHour = 9 + lot(6);
    const asked = addDays(on, -(1 + lot(4)));
    if (asked >= today && lot(3) > 0) continue;
    const booked = asked < today ? asked : addDays(today, -lot(2));
    happenings.push({
      day: booked,
      hour: 13,
      act: { kind: 'session', key, instrumentId: instrument.id, company: lot(6), startHour, hours: 1 + lot(3), on },
    });
    if (booked < today) happenings.push({ day: booked, hour: 17, act: { kind: 'decide', key, approve: true } });
    if (n === 0 && noShowStands(happenings, offset)) {
      happenings.push({ day: on, hour: startHour + 1, act: { kind: 'no-show', key } });
      continue;
    }
    happenings.push({ day: on, hour: startHour, act: { kind: 'hand-over', key } });
    happenings.push({ day: on, hour: startHour + 4, act: { kind: 'take-back', key, day: on } });
  }
  return happenings;
}

/** A method that needs three instruments one evening of next week, after the day's sessions: all of them, or none. */
function bundleOf(instruments: readonly InstrumentTold[], today: string): Happening[] {
  const byHour = instruments.filter((i) => i.opensSession && !rented(i, instruments));
  const instrumentIds = byHour.slice(0, 3).map((i) => i.id);
  const on = addDays(today, 8 - (weekdayOf(today) % 7));
  const act = { kind: 'bundle', instrumentIds, company: 0, startHour: 17, hours: 2, on } as const;
  return [{ day: addDays(today, -1), hour: 15, act }];
}

/** Once, in the last three weeks, nobody came. */
const noShowStands = (told: readonly Happening[], offset: number): boolean =>
  offset >= -20 && !told.some(({ act }) => act.kind === 'no-show');

/** A few days of maintenance or calibration on some instruments, around today and ahead; what stands in the way refuses it. */
function outagesOf(instruments: readonly InstrumentTold[], today: string): Happening[] {
  return instruments
    .filter((i) => i.id % 7 === 3)
    .map((instrument, n) => ({
      day: addDays(today, -1),
      hour: 8,
      act: {
        kind: 'outage',
        instrumentId: instrument.id,
        from: addDays(today, n * 3),
        days: 1 + (n % 3),
        calibration: n % 2 === 0,
      },
    }));
}

/** Invoiced on the third of the next month, paid and closed on the sixteenth; the last month over is left for whoever tries the run. */
function closings(begin: string, today: string): Happening[] {
  const happenings: Happening[] = [];
  for (let month = monthOf(begin); nextMonth(month) < monthOf(today); month = nextMonth(month)) {
    const last = nextMonth(nextMonth(month)) >= monthOf(today);
    happenings.push({ day: addDays(firstDay(nextMonth(month)), 2), hour: 15, act: { kind: 'run-month', month } });
    happenings.push({
      day: addDays(firstDay(nextMonth(month)), 15),
      hour: 16,
      act: { kind: 'close-month', month, leaveUnpaid: last },
    });
  }
  return happenings;
}
