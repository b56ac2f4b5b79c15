import { Injectable } from '@nestjs/common';
import { capState, localDate, monthOf } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { type BookedHours, bookedHours } from '../reservations/reservations.api.js';
import type { upcomingView } from './upcoming.dto.js';
import { PreviewQuery } from './preview.query.js';

type View = z.infer<typeof upcomingView>;

/** What a company will find on its next invoice if nothing more happens, by the run's own computation, and how far its hours are from their cap. */
@Injectable()
export class UpcomingQuery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly preview: PreviewQuery,
  ) {}

  async of(companyId: number): Promise<View> {
    const park = await this.settings.get();
    const month = monthOf(localDate(this.clock.now().getTime(), park.timeZone));
    let incomplete = false;
    const { lines, totals } = await this.preview.company(month, companyId, () => void (incomplete = true));
    const hours = await this.db.read(companyId, (tx) => bookedHours(tx, { companyId, month, park }));
    return { month, lines, totals, incomplete, caps: hours.flatMap(capOf) };
  }
}

function capOf({ instrumentId, nameZh, nameEn, assetNo, hours, plan }: BookedHours): View['caps'] {
  const state = capState(hours, plan);
  return state ? [{ instrumentId, nameZh, nameEn, assetNo, sessions: hours.sessions, ...state }] : [];
}
