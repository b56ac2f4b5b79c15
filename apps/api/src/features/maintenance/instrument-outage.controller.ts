import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { Allow, everyone } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { field } from '../../platform/http/validation.js';
import { outageKind } from './outages.dto.js';

const instrumentOutage = z
  .object({
    outage: z
      .object({
        kind: outageKind,
        startsAt: z.string(),
        endsAt: z.string(),
        openEnded: z.boolean().describe('nobody knows the end yet: endsAt is what is taken so far'),
      })
      .nullable(),
  })
  .meta({ id: 'InstrumentOutage' });
type View = z.infer<typeof instrumentOutage>;

/** Whether an instrument is out at this moment, and until when: for everybody, without the reason and without whom it concerns. */
@ApiTags('maintenance')
@Controller('instruments/:id/outage')
export class InstrumentOutageController {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The outage that takes it now; null when none does. */
  @Get()
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: instrumentOutage })
  async now(@Param('id', { schema: field.id }) id: number): Promise<View> {
    const rows = await this.db.query<{ outage: View['outage'] }>(
      `SELECT CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('kind', u.kind, 'startsAt', to_char(u.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         'endsAt', to_char(u.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'openEnded', u.open_ended) END outage
       FROM instrument i LEFT JOIN LATERAL (
         SELECT * FROM outage o WHERE o.instrument_id = i.id AND o.status IN ('announced', 'planned') AND o.starts_at <= $2 AND o.ends_at > $2
         ORDER BY o.ends_at DESC LIMIT 1) u ON true
       WHERE i.id = $1`,
      [id, this.clock.now()],
    );
    if (!rows[0]) throw notFound();
    return { outage: rows[0].outage };
  }
}
