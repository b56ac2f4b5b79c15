import type { Counts } from '@parkbench/domain';

/** What the API says about prices and reservations (apps/api, reservations.dto.ts). */
export interface Localized {
  readonly zh: string;
  readonly en: string;
}

export type Mode = 'rental' | 'session' | 'run';
export type Kind = 'rental' | 'session';
/** What is asked for: whole months from a day, or a stretch of minutes. */
export type Ask =
  | { readonly kind: 'rental'; readonly instrumentId: number; readonly startsOn: string; readonly months: number }
  | {
      readonly kind: 'session';
      readonly instrumentId: number;
      readonly startsAt: string;
      readonly endsAt: string;
      /** Runs, samples and extras; left out: none. */
      readonly counts?: Counts;
    };

export interface QuoteLine {
  readonly component: string;
  readonly segment: number;
  readonly month: string;
  readonly amountFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly taxRateBps: number;
  readonly explanation: Localized;
}

export interface Violation {
  readonly code: string;
  readonly severity: 'refuse' | 'warn' | 'note';
  readonly message: Localized;
}

export interface NextFree {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn?: string;
  readonly months?: number;
  readonly quoteId: string | null;
  readonly totalFen: number | null;
}
export interface Equivalent {
  readonly instrumentId: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly model: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly totalFen: number | null;
  readonly monthlyFen: number | null;
  readonly quoteId: string | null;
  /** `similar`: of the same category only, and not known to stand in. */
  readonly likeness: 'same_kind' | 'similar';
}
export interface Alternatives {
  readonly nextFree: NextFree | null;
  readonly equivalents: readonly Equivalent[];
}

export interface QuoteBody {
  readonly quoteId: string;
  readonly kind: Kind;
  readonly instrumentId: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn: string | null;
  /** The first free day. */
  readonly endsOn: string | null;
  readonly months: number | null;
  readonly lines: readonly QuoteLine[];
  readonly totalFen: number;
  readonly netFen: number;
  readonly taxFen: number;
  readonly depositFen: number;
  readonly listMonthlyFen: number | null;
  readonly monthlyFen: number | null;
  readonly discounts: readonly { readonly kind: string; readonly bps: number; readonly text: Localized }[];
  readonly cancellation: Localized;
  /** What the park is expected to pay of it; only where a price is asked for. */
  readonly subsidy?: {
    readonly expectedFen: number;
    readonly companyFen: number;
    readonly programmes: readonly { readonly nameZh: string; readonly nameEn: string; readonly amountFen: number }[];
  } | null;
}

export interface RentOrBuy {
  readonly rentTotalFen: number;
  readonly shareBps: number;
  readonly breakEvenMonths: number | null;
  readonly message: Localized;
}

/** Where a session leaves the month's cap: hours never cost more than a month's rent. */
export interface BestOf {
  readonly month: string;
  readonly capFen: number;
  readonly paidFen: number;
  /** What the hours that are looked at really add, and what the cap takes off their price. */
  readonly addsFen: number;
  readonly savesFen: number;
  readonly minutesToCap: number | null;
}

export interface Quote extends QuoteBody {
  readonly bestOf?: BestOf | null;
  readonly rentOrBuy: RentOrBuy | null;
  readonly violations: readonly Violation[];
  /** Advice at this moment; the reservation itself decides. */
  readonly free: boolean;
  readonly alternatives: Alternatives | null;
}

export type ReservationStatus =
  'requested' | 'confirmed' | 'active' | 'overdue' | 'completed' | 'cancelled' | 'rejected' | 'lapsed' | 'no_show';

export interface Outcome {
  readonly id: number;
  readonly status: ReservationStatus;
  readonly version: number;
}

export interface ReservationRow {
  readonly id: number;
  readonly instrumentId: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly kind: Kind;
  readonly status: ReservationStatus;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn: string | null;
  readonly months: number | null;
  readonly totalFen: number;
  readonly companyId: number;
  readonly companyZh: string;
  readonly companyEn: string;
  readonly memberName: string;
  readonly purpose: string;
  readonly createdAt: string;
  readonly holdExpiresAt: string | null;
  /** What it was reserved together with; null: nothing. */
  readonly bundleId: number | null;
  /** The series that it belongs to. */
  readonly seriesId?: number | null;
  readonly version: number;
}
export interface ReservationPage {
  readonly items: readonly ReservationRow[];
  readonly nextCursor: string | null;
}

export type Action =
  | 'approve'
  | 'reject'
  | 'cancel'
  | 'extend'
  | 'return'
  | 'move'
  | 'hand_over'
  | 'take_back'
  | 'no_show'
  | 'release'
  | 'start'
  | 'stop'
  | 'resize'
  | 'transfer'
  | 'count';

export interface HistoryEvent {
  readonly at: string;
  readonly action: string;
  readonly actorName: string | null;
  readonly actorRole: string | null;
  readonly reason: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Reservation extends ReservationRow {
  readonly project: string;
  readonly rdUse: boolean;
  readonly sampleBiosafetyLevel?: number | null;
  readonly depositFen: number;
  readonly feeFen: number;
  readonly feeWaived: boolean;
  readonly decisionReason: string | null;
  readonly handedOverAt: string | null;
  readonly returnedAt: string | null;
  readonly returnedOn: string | null;
  readonly cancelledAt: string | null;
  /** Of a confirmed session: when the person may start it. */
  readonly startableFrom: string | null;
  /** The day of its series that it stands for. */
  readonly seriesDate?: string | null;
  readonly lines: readonly QuoteLine[];
  readonly quote: QuoteBody | null;
  readonly segments: readonly {
    readonly segment: number;
    readonly startsOn: string;
    readonly endsOn: string;
    readonly months: number;
    readonly monthlyFen: number;
  }[];
  readonly handovers: readonly {
    readonly direction: 'out' | 'back';
    readonly at: string;
    readonly condition: string;
    readonly note: string;
    readonly byName: string;
  }[];
  readonly history: readonly HistoryEvent[];
  /** Of a co-rent: its half days, by weekday (Monday 1), and its share of the rent. */
  readonly pattern?: Readonly<Record<string, string>> | null;
  readonly shareBps?: number | null;
  readonly allowed: readonly Action[];
}

export interface ExtensionPreview {
  readonly quote: QuoteBody;
  readonly newEndsAt: string;
  readonly newEndsOn: string;
  readonly violations: readonly Violation[];
  readonly free: boolean;
  readonly alternatives: Alternatives | null;
}
export interface ReturnPreview {
  readonly quoteId: string;
  readonly returnedOn: string;
  /** The first day that is not paid any more. */
  readonly chargedTo: string;
  readonly months: readonly { readonly month: string; readonly beforeFen: number; readonly afterFen: number }[];
  readonly lines: readonly QuoteLine[];
  readonly differenceFen: number;
  readonly totalFen: number;
  readonly violations: readonly Violation[];
}
export interface CancellationPreview {
  readonly feeFen: number;
  readonly freeUntil: string;
  readonly explanation: Localized;
  readonly violations: readonly Violation[];
}
