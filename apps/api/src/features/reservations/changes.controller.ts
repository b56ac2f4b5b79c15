import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { CancelReservation } from './cancel-reservation.js';
import { cancellation, cancellationPreview } from './cancellation.dto.js';
import { ExtendReservation } from './extend-reservation.js';
import { ListEquivalents } from './list-equivalents.query.js';
import { MoveReservation } from './move-reservation.js';
import {
  changeOutcome,
  decided,
  equivalentsView,
  extension,
  extensionPreview,
  extensionPreviewView,
  move,
  quoteView,
  returnPreview,
  returnPreviewView,
  shortening,
} from './reservations.dto.js';
import { ShortenReservation } from './shorten-reservation.js';

type Changed = Promise<z.infer<typeof changeOutcome>>;

/** What an owner, or staff for the owner, changes of a reservation; each shows its money first. */
@ApiTags('reservations')
@Controller('reservations/:id')
@Allow('member', 'company_admin', 'manager')
export class ChangesController {
  constructor(
    private readonly extend: ExtendReservation,
    private readonly shorten: ShortenReservation,
    private readonly cancel: CancelReservation,
    private readonly move: MoveReservation,
    private readonly equivalents: ListEquivalents,
  ) {}

  /** What more months would cost, and whether they are free. */
  @Post('extend-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: extensionPreviewView })
  previewExtension(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: extensionPreview }) body: z.infer<typeof extensionPreview>,
  ): Promise<z.infer<typeof extensionPreviewView>> {
    return this.extend.preview(actor, id, body.months);
  }

  /** Rents on for more months, at today's price. */
  @Post('extend')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changeOutcome })
  extendBy(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: extension }) body: z.infer<typeof extension>,
  ): Changed {
    return this.extend.execute(context, id, body);
  }

  /** What an early return would change, month by month. */
  @Post('return-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: returnPreviewView })
  previewReturn(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: returnPreview }) body: z.infer<typeof returnPreview>,
  ): Promise<z.infer<typeof returnPreviewView>> {
    return this.shorten.preview(actor, id, body.returnedOn);
  }

  /** Announces an early return; the days from then on are free for others. */
  @Post('shorten')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changeOutcome })
  shortenTo(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: shortening }) body: z.infer<typeof shortening>,
  ): Changed {
    return this.shorten.execute(context, id, body);
  }

  /** What cancelling would cost now. */
  @Post('cancel-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: cancellationPreview })
  previewCancellation(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof cancellationPreview>> {
    return this.cancel.preview(actor, id);
  }

  /** Gives the reservation up; staff may waive the fee. */
  @Post('cancel')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: decided })
  cancelIt(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: cancellation }) body: z.infer<typeof cancellation>,
  ): Promise<z.infer<typeof decided>> {
    return this.cancel.execute(context, id, body);
  }

  /** What the new place would cost, and whether it is free. */
  @Post('move-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: quoteView })
  previewMove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: move }) body: z.infer<typeof move>,
  ): Promise<z.infer<typeof quoteView>> {
    return this.move.preview(actor, id, body);
  }

  /** What could stand in for its instrument, free in its own time, with the price. */
  @Get('equivalents')
  @ApiOkResponse({ standardSchema: equivalentsView })
  listEquivalents(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof equivalentsView>> {
    return this.equivalents.execute(actor, id);
  }

  /** Moves or resizes it, or takes another instrument. 409 slot_taken with alternatives. */
  @Post('move')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: changeOutcome })
  moveTo(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: move }) body: z.infer<typeof move>,
  ): Changed {
    return this.move.execute(context, id, body);
  }
}
