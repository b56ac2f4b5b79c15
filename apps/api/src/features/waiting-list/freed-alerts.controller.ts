import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { FreedAlerts } from './freed-alerts.js';
import { alertRequest, alertsView } from './waiting-list.dto.js';

const named = z.object({ id: z.int() });

@ApiTags('waiting-list')
@Controller('freed-alerts')
@Allow('member', 'company_admin')
export class FreedAlertsController {
  constructor(private readonly alerts: FreedAlerts) {}

  /** One's own alerts, the newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: alertsView })
  all(@CurrentActor() actor: Actor): Promise<z.infer<typeof alertsView>> {
    return this.alerts.list(actor);
  }

  /** Tells when at least so much time gets free on an instrument or in a category; nothing is held. */
  @Post()
  @ApiCreatedResponse({ standardSchema: named })
  add(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: alertRequest }) body: z.infer<typeof alertRequest>,
  ): Promise<{ id: number }> {
    return this.alerts.add(context, body);
  }

  /** Tells no more. */
  @Delete(':id')
  @ApiOkResponse({ standardSchema: named })
  remove(@Command() context: CommandContext, @Param('id', { schema: field.id }) id: number): Promise<{ id: number }> {
    return this.alerts.remove(context, id);
  }
}
