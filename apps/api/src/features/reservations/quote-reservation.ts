import { Injectable } from '@nestjs/common';
import { rentOrBuy } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { expectedSubsidy } from '../invoicing/invoicing.api.js';
import { askOf, periodOf } from './ask.js';
import { capsAfter } from './best-of/month-of-hours.js';
import { FindAlternatives } from './find-alternatives.js';
import { type Offer, offerFor, pricedOrRefused } from './offer.js';
import { quoteBody } from './quote-view.js';
import { takenPeriod } from './refuse-slot.js';
import { gatherFacts } from './reservation-facts.js';
import { personOf } from './reserve.js';
import type { quoteRequest, quoteView } from './reservations.dto.js';

export type QuoteView = z.infer<typeof quoteView>;

/** Prices what somebody looks at, says what the policies will say, and whether it is free at this moment. Keeps nothing. */
@Injectable()
export class QuoteReservation {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly alternatives: FindAlternatives,
  ) {}

  async execute(actor: Actor, request: z.infer<typeof quoteRequest>): Promise<QuoteView> {
    const park = await this.park.get();
    const now = this.clock.now().getTime();
    const ask = askOf(request);
    const companyId = actor.companyId ?? request.companyId ?? null;
    if (request.companyId !== undefined && request.companyId !== companyId) throw notFound();
    const period = periodOf(ask, park.timeZone);
    return this.db.read(scopeOf(actor), async (tx) => {
      const gathered = await gatherFacts(tx, park, {
        instrumentId: ask.instrumentId,
        companyId,
        memberId: actor.companyId === null ? companyId && (await personOf(tx, companyId)) : actor.memberId,
        kind: ask.kind,
        period,
        sampleBiosafetyLevel: request.sampleBiosafetyLevel,
        now,
      });
      const offer = offerFor(gathered, ask, park, now);
      const wanted = { ask, gathered, park, now };
      const free = (await takenPeriod(tx, actor, wanted)) === undefined;
      const alternatives = free ? null : await this.alternatives.execute(tx, wanted);
      const { stored } = offer;
      const sessions =
        ask.kind === 'session' && stored ? [{ instrument: gathered.instrument, start: period.start, stored }] : [];
      const [bestOf = null] = await capsAfter(tx, { companyId, sessions, park });
      const { lines } = pricedOrRefused(offer).quote;
      const priced = { companyId: companyId ?? 0, instrumentId: ask.instrumentId, lines };
      const subsidy = companyId === null ? null : await expectedSubsidy(tx, priced);
      return { ...view(offer, gathered.instrument.originalValueFen), bestOf, subsidy, free, alternatives };
    });
  }
}

function view(offer: Offer, originalValueFen: number): Omit<QuoteView, 'free' | 'alternatives' | 'subsidy'> {
  const stored = pricedOrRefused(offer);
  const { monthlyFen, months } = stored.quote;
  const compared = monthlyFen !== null && months !== null && originalValueFen > 0;
  return {
    ...quoteBody(offer.ask, offer.period, stored),
    rentOrBuy: compared ? rentOrBuy({ originalValueFen, monthlyFen, months }) : null,
    violations: offer.violations.map((v) => ({ ...v, data: { ...v.data } })),
  };
}
