import type { Counts } from '@parkbench/domain';

/** As apps/api, waiting-list.dto.ts. */
export type EntryKind = 'session' | 'rental';
export type Target = 'instrument' | 'equivalent' | 'category';

interface Localized {
  readonly zh: string;
  readonly en: string;
}

export interface OfferQuote {
  readonly quoteId: string;
  readonly totalFen: number;
  readonly depositFen: number;
  readonly cancellation: Localized;
  readonly lines: readonly {
    readonly component: string;
    readonly segment: number;
    readonly month: string;
    readonly amountFen: number;
    readonly netFen: number;
    readonly taxFen: number;
    readonly taxRateBps: number;
    readonly explanation: Localized;
  }[];
}

export interface OfferViolation {
  readonly code: string;
  readonly severity: 'refuse' | 'warn' | 'note';
  readonly message: Localized;
  readonly data: Readonly<Record<string, unknown>>;
  readonly overridable: boolean;
}

/** Time that is held for whom it is offered, until it expires. */
export interface Offer {
  readonly id: number;
  readonly instrumentId: number;
  readonly instrumentZh: string;
  readonly instrumentEn: string;
  readonly assetNo: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn: string | null;
  readonly expiresAt: string;
  readonly quote: OfferQuote | null;
  readonly violations: readonly OfferViolation[];
}

export interface Convenient {
  readonly weekdays: readonly number[] | null;
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
}

export interface Entry extends Convenient {
  readonly id: number;
  readonly status: 'waiting' | 'offered' | 'booked' | 'left' | 'ended';
  readonly target: Target;
  readonly instrumentId: number | null;
  readonly instrumentZh: string | null;
  readonly instrumentEn: string | null;
  readonly assetNo: string | null;
  readonly categoryId: number;
  readonly categoryZh: string;
  readonly categoryEn: string;
  readonly kind: EntryKind;
  readonly lengthMinutes: number | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly months: number | null;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** What is wanted by the count with a session. */
  readonly counts: Counts | null;
  readonly waitsUntil: string;
  readonly purpose: string;
  readonly createdAt: string;
  readonly reservationId: number | null;
  readonly memberName: string;
  readonly mine: boolean;
  readonly companyZh: string | null;
  readonly companyEn: string | null;
  readonly letGo: number;
  readonly position: number | null;
  readonly offer: Offer | null;
}

export interface EntryPage {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
  /** The server's clock when it answered. */
  readonly now: string;
}

export interface Accepted {
  readonly id: number;
  readonly reservationId: number;
  readonly reservationStatus: string;
}

export interface FreedAlert extends Convenient {
  readonly id: number;
  readonly instrumentId: number | null;
  readonly categoryId: number | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly assetNo: string | null;
  readonly minMinutes: number;
  readonly withinDays: number;
  readonly byMail: boolean;
  readonly createdAt: string;
}

/** What is waited for and not to be had. */
export interface Demand {
  readonly instrumentId: number | null;
  readonly assetNo: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly waiting: number;
  /** Ended without time in 90 days. */
  readonly missed: number;
  readonly companies: number;
  readonly sessionHours: number;
  readonly rentalMonths: number;
  readonly oldest: string;
}

export interface HoldTerms {
  readonly sessionMinutes: number;
  readonly rentalHours: number;
}
