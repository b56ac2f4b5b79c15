import { Injectable } from '@nestjs/common';
import {
  type CaseAction,
  caseChoices,
  caseDeadline,
  caseDefault,
  type CaseFacts,
  type Period,
  type ViolationCode,
} from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import type { Park } from '../../platform/park-settings.js';
import { SlotTaken, takePeriod } from '../occupancy/occupancy.api.js';
import {
  type AlternativesView,
  type LockedReservation,
  MakeWay,
  offerElsewhere,
} from '../reservations/reservations.api.js';
import { addCase } from './case-row.js';
import { type OutageRow, periodOf } from './outage-row.js';

interface At {
  readonly tx: Tx;
  readonly park: Park;
  readonly now: Date;
}
type Equivalent = AlternativesView['equivalents'][number];

/** What could become of a reservation in the way of an outage. */
export interface Survey {
  readonly suggestions: AlternativesView;
  /** The equivalent that is, or would be, held. */
  readonly held: Equivalent | null;
  readonly facts: CaseFacts;
  readonly choices: readonly CaseAction[];
  readonly defaultAction: CaseAction | null;
}

/** Looks for a way out for each reservation that an outage is in the way of, holds it, and asks the owner. */
@Injectable()
export class OpenCases {
  constructor(private readonly way: MakeWay) {}

  /** What stands in the way of an outage, locked. */
  inTheWay(tx: Tx, outage: OutageRow): Promise<LockedReservation[]> {
    return this.way.inTheWay(tx, outage.instrumentId, periodOf(outage));
  }

  /** What could become of it; `except` is not to be offered. Changes nothing. */
  async survey(
    at: At,
    reservation: LockedReservation,
    outage: Period,
    except: readonly number[] = [],
  ): Promise<Survey> {
    const suggestions = await this.way.alternativesTo(at.tx, reservation, at, outage);
    // What is only similar is for people to choose: nobody's microscope becomes a flow cytometer by itself.
    const free = suggestions.equivalents.filter(
      (e) => e.likeness === 'same_kind' && e.totalFen !== null && !except.includes(e.instrumentId),
    );
    const held = await bestOf(at, reservation, free);
    const facts: CaseFacts = {
      kind: reservation.kind,
      status: reservation.status,
      period: { start: reservation.startsAt.getTime(), end: reservation.endsAt.getTime() },
      outage,
      agreedFen: reservation.totalFen,
      heldFen: held?.totalFen ?? null,
      nextFen: await nextFen(at, reservation, suggestions.nextFree),
    };
    return { suggestions, held, facts, choices: caseChoices(facts), defaultAction: caseDefault(facts) };
  }

  /** Opens the case of one reservation: an equivalent is held, the owner asked. Gives when the answer is due. */
  async open(
    at: At,
    outage: OutageRow,
    reservation: LockedReservation,
    wanted: { readonly answerBy: Date; readonly defaultAction?: CaseAction; readonly actorId: number },
  ): Promise<Date> {
    const { tx, now } = at;
    const { actorId } = wanted;
    const answerBy = new Date(caseDeadline(wanted.answerBy.getTime(), reservation.startsAt.getTime(), now.getTime()));
    const given = { outageId: outage.id, reservation, answerBy, status: 'open', action: null } as const;
    const caseId = await addCase(tx, { ...given, defaultAction: 'cancel' });
    const survey = await this.hold(at, outage, reservation, caseId);
    const chosen = wanted.defaultAction;
    const defaultAction = chosen && survey.choices.includes(chosen) ? chosen : (survey.defaultAction ?? 'cancel');
    await tx.query('UPDATE outage_case SET default_action = $2, held_instrument_id = $3 WHERE id = $1', [
      caseId,
      defaultAction,
      survey.held?.instrumentId ?? null,
    ]);
    await tx.query('UPDATE outage SET open_cases = open_cases + 1 WHERE id = $1', [outage.id]);
    await record(tx, {
      actorId,
      companyId: reservation.companyId,
      action: 'reservation.outage_asked',
      entity: 'reservation',
      entityId: reservation.id,
      data: { outageId: outage.id, caseNo: outage.caseNo, answerBy, defaultAction, startsAt: outage.startsAt },
      event: true,
    });
    return answerBy;
  }

  /** Holds the best equivalent that is really to be had; another booking may just have taken the one that was seen. */
  private async hold(at: At, outage: OutageRow, reservation: LockedReservation, caseId: number): Promise<Survey> {
    const refused: number[] = [];
    for (;;) {
      const survey = await this.survey(at, reservation, periodOf(outage), refused);
      const { held } = survey;
      if (!held || !survey.choices.includes('swap')) return { ...survey, held: null };
      try {
        await takePeriod(at.tx, { kind: 'case', id: caseId }, held.instrumentId, await occupiedBy(at.tx, held));
        return survey;
      } catch (error) {
        if (!(error instanceof SlotTaken)) throw error;
        refused.push(held.instrumentId);
      }
    }
  }
}

/** What an equivalent must permit its new user; whether the company has reached its limits is not asked. */
const asked: ReadonlySet<ViolationCode> = new Set([
  'instrument_out_of_service',
  'mode_not_open',
  'outside_opening_hours',
  'park_closed',
  'qualification_missing',
  'qualification_expired',
  'calibration_expires',
  'biosafety_level',
]);

/** The first that its owner may use and that costs no more than agreed; else the first that the owner may use at all. */
async function bestOf(at: At, reservation: LockedReservation, free: readonly Equivalent[]): Promise<Equivalent | null> {
  const affordable = free.filter((e) => (e.totalFen ?? 0) <= reservation.totalFen);
  for (const one of [...affordable, ...free.filter((e) => !affordable.includes(e))]) {
    const { offer } = await offerElsewhere({ ...at, reservation }, { instrumentId: one.instrumentId });
    if (!offer.violations.some((v) => v.severity === 'refuse' && asked.has(v.code))) return one;
  }
  return null;
}

/** The equivalent's own turnaround is held too. */
async function occupiedBy(tx: Tx, { instrumentId, startsAt, endsAt }: Equivalent): Promise<Period> {
  const [row] = await tx.query<{ before: number; after: number }>(
    'SELECT before_minutes before, after_minutes after FROM instrument WHERE id = $1',
    [instrumentId],
  );
  const { before, after } = row ?? { before: 0, after: 0 };
  return { start: Date.parse(startsAt) - before * 60_000, end: Date.parse(endsAt) + after * 60_000 };
}

/** What the next free slot would cost at the prices that were agreed; a rental keeps its own. */
async function nextFen(
  at: At,
  reservation: LockedReservation,
  slot: AlternativesView['nextFree'],
): Promise<number | null> {
  if (slot === null) return null;
  if (reservation.kind === 'rental') return reservation.totalFen;
  const to = { startsAt: slot.startsAt, endsAt: slot.endsAt };
  return (await offerElsewhere({ ...at, reservation }, to)).stored.quote.totalFen;
}

/** Lets go of what is held for a case. */
export async function releaseHold(tx: Tx, caseId: number): Promise<void> {
  await tx.query(`DELETE FROM occupancy WHERE source_kind = 'case' AND source_id = $1`, [caseId]);
}
