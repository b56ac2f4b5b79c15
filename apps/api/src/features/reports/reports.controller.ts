import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { utilisationQuery, utilisationView } from './reports.dto.js';
import { ShowUtilisation } from './utilisation.query.js';

@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  constructor(private readonly utilisation: ShowUtilisation) {}

  /** Booked and used time of each instrument by day, and of all together, against 1,600 hours a year. */
  @Get('utilisation')
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: utilisationView })
  show(
    @Query({ schema: utilisationQuery }) query: z.infer<typeof utilisationQuery>,
  ): Promise<z.infer<typeof utilisationView>> {
    return this.utilisation.execute(query);
  }
}
