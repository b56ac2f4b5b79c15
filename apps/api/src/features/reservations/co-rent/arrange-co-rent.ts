import { Injectable } from '@nestjs/common';
import { coRentProblems } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { badRequest } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { SlotTaken } from '../../occupancy/occupancy.api.js';
import { Announce } from '../announce.js';
import { lockInstruments } from '../make-way.js';
import { offerFor, pricedOrRefused } from '../offer.js';
import { quoteBody } from '../quote-view.js';
import { RefuseSlot, takenPeriod } from '../refuse-slot.js';
import { type Attempt, reserve } from '../reserve.js';
import { gatherFacts } from '../reservation-facts.js';
import { periodOf } from '../ask.js';
import { planInShare } from './co-rent-share.js';
import type { coRentOutcome, coRentPreview, coRentRequest } from './co-rent.dto.js';

type Request = z.infer<typeof coRentRequest>;
type Outcome = z.infer<typeof coRentOutcome>;
type Preview = z.infer<typeof coRentPreview>;

/** The park lets several companies share a rental by half days: one rental each, all or nothing (ADR 0021). */
@Injectable()
export class ArrangeCoRent {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly refuse: RefuseSlot,
    private readonly announce: Announce,
  ) {}

  /** What each would pay, what the rules say of each, and whether its half days are free. */
  async preview(actor: Actor, request: Request): Promise<Preview> {
    const problems = coRentProblems(request.shares);
    if (problems.length > 0) return { problems, totalFen: 0, parts: [] };
    const parts = await this.db.read('all', (tx) => this.parts(tx, actor, request));
    return { problems, totalFen: parts.reduce((sum, part) => sum + part.quote.totalFen, 0), parts };
  }

  async execute(context: CommandContext, request: Request): Promise<Outcome> {
    refuseUnlessShared(request);
    const park = await this.settings.get();
    const { actor } = context;
    const attempt: Attempt = {};
    try {
      const outcome = await this.commands.run(context, async (tx) => {
        await lockInstruments(tx, [request.instrumentId]);
        return arrange({ tx, actor, park, now: this.clock.now() }, request, attempt);
      });
      const { instrumentId } = request;
      this.announce.changed(outcome.reservations.map(({ companyId }) => ({ companyId, instrumentId })));
      return outcome;
    } catch (error) {
      throw error instanceof SlotTaken && attempt.wanted ? await this.refuse.problem(actor, attempt.wanted) : error;
    }
  }

  private async parts(tx: Tx, actor: Actor, request: Request): Promise<Preview['parts']> {
    const park = await this.settings.get();
    const now = this.clock.now().getTime();
    const { instrumentId, startsOn, months, shares } = request;
    const ask = { kind: 'rental', instrumentId, startsOn, months } as const;
    const period = periodOf(ask, park.timeZone);
    const sharesBps = shares.map((share) => share.shareBps);
    const parts: Preview['parts'] = [];
    for (const [i, { companyId, memberId, pattern }] of shares.entries()) {
      const gathered = await gatherFacts(tx, park, { instrumentId, companyId, memberId, kind: 'rental', period, now });
      const { plan, companyBps } = gathered;
      const kept = plan && {
        ratePlanId: plan.id,
        plan: planInShare(plan.plan, { sharesBps, part: i + 1 }),
        companyBps,
      };
      const offer = offerFor(gathered, ask, park, now, kept ?? undefined);
      const free = (await takenPeriod(tx, actor, { ask, gathered, park, now, pattern })) === undefined;
      const violations = offer.violations.map((v) => ({ ...v, data: { ...v.data } }));
      parts.push({ companyId, quote: quoteBody(ask, period, pricedOrRefused(offer)), violations, free });
    }
    return parts;
  }
}

async function arrange(at: Parameters<typeof reserve>[0], request: Request, attempt: Attempt): Promise<Outcome> {
  const { instrumentId, startsOn, months, purpose, override, shares } = request;
  const sharesBps = shares.map((share) => share.shareBps);
  const [row] = await at.tx.query<{ id: number }>(
    'INSERT INTO co_rent (instrument_id, shares_bps, created_by, created_at) VALUES ($1, $2, $3, $4) RETURNING id',
    [instrumentId, sharesBps, at.actor.memberId, at.now],
  );
  const coRentId = row!.id;
  const reservations: Outcome['reservations'] = [];
  for (const [i, { companyId, memberId, pattern }] of shares.entries()) {
    const asked = { kind: 'rental', instrumentId, startsOn, months, companyId, memberId, purpose, override } as const;
    const share = { coRentId, part: i + 1, sharesBps, pattern };
    const { id } = await reserve(at, { ...asked, project: '', rdUse: true }, attempt, share);
    reservations.push({ companyId, reservationId: id });
  }
  return { id: coRentId, reservations };
}

function refuseUnlessShared({ shares }: Request): void {
  const problems = coRentProblems(shares);
  const companies = new Set(shares.map((share) => share.companyId));
  if (companies.size < shares.length) {
    throw badRequest('company_twice', { zh: '同一企业不能重复参与共租', en: 'A company takes part only once' });
  }
  if (problems.length === 0) return;
  const { zh, en } = problems[0]!.message;
  throw badRequest('bad_co_rent', { zh, en }, { problems });
}
