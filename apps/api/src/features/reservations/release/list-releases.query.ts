import { Injectable } from '@nestjs/common';
import { localDate, type RentalSegment, sumFen, targetCharges } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database } from '../../../platform/database/database.js';
import type { Actor } from '../../../platform/http/actor.js';
import { notFound } from '../../../platform/http/problem.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { segmentsJson } from '../change-reservation.js';
import { type ChargedReservation, chargeSourceOf } from '../charge-source.js';
import { satOutJson } from '../sat-out.js';
import type { releasesView } from './release.dto.js';
import { releasedHoursOf, releasedJson, type ReleasedRow } from './released-hours.js';

type View = z.infer<typeof releasesView>;

interface Found extends Omit<ChargedReservation, keyof typeof unneeded | 'released' | 'segments'> {
  readonly segments: readonly RentalSegment[];
  readonly shareBps: number;
  readonly released: ReleasedRow | null;
  readonly windows: View['windows'];
}

// What is booked in a window is others' occupancy there, whoever they are.
const query = `
  SELECT r.id, r.kind, r.status, r.starts_at "startsAt", r.ends_at "endsAt", r.starts_on "startsOn", r.handed_over_at "handedOverAt",
    r.returned_at "returnedAt", r.returned_on "returnedOn", ${segmentsJson} segments, ${satOutJson} "satOut",
    coalesce(r.idle_share_bps, p.idle_share_bps) "shareBps", ${releasedJson} released,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'startsAt', lower(g.period), 'endsAt', upper(g.period),
       'bookedMinutes', (SELECT coalesce(ceil(sum(extract(epoch FROM upper(o.period * g.period) - lower(o.period * g.period))) / 60), 0)::int
          FROM occupancy o WHERE o.instrument_id = g.instrument_id AND o.period && g.period
            AND NOT (o.source_kind = 'reservation' AND o.source_id = r.id))) ORDER BY lower(g.period)), '[]')
     FROM reservation_gap g WHERE g.reservation_id = r.id AND g.kind = 'released') windows
  FROM reservation r CROSS JOIN park p WHERE r.id = $1 AND ($2::bigint IS NULL OR r.company_id = $2)`;

/** Of a rental only, and only for its credit. */
const unneeded = { plan: null, calendar: null, booked: null, counted: [], fee: null, paidUntil: null } as const;

/** The hours that a rental's holder has opened to others, how much of them is booked, and what they have earned. */
@Injectable()
export class ListReleases {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  /** Read with all companies in sight: the credit comes of others' sessions; only sums leave. */
  async execute(actor: Actor, id: number): Promise<View> {
    const park = await this.settings.get();
    const [found] = await this.db.rows<Found>('all', query, [id, actor.companyId]);
    if (!found) throw notFound();
    const { shareBps, windows } = found;
    const today = localDate(this.clock.now().getTime(), park.timeZone);
    const released = releasedHoursOf(found.released, park);
    const lines = released
      ? targetCharges(chargeSourceOf({ ...found, ...unneeded, released }, park), { upToMonth: '9999-12', today })
      : [];
    const credit = lines.filter((line) => line.component === 'idle_credit').map((line) => line.amountFen);
    const iso = (text: string): string => new Date(text).toISOString();
    return {
      shareBps,
      creditFen: 0 - sumFen(credit),
      windows: windows.map((w) => ({ ...w, startsAt: iso(w.startsAt), endsAt: iso(w.endsAt) })),
    };
  }
}
