import { Injectable } from '@nestjs/common';
import { overlaps } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { capsAfter, type LookedAt } from '../best-of/month-of-hours.js';
import { type AlternativesView, FindAlternatives, type Wanted } from '../find-alternatives.js';
import { takenPeriod } from '../refuse-slot.js';
import { itemsOf } from './bundle-items.js';
import { commonSlotView, type InTheWay, itemView, sumOf } from './bundle-view.js';
import type { bundleQuoteRequest, bundleQuoteView } from './bundles.dto.js';
import type { LookedFor } from './candidates.js';
import { commonSlotOf } from './common-slot.js';
import { type SurveyedItem, surveyBundle, type Unit } from './survey-bundle.js';

export type BundleQuote = z.infer<typeof bundleQuoteView>;
interface Surveying extends LookedFor {
  readonly actor: Actor;
}

/** Prices a whole bundle, asks the policies of every item with the others counted, and says what is free. Keeps nothing. */
@Injectable()
export class QuoteBundle {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly alternatives: FindAlternatives,
  ) {}

  async execute(actor: Actor, request: z.infer<typeof bundleQuoteRequest>): Promise<BundleQuote> {
    if (request.companyId !== undefined && request.companyId !== (actor.companyId ?? request.companyId))
      throw notFound();
    return this.survey(actor, request);
  }

  /** `refused`: the items that the database would not give, even if they look free again by now. */
  async survey(
    actor: Actor,
    request: z.infer<typeof bundleQuoteRequest> & { readonly memberId?: number },
    refused?: ReadonlySet<number>,
  ): Promise<BundleQuote> {
    const items = itemsOf(request.items);
    const at = { actor, park: await this.park.get(), now: this.clock.now(), ...forWhom(actor, request) };
    return this.db.read(scopeOf(actor), async (tx) => {
      const found = await surveyBundle(tx, items, at);
      const surveyed = found.map((one) => ({ ...one, free: one.free && !refused?.has(one.item.item) }));
      const views = [];
      for (const one of surveyed) views.push(itemView(one, await this.inTheWay(tx, one, surveyed, at), at.park));
      const free = views.every((one) => one.free);
      const common = free ? null : await commonSlotOf(tx, surveyed, at);
      const bestOf = await capsAfter(tx, { companyId: at.companyId, sessions: sessionsOf(surveyed), park: at.park });
      return {
        items: views.sort((a, b) => a.item - b.item),
        ...sumOf(views),
        free,
        bestOf,
        nextCommon: common && commonSlotView(common, surveyed, at.park.timeZone),
      };
    });
  }

  private async inTheWay(tx: Tx, one: SurveyedItem, all: readonly SurveyedItem[], at: Surveying): Promise<InTheWay> {
    if (one.free) return { taken: null, alternatives: null };
    const [unit] = one.units;
    if (one.item.choice.by !== 'one' || !unit) return { taken: null, alternatives: await this.ofPool(tx, one, at) };
    const others = all.filter((other) => other !== one).flatMap((other) => other.units);
    const alsoBusy = others.filter((other) => other.candidate.id === unit.candidate.id).map((other) => other.occupied);
    const { park, now } = at;
    const wanted: Wanted = { ask: unit.ask, gathered: unit.gathered, park, now: now.getTime(), alsoBusy };
    const taken = await takenPeriod(tx, at.actor, wanted);
    const { nextFree, equivalents } = await this.alternatives.execute(tx, wanted);
    const meeting = others.filter((other) => overlaps(other.occupied, unit.occupied));
    const inUse = new Set(meeting.map((other) => other.candidate.id));
    return {
      taken: taken
        ? { ...taken, start: taken.start.toISOString(), end: taken.end.toISOString() }
        : ownTime(alsoBusy[0]),
      alternatives: { nextFree, equivalents: equivalents.filter((other) => !inUse.has(other.instrumentId)) },
    };
  }

  /** Of a pool: when as many of it are free as are needed. */
  private async ofPool(tx: Tx, one: SurveyedItem, at: Surveying): Promise<AlternativesView> {
    const slot = await commonSlotOf(tx, [one], at);
    const [at0] = slot ? commonSlotView(slot, [one], at.park.timeZone).items : [];
    if (!at0) return { nextFree: null, equivalents: [] };
    const { startsAt, endsAt, startsOn, months } = at0;
    const dated = startsOn !== null && months !== null ? { startsOn, months } : {};
    return { nextFree: { startsAt, endsAt, ...dated, quoteId: null, totalFen: null }, equivalents: [] };
  }
}

/** A member's own company and person; staff name both, or neither when they only look. */
export function forWhom(
  actor: Actor,
  {
    companyId,
    memberId,
    sampleBiosafetyLevel,
  }: { companyId?: number; memberId?: number; sampleBiosafetyLevel?: number },
): Pick<LookedFor, 'companyId' | 'memberId' | 'sampleBiosafetyLevel'> {
  const isOwn = actor.companyId !== null;
  return {
    companyId: actor.companyId ?? companyId ?? null,
    memberId: isOwn ? actor.memberId : (memberId ?? null),
    sampleBiosafetyLevel,
  };
}

/** The sessions that would be reserved. */
const sessionsOf = (surveyed: readonly SurveyedItem[]): LookedAt[] =>
  surveyed
    .flatMap(({ units }) => units)
    .flatMap(({ ask, gathered: { instrument }, offer: { stored, period }, free }) =>
      ask.kind === 'session' && stored && free ? [{ instrument, start: period.start, stored }] : [],
    );

const ownTime = (period: Unit['occupied'] | undefined): InTheWay['taken'] =>
  period ? { start: new Date(period.start).toISOString(), end: new Date(period.end).toISOString() } : null;
