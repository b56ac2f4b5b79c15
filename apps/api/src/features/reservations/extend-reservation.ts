import { Injectable } from '@nestjs/common';
import { addMonths, checkPolicies, type Period, quoteExtension, startOfDay, type Violation } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import type { CommandContext } from '../../platform/http/idempotency.js';
import { badRequest } from '../../platform/http/problem.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { refuseUnlessOverridden, sameQuoteOrRefused } from './agree.js';
import { mustBeAllowed } from './allowed-actions.js';
import type { Ask } from './ask.js';
import { changeReservation, type LockedReservation, readReservation } from './change-reservation.js';
import { planInShare } from './co-rent/co-rent-share.js';
import { FindAlternatives } from './find-alternatives.js';
import { layOccupancy } from './lay-occupancy.js';
import { type Offer, policyFacts, pricedOrRefused, quoteIdOf } from './offer.js';
import { quoteBody } from './quote-view.js';
import { takenPeriod } from './refuse-slot.js';
import { reschedule } from './reminders.js';
import { type Change, recordChange, ReservationChanges } from './reservation-changes.js';
import { type Gathered, gatherFacts } from './reservation-facts.js';
import type { extension, changeOutcome, extensionPreviewView } from './reservations.dto.js';
import { addSegment, segmentOf } from './segments.js';
import { agreedEnd, agreedLines, lengthMonths, totalOf } from './what-it-costs.js';

export type ExtensionPreview = z.infer<typeof extensionPreviewView>;

interface Extension {
  readonly offer: Offer;
  readonly ask: Ask;
  readonly gathered: Gathered;
  readonly endsOn: string;
}

/** Rents on: a new segment at today's price from the end so far; the dates keep counting from the first day (rules §4). */
@Injectable()
export class ExtendReservation {
  constructor(
    private readonly changes: ReservationChanges,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly alternatives: FindAlternatives,
  ) {}

  async preview(actor: Actor, id: number, months: number): Promise<ExtensionPreview> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), (tx) => this.previewWithin(tx, actor, { id, months }, { park, now }));
  }

  /** The same inside a transaction that is running: what a reminder says. */
  async previewWithin(
    tx: Tx,
    actor: Actor,
    { id, months }: { id: number; months: number },
    { park, now }: { park: Park; now: Date },
  ): Promise<ExtensionPreview> {
    const reservation = await readReservation(tx, actor.companyId, id);
    mustBeAllowed(actor, 'extend', reservation, { now, zone: park.timeZone });
    const { offer, ask, gathered, endsOn } = await offerExtension(tx, reservation, months, park, now);
    const wanted = { ask, gathered, park, now: now.getTime(), except: id, pattern: reservation.pattern };
    const free = (await takenPeriod(tx, actor, wanted)) === undefined;
    const quote = quoteBody(ask, offer.period, pricedOrRefused(offer));
    const violations = offer.violations.map((v) => ({ ...v, data: { ...v.data } }));
    const alternatives = free ? null : await this.alternatives.execute(tx, wanted);
    return { quote, newEndsAt: quote.endsAt, newEndsOn: endsOn, violations, free, alternatives };
  }

  execute(
    context: CommandContext,
    id: number,
    request: z.infer<typeof extension>,
  ): Promise<z.infer<typeof changeOutcome>> {
    return this.changes.run(context, { id, action: 'extend' }, (change) => extend(change, request));
  }
}

async function extend(change: Change, request: z.infer<typeof extension>): Promise<z.infer<typeof changeOutcome>> {
  const { tx, actor, reservation, park, now } = change;
  const { id } = reservation;
  const { offer, ask, gathered, endsOn } = await offerExtension(tx, reservation, request.months, park, now);
  const overridden = refuseUnlessOverridden(actor, offer.violations, request.override);
  sameQuoteOrRefused(request.quoteId, offer);
  change.wanted = { ask, gathered, park, now: now.getTime(), except: id, pattern: reservation.pattern };
  const whole = { start: reservation.startsAt.getTime(), end: offer.period.end };
  const place = { instrumentId: reservation.instrumentId, period: whole, turnaround: gathered.facts.turnaround };
  await layOccupancy(tx, reservation, place, park);
  const stored = pricedOrRefused(offer);
  const added = segmentOf(stored, reservation.segments.length + 1, lengthMonths(reservation.segments));
  await addSegment(tx, id, added, { ratePlanId: stored.ratePlanId, now });
  const segments = [...reservation.segments, added];
  const endsAt = new Date(offer.period.end);
  const totalFen = totalOf(agreedLines(reservation, park, { segments }));
  const changes = { ends_at: endsAt, months: lengthMonths(segments), total_fen: totalFen };
  const version = await changeReservation(tx, reservation, changes, now);
  await reschedule(tx, { ...reservation, endsAt }, park.timeZone, now);
  const data = { months: request.months, endsOn, ...(overridden ? { overridden: overridden.codes } : {}) };
  await recordChange(change, 'reservation.extended', data, overridden?.reason ?? null);
  return { id, status: reservation.status, version, endsAt: endsAt.toISOString(), totalFen };
}

/** Ten years: what a reservation can hold at all, whoever overrides the instrument's own limit. */
const longestMonths = 120;
const tooLong = (): Error =>
  badRequest('too_long', {
    zh: `租期合计不能超过 ${longestMonths} 个月`,
    en: `At most ${longestMonths} months in all`,
  });

/** Prices the months to come; the policies look at them and at the whole length, not at what is there already. */
async function offerExtension(
  tx: Tx,
  reservation: LockedReservation,
  months: number,
  park: Park,
  now: Date,
): Promise<Extension> {
  const { instrumentId, companyId, id, segments } = reservation;
  const soFar = lengthMonths(segments);
  if (soFar + months > longestMonths) throw tooLong();
  const [from, endsOn] = [agreedEnd(reservation), addMonths(reservation.startsOn ?? '', soFar + months)];
  const period: Period = { start: startOfDay(from, park.timeZone), end: startOfDay(endsOn, park.timeZone) };
  const gathered = await gatherFacts(tx, park, {
    instrumentId,
    companyId,
    kind: 'rental',
    period,
    except: id,
    memberId: reservation.memberId,
    act: 'extend',
    now: now.getTime(),
  });
  const ask: Ask = { kind: 'rental', instrumentId, startsOn: from, months };
  const { companyBps, calendar } = gathered;
  const plan = gathered.plan && { ...gathered.plan, plan: planInShare(gathered.plan.plan, reservation.coRent) };
  const quote =
    plan &&
    quoteExtension({
      originalStart: reservation.startsOn ?? '',
      monthsSoFar: soFar,
      addedMonths: months,
      segment: segments.length + 1,
      plan: plan.plan,
      companyBps,
    });
  const violations = violationsOf(
    gathered,
    { period, months: soFar + months, quotedFen: quote?.totalFen ?? 0 },
    park,
    now,
  );
  if (!plan || !quote) return { offer: { ask, period, violations, stored: null }, ask, gathered, endsOn };
  const quoteId = quoteIdOf(ask, period, quote, plan.plan);
  const stored = { quoteId, ratePlanId: plan.id, plan: plan.plan, calendar, companyBps, quote };
  return { offer: { ask, period, violations, stored }, ask, gathered, endsOn };
}

/** What the policies say of the added months, with the length of the whole. */
function violationsOf(
  gathered: Gathered,
  asked: { period: Period; months: number; quotedFen: number },
  park: Park,
  now: Date,
): readonly Violation[] {
  return checkPolicies(policyFacts(gathered, { kind: 'rental', ...asked }, park), now.getTime(), gathered.act);
}
