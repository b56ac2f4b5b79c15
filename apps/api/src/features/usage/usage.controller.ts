import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { Command, type CommandContext } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { type Outcome, outcomeView } from '../reservations/reservations.api.js';
import { HandOverInstrument } from './hand-over-instrument.js';
import { MarkNoShow } from './mark-no-show.js';
import { TakeBackInstrument } from './take-back-instrument.js';
import { handOver, noShow, start, stop, takeBack } from './usage.dto.js';

@ApiTags('usage')
@Controller('reservations/:id')
@Allow('manager')
export class UsageController {
  constructor(
    private readonly handOver: HandOverInstrument,
    private readonly takeBack: TakeBackInstrument,
    private readonly noShow: MarkNoShow,
  ) {}

  /** Gives the instrument out; 409 still_out while the one before has it. */
  @Post('hand-over')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outcomeView })
  out(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: handOver }) body: z.infer<typeof handOver>,
  ): Promise<Outcome> {
    return this.handOver.execute(context, id, body);
  }

  /** Takes it back, early or late, and settles the deposit. */
  @Post('take-back')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outcomeView })
  back(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: takeBack }) body: z.infer<typeof takeBack>,
  ): Promise<Outcome> {
    return this.takeBack.execute(context, id, body);
  }

  /** Starts the own session; 409 still_out while the one before has it, not_free_yet before the own time. */
  @Post('start')
  @HttpCode(200)
  @Allow('member', 'company_admin')
  @ApiOkResponse({ standardSchema: outcomeView })
  start(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: start }) body: z.infer<typeof start>,
  ): Promise<Outcome> {
    return this.handOver.start(context, id, body);
  }

  /** Stops the own session; what lies ahead of it is free again. */
  @Post('stop')
  @HttpCode(200)
  @Allow('member', 'company_admin')
  @ApiOkResponse({ standardSchema: outcomeView })
  stop(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: stop }) body: z.infer<typeof stop>,
  ): Promise<Outcome> {
    return this.takeBack.stop(context, id, body);
  }

  /** Nobody came. */
  @Post('no-show')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outcomeView })
  nobodyCame(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: noShow }) body: z.infer<typeof noShow>,
  ): Promise<Outcome> {
    return this.noShow.execute(context, id, body);
  }
}
