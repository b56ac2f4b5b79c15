import type { PlanExtra } from '../../shared/counts';

/** What the API says about instruments that can be reserved (apps/api, pricing.dto.ts and find-availability.query.ts). */
export type InstrumentStatus = 'in_service' | 'out_of_service' | 'retired';

export interface InstrumentCard {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly manufacturer: string;
  readonly categoryId: number;
  readonly categoryZh: string;
  readonly categoryEn: string;
  readonly location: string;
  readonly status: InstrumentStatus;
  readonly statusNote: string;
  readonly opensRental: boolean;
  readonly opensSession: boolean;
  readonly opensRun: boolean;
  readonly approvalRequired: boolean;
  readonly trainingRequired: boolean;
  readonly calibrationValidUntil: string | null;
  readonly monthlyFen: number | null;
  readonly fromHourlyFen: number | null;
  /** What a started day costs at most; without a price of an hour, what it costs. */
  readonly dayFen: number | null;
  readonly runFen: number | null;
  readonly sampleFen: number | null;
  readonly freeInWindow: boolean | null;
  /** Exactly what one unit costs for the window. */
  readonly windowFen: number | null;
  /** When several are needed: free units of this kind. */
  readonly alike: readonly number[];
  readonly nextFreeOn: string | null;
  /** Fourteen days from today: 0 free, 1 taken, 2 partly. */
  readonly strip: string;
}

/** What would be reserved of whatever is found. */
export interface CatalogueWindow {
  readonly kind: 'rental' | 'session';
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn: string | null;
  readonly months: number | null;
}

export interface CataloguePage {
  /** null: no window, or days that are no reservation. */
  readonly window: CatalogueWindow | null;
  readonly items: readonly InstrumentCard[];
  readonly nextCursor: string | null;
  /** null: more than a thousand, or not the first page. */
  readonly total: number | null;
}

export interface Category {
  readonly id: number;
  readonly parentId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly instruments: number;
}

export interface OpeningWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
}
export type OpeningHours = Readonly<Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', readonly OpeningWindow[]>>>;

export interface RatePlan {
  readonly monthlyFen: number | null;
  readonly minMonths: number;
  readonly termTiers: readonly { readonly months: number; readonly bps: number }[];
  readonly hourly: readonly { readonly band: Band; readonly hourlyFen: number }[];
  /** What a started day of a session costs at most. */
  readonly dayFen?: number | null;
  readonly minimumChargeFen: number;
  readonly runFen: number | null;
  readonly sampleFen: number | null;
  /** A session with runs or samples pays these and no hours; else it pays both. */
  readonly countsInsteadOfHours: boolean;
  readonly extras: readonly PlanExtra[];
}
export type Band = 'weekday' | 'evening' | 'weekend' | 'holiday';

export interface Instrument {
  readonly id: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly manufacturer: string;
  readonly country: string;
  readonly serialNo: string;
  readonly category: { readonly id: number; readonly nameZh: string; readonly nameEn: string };
  readonly originalValueFen: number;
  readonly inUseSince: string | null;
  readonly location: string;
  readonly keeper: string;
  readonly keeperPhone: string;
  readonly specifications: string;
  readonly functions: string;
  readonly sharingRules: string;
  readonly accessories: string;
  readonly customFields: Readonly<Record<string, string>>;
  readonly opensRental: boolean;
  readonly opensSession: boolean;
  readonly opensRun: boolean;
  readonly approvalRequired: boolean;
  readonly trainingRequired: boolean;
  readonly calibrationValidUntil: string | null;
  readonly beforeMinutes: number;
  readonly afterMinutes: number;
  readonly openingHoursEffective: OpeningHours;
  readonly minMonths: number;
  readonly maxMonths: number;
  readonly incrementMinutes: number;
  readonly minSessionMinutes: number;
  readonly maxSessionMinutes: number;
  readonly noticeMinutes: number;
  readonly advanceDays: number;
  readonly status: InstrumentStatus;
  readonly statusNote: string;
  readonly ratePlan: RatePlan | null;
}

export type BusyKind = 'taken' | 'own' | 'outage' | 'request';
export interface BusyView {
  readonly start: string;
  readonly end: string;
  readonly kind: BusyKind;
  readonly reservationId?: number;
}
export interface CalendarView {
  readonly timeZone: string;
  readonly busy: readonly BusyView[];
  /** The whole park is closed for sessions. */
  readonly closures: readonly {
    readonly start: string;
    readonly end: string;
    readonly reasonZh: string;
    readonly reasonEn: string;
  }[];
  /** Days whose hours are not those of their name. */
  readonly days: {
    readonly holidays: readonly string[];
    readonly workdays: readonly string[];
    readonly holidayHours: readonly { readonly fromMinute: number; readonly toMinute: number }[] | null;
  };
}
