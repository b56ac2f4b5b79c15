import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { type CommandContext, Commands } from '../../platform/http/idempotency.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { SlotTaken } from '../occupancy/occupancy.api.js';
import { Announce } from './announce.js';
import { RefuseSlot } from './refuse-slot.js';
import { type Attempt, type Outcome, type ReservationRequest, reserve } from './reserve.js';

/** Reserves an instrument, or asks for it where staff must approve; a taken slot is answered with alternatives. */
@Injectable()
export class RequestReservation {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly refuse: RefuseSlot,
    private readonly announce: Announce,
  ) {}

  async execute(context: CommandContext, request: ReservationRequest): Promise<Outcome> {
    const { actor } = context;
    const park = await this.park.get();
    const attempt: Attempt = {};
    try {
      const outcome = await this.commands.run(context, (tx) =>
        reserve({ tx, actor, park, now: this.clock.now() }, request, attempt),
      );
      const { companyId } = attempt;
      if (companyId) this.announce.changed([{ companyId, instrumentId: request.instrumentId }]);
      return outcome;
    } catch (error) {
      throw error instanceof SlotTaken && attempt.wanted ? await this.refuse.problem(actor, attempt.wanted) : error;
    }
  }
}
