import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { upcomingView } from './upcoming.dto.js';
import { UpcomingQuery } from './upcoming.query.js';

@ApiTags('invoices')
@Controller('charges')
export class UpcomingController {
  constructor(private readonly upcoming: UpcomingQuery) {}

  /** What the own company owes up to this month and has not been invoiced yet, line by line, and how far its hours are from the month's cap. */
  @Get('upcoming')
  @Allow('member', 'company_admin')
  @ApiOkResponse({ standardSchema: upcomingView })
  own(@CurrentActor() actor: Actor): Promise<z.infer<typeof upcomingView>> {
    if (actor.companyId === null) throw notFound();
    return this.upcoming.of(actor.companyId);
  }
}
