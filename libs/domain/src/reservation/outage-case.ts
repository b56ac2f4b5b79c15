import type { ReservationKind } from '../core/reservation-kind.js';
import { intersect, lengthMs, type Instant, type Period } from '../time/period.js';
import type { ReservationStatus } from './status.js';

/** What may become of a reservation that an outage is in the way of: the same time elsewhere, another time, given up without a fee, or kept with the rent abated. */
export type CaseAction = 'swap' | 'move' | 'cancel' | 'stay';

/** What decides about a reservation that an outage is in the way of (ADR 0020). Prices in fen, tax included. */
export interface CaseFacts {
  readonly kind: ReservationKind;
  readonly status: ReservationStatus;
  readonly period: Period;
  readonly outage: Period;
  readonly agreedFen: number;
  /** Price of the equivalent that is held; null when none is. */
  readonly heldFen: number | null;
  /** Price of the next free slot; null when there is none. */
  readonly nextFen: number | null;
}

/** A rental of which the outage takes no more than this share sits it out. */
const SAT_OUT_SHARE = 4;

const handedOver = ({ status }: CaseFacts): boolean => status === 'active' || status === 'overdue';

function takesLittle({ period, outage }: CaseFacts): boolean {
  const lost = intersect(period, outage);
  return lost === null || lengthMs(lost) * SAT_OUT_SHARE <= lengthMs(period);
}

/**
 * What the owner may choose. A rental in use stays where it is: only its rent is abated. A session in use is nobody's to
 * move: it ends first, or comes back. Everything else may also go to any free date and be given up without a fee.
 */
export function caseChoices(facts: CaseFacts): CaseAction[] {
  if (handedOver(facts)) return facts.kind === 'rental' && facts.status === 'active' ? ['stay'] : [];
  return [
    ...(facts.heldFen === null ? [] : ['swap' as const]),
    'move',
    ...(facts.kind === 'rental' ? ['stay' as const] : []),
    'cancel',
  ];
}

/**
 * What becomes of it when the owner does not answer: a rental in use, or one of which the outage takes a quarter at
 * most, is kept with its rent abated; else it goes to the held equivalent, else to the next free slot, each only when
 * it costs no more than agreed; else it is cancelled without a fee. Null: nothing can be done to it now.
 *
 * Six months of rental and nine days of outage: stay. A session of two hours: swap when a free one costs no more.
 */
export function caseDefault(facts: CaseFacts): CaseAction | null {
  const choices = caseChoices(facts);
  if (choices.includes('stay') && (handedOver(facts) || takesLittle(facts))) return 'stay';
  if (facts.heldFen !== null && facts.heldFen <= facts.agreedFen && choices.includes('swap')) return 'swap';
  if (facts.nextFen !== null && facts.nextFen <= facts.agreedFen && choices.includes('move')) return 'move';
  return choices.includes('cancel') ? 'cancel' : null;
}

/** Until when the owner may answer: what was set for all, but not past a start that is still ahead; afterwards nothing could be moved. */
export function caseDeadline(answerBy: Instant, startsAt: Instant, now: Instant): Instant {
  return startsAt > now ? Math.min(answerBy, startsAt) : answerBy;
}
