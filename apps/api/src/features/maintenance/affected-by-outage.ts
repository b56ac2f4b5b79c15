import { Injectable } from '@nestjs/common';
import { holdsSlot, type Period } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { MakeWay, readReservation } from '../reservations/reservations.api.js';
import { periodOfRequest } from './outage-period.js';
import { OpenCases } from './open-cases.js';
import type { affectedView, outagePreview, outagePreviewView } from './outages.dto.js';

type View = z.infer<typeof affectedView>;

/** What stands in the way of an outage, as staff see it before they save: where each could go, and what happens by itself. */
@Injectable()
export class AffectedByOutage {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly way: MakeWay,
    private readonly cases: OpenCases,
  ) {}

  async preview(request: z.infer<typeof outagePreview>): Promise<z.infer<typeof outagePreviewView>> {
    const [park, now] = [await this.settings.get(), this.clock.now()];
    const period = periodOfRequest(request, park, now);
    const found = await this.db.query<{ kind: string; id: number }>(
      `SELECT DISTINCT source_kind kind, source_id id FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3)
       UNION SELECT 'outage', id FROM outage WHERE instrument_id = $1 AND starts_at < $3 AND ends_at > $2 AND status IN ('announced', 'planned')`,
      [request.instrumentId, new Date(period.start), new Date(period.end)],
    );
    const ids = found.filter((one) => one.kind === 'reservation').map((one) => one.id);
    const affected = await this.describe(ids, period, { park, now });
    const [startsAt, endsAt] = [new Date(period.start).toISOString(), new Date(period.end).toISOString()];
    return { startsAt, endsAt, affected, isTaken: found.length > ids.length };
  }

  describe(ids: readonly number[], outage: Period, at: { park: Park; now: Date }): Promise<View[]> {
    return this.db.read('all', (tx) => this.describeIn(tx, ids, outage, at));
  }

  private async describeIn(
    tx: Tx,
    ids: readonly number[],
    outage: Period,
    at: { park: Park; now: Date },
  ): Promise<View[]> {
    const views: View[] = [];
    for (const row of await this.way.rowsOf(tx, ids)) {
      if (!holdsSlot(row.status)) continue;
      const reservation = await readReservation(tx, null, row.id);
      const { suggestions, held, choices, defaultAction } = await this.cases.survey({ tx, ...at }, reservation, outage);
      views.push({ ...row, suggestions, held, choices: [...choices], defaultAction });
    }
    return views;
  }
}
