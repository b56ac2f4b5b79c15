import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { decided } from '../reservations.dto.js';
import { countsCommand, countsView } from './counts.dto.js';
import { RecordCounts } from './record-counts.js';
import { ShowCounts } from './show-counts.query.js';

@ApiTags('usage')
@Controller('reservations/:id/counts')
export class CountsController {
  constructor(
    private readonly show: ShowCounts,
    private readonly record: RecordCounts,
  ) {}

  /** Runs, samples, assistance and consumables: booked, counted, what they come to, and who counted them. */
  @Get()
  @Allow('member', 'company_admin', 'manager', 'finance')
  @ApiOkResponse({ standardSchema: countsView })
  counts(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof countsView>> {
    return this.show.execute(actor, id);
  }

  /** Counts what was used, or puts a count right; after an issued month the difference comes in the next open one. */
  @Post()
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: decided })
  put(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: countsCommand }) body: z.infer<typeof countsCommand>,
  ): Promise<z.infer<typeof decided>> {
    return this.record.execute(context, id, body);
  }
}
