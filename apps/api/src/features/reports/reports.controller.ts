import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { ShowBusyness } from './busyness.query.js';
import { busynessQuery, busynessView, utilisationQuery, utilisationView } from './reports.dto.js';
import { ShowUtilisation } from './utilisation.query.js';

@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  constructor(
    private readonly utilisation: ShowUtilisation,
    private readonly busyness: ShowBusyness,
  ) {}

  /** Booked and used time of each instrument by day, and of all together, against 1,600 hours a year. */
  @Get('utilisation')
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: utilisationView })
  show(
    @Query({ schema: utilisationQuery }) query: z.infer<typeof utilisationQuery>,
  ): Promise<z.infer<typeof utilisationView>> {
    return this.utilisation.execute(query);
  }

  /** How busy the lab is by hour of the week in a month that is over; to companies nothing that rests on too few of them. */
  @Get('busyness')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: busynessView })
  busy(
    @CurrentActor() actor: Actor,
    @Query({ schema: busynessQuery }) query: z.infer<typeof busynessQuery>,
  ): Promise<z.infer<typeof busynessView>> {
    return this.busyness.execute(actor, query);
  }
}
