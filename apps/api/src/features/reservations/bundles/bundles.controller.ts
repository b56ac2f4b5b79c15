import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { cancellation } from '../cancellation.dto.js';
import {
  bundleCancellationPreview,
  bundleCancelled,
  bundleMove,
  bundleMoveOutcome,
  bundleMovePreview,
  bundleOutcome,
  bundleQuoteRequest,
  bundleQuoteView,
  bundleRequest,
  bundleView,
} from './bundles.dto.js';
import { CancelBundle } from './cancel-bundle.js';
import { MoveBundle } from './move-bundle.js';
import { type BundleQuote, QuoteBundle } from './quote-bundle.js';
import { ReserveBundle } from './reserve-bundle.js';
import { ShowBundle } from './show-bundle.query.js';

/** Several instruments reserved together, and units of a pool. */
@ApiTags('bundles')
@Controller()
export class BundlesController {
  constructor(
    private readonly quotes: QuoteBundle,
    private readonly reserve: ReserveBundle,
    private readonly show: ShowBundle,
    private readonly cancel: CancelBundle,
    private readonly move: MoveBundle,
  ) {}

  /** The price of several instruments together, line by line and item by item, with what the policies say of each; keeps nothing. */
  @Post('quotes/bundle')
  @HttpCode(200)
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: bundleQuoteView })
  quote(
    @CurrentActor() actor: Actor,
    @Body({ schema: bundleQuoteRequest }) body: z.infer<typeof bundleQuoteRequest>,
  ): Promise<BundleQuote> {
    return this.quotes.execute(actor, body);
  }

  /**
   * Reserves several instruments, all or nothing. 409 slot_taken names the items and says what else there is for each,
   * and when all of it is free; 422 policies_violated has the violations of every item.
   */
  @Post('reservations/bundles')
  @Allow('member', 'company_admin', 'manager')
  @ApiCreatedResponse({ standardSchema: bundleOutcome })
  bundle(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: bundleRequest }) body: z.infer<typeof bundleRequest>,
  ): Promise<z.infer<typeof bundleOutcome>> {
    return this.reserve.execute(context, body);
  }

  /** What was reserved together, and what may be done with all of it at once. */
  @Get('reservations/bundles/:id')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: bundleView })
  one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof bundleView>> {
    return this.show.execute(actor, id);
  }

  /** What cancelling all of it would cost now, one by one and together. */
  @Post('reservations/bundles/:id/cancel-preview')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: bundleCancellationPreview })
  previewCancellation(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof bundleCancellationPreview>> {
    return this.cancel.preview(actor, id);
  }

  /** Gives up all of it that has not begun; staff may waive the fees. */
  @Post('reservations/bundles/:id/cancel')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: bundleCancelled })
  cancelAll(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: cancellation }) body: z.infer<typeof cancellation>,
  ): Promise<z.infer<typeof bundleCancelled>> {
    return this.cancel.execute(context, id, body);
  }

  /** Where all of it would be after a move, what that costs and what stands against it. */
  @Post('reservations/bundles/:id/move-preview')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: bundleMovePreview })
  previewMove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: bundleMove }) body: z.infer<typeof bundleMove>,
  ): Promise<z.infer<typeof bundleMovePreview>> {
    return this.move.preview(actor, id, body);
  }

  /** Moves all of it by the same time, all or nothing. 409 slot_taken and 422 policies_violated say of which. */
  @Post('reservations/bundles/:id/move')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: bundleMoveOutcome })
  moveAll(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: bundleMove }) body: z.infer<typeof bundleMove>,
  ): Promise<z.infer<typeof bundleMoveOutcome>> {
    return this.move.execute(context, id, body);
  }
}
