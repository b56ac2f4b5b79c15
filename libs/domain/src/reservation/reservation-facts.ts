import type { DunningSteps } from './dunning.js';
import type { ReservationKind } from '../core/reservation-kind.js';
import type { InstrumentFacts } from '../inventory/instrument.js';
import type { ParkDays } from '../inventory/park-days.js';
import type { CalendarDate } from '../time/calendar-date.js';
import type { Instant, Period } from '../time/period.js';
import type { Violation } from './violation.js';

/** A training that someone has passed, for one instrument or a whole category; `validUntil` is its last day, null: for good. */
export interface QualificationFacts {
  readonly instrumentId: string | null;
  readonly categoryId: string | null;
  readonly validFrom?: CalendarDate | null;
  readonly validUntil: CalendarDate | null;
}

/** A session that holds a slot, or has taken place, with the instrument it is on. */
export interface BookedSession extends Period {
  readonly instrumentId: string;
}

/** What of a company decides whether it may reserve (rules §3). A limit that is null does not bind. */
export interface CompanyFacts {
  readonly suspended: boolean;
  /** Reservations that hold a slot now, without the one asked for. */
  readonly openReservations: number;
  /** Sessions of the company that hold a slot or took place, in and around the months of the one asked for, without it. */
  readonly sessions: readonly BookedSession[];
  /** Days since the due date of its oldest unpaid invoice; 0 when none is overdue. */
  readonly oldestOverdueDays: number;
  readonly overdueLimitDays: number | null;
  /** What the park does before that limit is reached; left out: nothing. */
  readonly dunning?: Pick<DunningSteps, 'bookingDays' | 'overFen' | 'rentalDays'>;
  /** What it owes on open invoices. */
  readonly openReceivableFen: number;
  /** What is agreed with this company; null: the park's limit holds. */
  readonly creditLimitFen: number | null;
}

/** What of the person for whom it is reserved decides whether it may be (rules §3). */
export interface PersonFacts {
  /** Until when this person may not reserve after violations of conduct; null: not suspended. */
  readonly suspendedUntil: Instant | null;
  /** The person's reservations that hold a slot now, without the one asked for. */
  readonly openReservations: number;
  /** Sessions of the person in and around the months of the one asked for, without it, on any instrument. */
  readonly sessions: readonly BookedSession[];
}

/** Where a reservation stands while it is being changed. */
export interface Standing {
  readonly instrumentId: string;
  readonly period: Period;
}

/** Everything the policies look at, gathered beforehand; the policies ask nobody. */
export interface ReservationFacts {
  readonly kind: ReservationKind;
  readonly period: Period;
  /** Whole months of a rental; null for a session. */
  readonly months: number | null;
  readonly zone: string;
  readonly instrument: InstrumentFacts;
  readonly company: CompanyFacts;
  /** Null or left out: nobody in particular yet, such as when staff only look. */
  readonly person?: PersonFacts | null;
  /** Null: the park keeps no records of training. */
  readonly qualifications: readonly QualificationFacts[] | null;
  /** A session that pays runs and samples and no hours. */
  readonly byCount?: boolean;
  /** The quoted price; counts against the credit limit. */
  readonly quotedFen: number;
  /** Where it stands now, when it is changed, shortened or cancelled; null or left out: it is new. */
  readonly from?: Standing | null;
  /** The park's holidays and closures; left out: there are none. */
  readonly days?: ParkDays;
  /** Biosafety level (1 to 4) of what is brought along; null or left out: nothing biological. */
  readonly sampleBiosafetyLevel?: number | null;
}

/** What somebody is about to do with a reservation; each policy says which of these it looks at. */
export type Act = 'create' | 'change' | 'extend' | 'shorten' | 'cancel' | 'approve';

/** What a policy does: it finds nothing, one thing or several, and asks nobody. */
export type Find = (facts: ReservationFacts, now: Instant, act: Act) => readonly Violation[];

/** A policy: one rule of the park about who may reserve what, and when, and the acts at which it is asked. */
export interface Policy {
  readonly find: Find;
  readonly acts: readonly Act[];
}
