import type { CalendarDate } from '../time/calendar-date.js';
import type { ReservationRules } from './rules.js';

/** Whether an instrument can be had at all: in service, out of service for a time (repair, storage), retired for good. */
export type InstrumentStatus = 'in_service' | 'out_of_service' | 'retired';

/** In which ways an instrument is open to tenants: by the month, by the hour, by the run or sample. */
export interface OpenModes {
  readonly rental: boolean;
  readonly session: boolean;
  readonly run: boolean;
}

/** Minutes that an instrument is taken before and after each reservation; occupied, but neither shown nor paid (rules §2). */
export interface Turnaround {
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
}

/** One figure or word that decides whether an instrument can stand in for another, such as the wavelength range or the power. */
export interface MatchingSpec {
  readonly key: string;
  readonly value: number | string;
  /** Which way is better; `equal` for what must agree exactly, such as a voltage or a connector. */
  readonly better: 'higher' | 'lower' | 'equal';
}

/** Everything about an instrument that decides who may take it, when, and for how long (rules §2 and §3). */
export interface InstrumentFacts {
  readonly id: string;
  readonly status: InstrumentStatus;
  readonly categoryId: string | null;
  /** What it can stand in for: instruments of the same kind replace each other; left out: nothing is known. */
  readonly kind?: string;
  readonly openModes: OpenModes;
  /** The figures that hold for it, its own, its category's or the park's. */
  readonly rules: ReservationRules;
  readonly turnaround: Turnaround;
  readonly approvalRequired: boolean;
  readonly trainingRequired: boolean;
  /** Last day on which the calibration holds; null: needs none, or none is recorded. */
  readonly calibrationValidUntil: CalendarDate | null;
  /** Biosafety level (1 to 4) of the room it stands in; null: not rated, which counts as 1. */
  readonly roomBiosafetyLevel?: number | null;
  readonly specs?: readonly MatchingSpec[];
}
