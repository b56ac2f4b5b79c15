import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, scopeOf } from '../../platform/http/actor.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { mustBeAllowed } from './allowed-actions.js';
import { readReservation } from './change-reservation.js';
import type { AlternativesView } from './find-alternatives.js';
import { MakeWay } from './make-way.js';

/** The instruments that could stand in for the one a reservation has, free in its own time, with what each would cost. */
@Injectable()
export class ListEquivalents {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly way: MakeWay,
  ) {}

  async execute(actor: Actor, id: number): Promise<Pick<AlternativesView, 'equivalents'>> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      mustBeAllowed(actor, 'move', reservation, { now, zone: park.timeZone });
      const { equivalents } = await this.way.alternativesTo(tx, reservation, { park, now });
      return { equivalents };
    });
  }
}
