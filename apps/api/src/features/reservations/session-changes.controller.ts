import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { changeOutcome, decided } from './reservations.dto.js';
import type { Outcome } from './reserve.js';
import { ResizeSession } from './resize-session.js';
import { colleagues, resize, resizePreview, resizePreviewView, transfer } from './session-changes.dto.js';
import { TransferReservation } from './transfer-reservation.js';

@ApiTags('reservations')
@Controller('reservations/:id')
@Allow('member', 'company_admin', 'manager')
export class SessionChangesController {
  constructor(
    private readonly resizing: ResizeSession,
    private readonly transferring: TransferReservation,
  ) {}

  /** What another end of a running session costs, and whether it is free. */
  @Post('resize-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: resizePreviewView })
  previewResize(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: resizePreview }) body: z.infer<typeof resizePreview>,
  ): Promise<z.infer<typeof resizePreviewView>> {
    return this.resizing.preview(actor, id, body.endsAt);
  }

  /** Gives a running session another end. 409 slot_taken with alternatives, 422 policies_violated. */
  @Post('resize')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changeOutcome })
  resizeIt(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: resize }) body: z.infer<typeof resize>,
  ): Promise<z.infer<typeof changeOutcome>> {
    return this.resizing.execute(context, id, body);
  }

  /** The colleagues who could take it over. */
  @Get('colleagues')
  @ApiOkResponse({ standardSchema: colleagues })
  colleagues(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof colleagues>> {
    return this.transferring.colleagues(actor, id);
  }

  /** Gives it to a colleague, who must be qualified (422 policies_violated). */
  @Post('transfer')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: decided })
  transferIt(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: transfer }) body: z.infer<typeof transfer>,
  ): Promise<Outcome> {
    return this.transferring.execute(context, id, body);
  }
}
