import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { Command, type CommandContext } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { standingView, violationsPage, violationsQuery, waiving } from './conduct.dto.js';
import { ListViolations } from './list-violations.query.js';
import { WaiveViolation } from './waive-violation.js';

@ApiTags('conduct')
@Controller()
export class ConductController {
  constructor(
    private readonly list: ListViolations,
    private readonly waiver: WaiveViolation,
  ) {}

  /** Violations of conduct, the latest first. */
  @Get('violations')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: violationsPage })
  all(
    @CurrentActor() actor: Actor,
    @Query({ schema: violationsQuery }) query: z.infer<typeof violationsQuery>,
  ): Promise<z.infer<typeof violationsPage>> {
    return this.list.all(actor, query);
  }

  /** Lets one go, with the reason. */
  @Post('violations/:id/waive')
  @HttpCode(204)
  @Allow('manager')
  waive(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: waiving }) body: z.infer<typeof waiving>,
  ): Promise<void> {
    return this.waiver.execute(context, id, body);
  }

  /** How one stands oneself: what counts, and until when one may not reserve. */
  @Get('conduct')
  @Allow('member', 'company_admin')
  @ApiOkResponse({ standardSchema: standingView })
  own(@CurrentActor() actor: Actor): Promise<z.infer<typeof standingView>> {
    return this.list.own(actor);
  }
}
