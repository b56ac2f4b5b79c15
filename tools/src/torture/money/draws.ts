import {
  addDays,
  dateOfDayNumber,
  discountedMonthlyFen,
  type RentalSource,
  type RentalSegment,
  type SessionSource,
} from '@parkbench/domain';
import fc from 'fast-check';

/** 2020-01-01 to 2039-12-31: leap years, and every length of month. */
const FIRST_DAY = 18_262;
const DAYS = 7_305;
const TIERS = [
  { months: 3, bps: 300 },
  { months: 6, bps: 500 },
  { months: 12, bps: 1_000 },
];
const WEEKDAYS = [1, 2, 3, 4, 5];
const ZONES = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe'];

export const aDay = fc.integer({ min: FIRST_DAY, max: FIRST_DAY + DAYS - 1 }).map(dateOfDayNumber);
export const aPrice = fc.oneof(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 1, max: 400 }));
const someTax = fc
  .record({ rateBps: fc.constantFrom(1_300, 900, 600, 500, 300, 100, 0), inclusive: fc.boolean() })
  .map((tax) => ({ ...tax, code: '3040502019900000000', itemName: '*经营租赁*仪器设备租赁费' }));

const aLength = fc.integer({ min: 1, max: 7 });
const aTerm = fc.record({
  lengths: fc.oneof({ arbitrary: fc.tuple(aLength), weight: 3 }, { arbitrary: fc.tuple(aLength, aLength), weight: 1 }),
  listMonthlyFen: aPrice,
  companyBps: fc.constantFrom(0, 0, 1_500, 2_000, 3_333),
  minMonths: fc.integer({ min: 0, max: 4 }),
  tiers: fc.constantFrom([], TIERS, [{ months: 1, bps: 1 }]),
  tax: someTax,
});

function segmentsOf(
  term: { lengths: readonly number[] } & Omit<
    RentalSegment,
    'segment' | 'fromMonth' | 'months' | 'monthlyFen' | 'termTiers'
  > & {
      tiers: RentalSegment['termTiers'];
    },
): RentalSegment[] {
  const { lengths, tiers: termTiers, ...common } = term;
  return lengths.map((months, i) => {
    const fromMonth = lengths.slice(0, i).reduce((sum, length) => sum + length, 0);
    const monthlyFen = discountedMonthlyFen({ ...common, termTiers, months: fromMonth + months });
    return { ...common, termTiers, months, fromMonth, segment: i + 1, monthlyFen };
  });
}

/** A rental of any term, price, discount and tax, extended up to twice, perhaps returned, perhaps with days that outages took. */
export const aRental: fc.Arbitrary<RentalSource> = fc
  .record({
    startDate: aDay,
    term: aTerm,
    back: fc.option(fc.integer({ min: -20, max: 900 })),
    lost: fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }),
    status: fc.constantFrom('active' as const, 'overdue' as const, 'completed' as const),
  })
  .map(({ startDate, term, back, lost, status }) => ({
    kind: 'rental',
    // One that is still out grows by the day, for years: it is drawn as not handed over yet.
    status: back === null ? 'confirmed' : status,
    startDate,
    segments: segmentsOf(term),
    returnedOn: back === null ? null : addDays(startDate, Math.max(back, 0)),
    abated: lost.sort((a, b) => a - b).map((days) => ({ date: addDays(startDate, days), caseNo: 'OC-1' })),
    fee: null,
  }));

const MINUTE = 60_000;
/** A session at any minute, as booked and perhaps as used, over all bands, increments and ways of billing. */
export const aSession: fc.Arbitrary<SessionSource> = fc
  .record({
    start: fc.integer({ min: FIRST_DAY * 1_440, max: (FIRST_DAY + DAYS) * 1_440 }),
    minutes: fc.integer({ min: 1, max: 2_000 }),
    used: fc.option(fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: 1, max: 2_000 }))),
    hourlyFen: fc.array(aPrice, { minLength: 1, maxLength: 4 }),
    increment: fc.constantFrom(1, 15, 30, 60),
    minimumChargeFen: fc.constantFrom(0, 0, 20_000),
    billBasis: fc.constantFrom('longer' as const, 'used' as const, 'booked' as const),
    tax: someTax,
    zone: fc.constantFrom(...ZONES),
  })
  .map(({ start, minutes, used, hourlyFen, increment, minimumChargeFen, billBasis, tax, zone }) => ({
    kind: 'session',
    status: 'completed',
    booked: { start: start * MINUTE, end: (start + minutes) * MINUTE },
    used: used && { start: (start + used[0]) * MINUTE, end: (start + used[0] + used[1]) * MINUTE },
    plan: {
      hourly: (['weekday', 'evening', 'weekend', 'holiday'] as const).flatMap((band, i) => {
        const fen = hourlyFen[i];
        return fen === undefined ? [] : [{ band, hourlyFen: fen }];
      }),
      bandWindows: [{ band: 'evening', weekdays: WEEKDAYS, fromMinute: 1_080, toMinute: 1_440 }],
      sessionIncrementMinutes: increment,
      minimumChargeFen,
      billBasis,
      sessionTax: tax,
    } as SessionSource['plan'],
    zone,
    fee: null,
  }));
