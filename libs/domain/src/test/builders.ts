import type { InstrumentFacts } from '../inventory/instrument.js';
import type { RatePlan } from '../pricing/rate-plan.js';
import type { RentalSegment, RentalSource } from '../billing/rental-target.js';
import type { SessionSource } from '../billing/session-target.js';
import type { CompanyFacts, PersonFacts, ReservationFacts } from '../reservation/reservation-facts.js';
import { type ReservationRules, resolveRules, type RulesLayer } from '../inventory/rules.js';

export const ZONE = 'Asia/Shanghai';
export const TIERS = [
  { months: 3, bps: 300 },
  { months: 6, bps: 500 },
  { months: 12, bps: 1000 },
];
export const TAX = { rateBps: 1300, code: '3040502019900000000', itemName: '*经营租赁*仪器设备租赁费' };

/** An instant from a wall time in Shanghai, which has no summer time. */
export const at = (wall: string): number => Date.parse(`${wall}+08:00`);
export const period = (from: string, to: string) => ({ start: at(from), end: at(to) });

const DAYTIME = [{ fromMinute: 480, toMinute: 1320 }];

/** Open on weekdays from 8 to 22; the built-in figures otherwise. */
export const someRules = (given: RulesLayer = {}): ReservationRules =>
  resolveRules(given, { openingHours: { 1: DAYTIME, 2: DAYTIME, 3: DAYTIME, 4: DAYTIME, 5: DAYTIME } });

export const anInstrument = (given: Partial<InstrumentFacts> = {}): InstrumentFacts => ({
  id: '1',
  status: 'in_service',
  categoryId: '10',
  openModes: { rental: true, session: true, run: false },
  rules: someRules(),
  turnaround: { beforeMinutes: 0, afterMinutes: 0 },
  approvalRequired: false,
  trainingRequired: false,
  calibrationValidUntil: null,
  ...given,
});

export const aPerson = (given: Partial<PersonFacts> = {}): PersonFacts => ({
  suspendedUntil: null,
  openReservations: 0,
  sessions: [],
  ...given,
});

export const aCompany = (given: Partial<CompanyFacts> = {}): CompanyFacts => ({
  suspended: false,
  openReservations: 0,
  sessions: [],
  oldestOverdueDays: 0,
  overdueLimitDays: 60,
  openReceivableFen: 0,
  creditLimitFen: null,
  ...given,
});

/** Tuesday 2026-03-17, 09:00 to 11:00. */
export const aSessionRequest = (given: Partial<ReservationFacts> = {}): ReservationFacts => ({
  kind: 'session',
  period: period('2026-03-17T09:00', '2026-03-17T11:00'),
  months: null,
  zone: ZONE,
  instrument: anInstrument(),
  company: aCompany(),
  person: aPerson(),
  qualifications: [],
  quotedFen: 12000,
  ...given,
});

/** 2026-03-20 for two months. */
export const aRentalRequest = (given: Partial<ReservationFacts> = {}): ReservationFacts =>
  aSessionRequest({
    kind: 'rental',
    period: period('2026-03-20T00:00', '2026-05-20T00:00'),
    months: 2,
    quotedFen: 900000,
    ...given,
  });

export const aRatePlan = (given: Partial<RatePlan> = {}): RatePlan => ({
  monthlyFen: 450000,
  minMonths: 1,
  termTiers: TIERS,
  hourly: [
    { band: 'weekday', hourlyFen: 6000 },
    { band: 'evening', hourlyFen: 4000 },
    { band: 'weekend', hourlyFen: 5000 },
    { band: 'holiday', hourlyFen: 9000 },
  ],
  bandWindows: [{ band: 'evening', weekdays: [1, 2, 3, 4, 5], fromMinute: 1080, toMinute: 1440 }],
  sessionIncrementMinutes: 15,
  minimumChargeFen: 0,
  billBasis: 'longer',
  runFen: 12000,
  sampleFen: null,
  depositFen: null,
  rentalTax: TAX,
  sessionTax: { rateBps: 600, code: '3040203000000000000', itemName: '*研发和技术服务*测试费' },
  cancellation: { freeHoursBefore: 72, lateBps: 3000, noShowBps: 5000 },
  ...given,
});

export const aSegment = (given: Partial<RentalSegment> = {}): RentalSegment => ({
  segment: 1,
  fromMonth: 0,
  months: 6,
  listMonthlyFen: 450000,
  monthlyFen: 427500,
  termTiers: TIERS,
  companyBps: 0,
  minMonths: 1,
  tax: TAX,
  ...given,
});

/** 4,500.00 less 5 % for six months from 2026-03-15. */
export const aRental = (given: Partial<RentalSource> = {}): RentalSource => ({
  kind: 'rental',
  status: 'active',
  startDate: '2026-03-15',
  segments: [aSegment()],
  returnedOn: null,
  fee: null,
  ...given,
});

export const aSession = (given: Partial<SessionSource> = {}): SessionSource => ({
  kind: 'session',
  status: 'completed',
  booked: period('2026-03-17T09:00', '2026-03-17T11:00'),
  used: null,
  plan: aRatePlan(),
  zone: ZONE,
  fee: null,
  ...given,
});
