import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { CancelSeries } from './cancel-series.js';
import { DecideSeries } from './decide-series.js';
import { MoveSeries } from './move-series.js';
import type { SeriesMovePreview } from './preview-move.js';
import { RequestSeries } from './request-series.js';
import type { SeriesOutcome, SeriesPreview } from './reserve-sessions.js';
import {
  retryCommand,
  retryRequest,
  seriesApproval,
  seriesCancel,
  seriesCancelOutcome,
  seriesCancelPreview,
  seriesCancelPreviewRequest,
  seriesDecided,
  seriesMove,
  seriesMoveOutcome,
  seriesMovePreview,
  seriesMovePreviewRequest,
  seriesOutcome,
  seriesPreview,
  seriesPreviewRequest,
  seriesRejection,
  seriesRequest,
  seriesView,
} from './series.dto.js';
import { ShowSeries } from './show-series.query.js';

/** Sessions that repeat, made together and shown as one. */
@ApiTags('series')
@Controller('reservations/series')
@Allow('member', 'company_admin', 'manager')
export class SeriesController {
  constructor(
    private readonly request: RequestSeries,
    private readonly show: ShowSeries,
    private readonly move: MoveSeries,
    private readonly cancel: CancelSeries,
    private readonly decide: DecideSeries,
  ) {}

  /** Every session of a rule with its price, what the rules say and whether it is free; for each conflict what else there is. Keeps nothing. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: seriesPreview })
  preview(
    @CurrentActor() actor: Actor,
    @Body({ schema: seriesPreviewRequest }) body: z.infer<typeof seriesPreviewRequest>,
  ): Promise<SeriesPreview> {
    return this.request.preview(actor, body);
  }

  /** Reserves all of it, or asks for it. 409 series_conflicts or quote_changed with the list anew, and nothing half saved. */
  @Post()
  @ApiCreatedResponse({ standardSchema: seriesOutcome })
  reserve(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: seriesRequest }) body: z.infer<typeof seriesRequest>,
  ): Promise<SeriesOutcome> {
    return this.request.execute(context, body);
  }

  /** A series with its sessions, and the days ahead that have none. */
  @Get(':id')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: seriesView })
  one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof seriesView>> {
    return this.show.execute(actor, id);
  }

  /** Looks again at days that were skipped or given up. */
  @Post(':id/retry-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: seriesPreview })
  previewRetry(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: retryRequest }) body: z.infer<typeof retryRequest>,
  ): Promise<SeriesPreview> {
    return this.request.previewRetry(actor, id, body);
  }

  /** Reserves days that were skipped or given up. */
  @Post(':id/retry')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: seriesOutcome })
  retry(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: retryCommand }) body: z.infer<typeof retryCommand>,
  ): Promise<SeriesOutcome> {
    return this.request.retry(context, id, body);
  }

  /** What moving one session, those from a day on, or all ahead would cost, and whether each new place is free. */
  @Post(':id/move-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: seriesMovePreview })
  previewMove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: seriesMovePreviewRequest }) body: z.infer<typeof seriesMovePreviewRequest>,
  ): Promise<SeriesMovePreview> {
    return this.move.preview(actor, id, body);
  }

  /** Moves them; what has begun or is over is never touched. 409 series_conflicts or quote_changed with the list anew. */
  @Post(':id/move')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: seriesMoveOutcome })
  moveThem(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: seriesMove }) body: z.infer<typeof seriesMove>,
  ): Promise<z.infer<typeof seriesMoveOutcome>> {
    return this.move.execute(context, id, body);
  }

  /** What giving sessions up would cost now. */
  @Post(':id/cancel-preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: seriesCancelPreview })
  previewCancellation(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: seriesCancelPreviewRequest }) body: z.infer<typeof seriesCancelPreviewRequest>,
  ): Promise<z.infer<typeof seriesCancelPreview>> {
    return this.cancel.preview(actor, id, body);
  }

  /** Gives sessions up; staff may waive the fee. */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: seriesCancelOutcome })
  cancelThem(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: seriesCancel }) body: z.infer<typeof seriesCancel>,
  ): Promise<z.infer<typeof seriesCancelOutcome>> {
    return this.cancel.execute(context, id, body);
  }

  /** Confirms every request of the series that still waits. */
  @Post(':id/approve')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: seriesDecided })
  approve(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: seriesApproval }) body: z.infer<typeof seriesApproval>,
  ): Promise<z.infer<typeof seriesDecided>> {
    return this.decide.approve(context, id, body.override);
  }

  /** Rejects every request of the series that still waits, and says why. */
  @Post(':id/reject')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: seriesDecided })
  reject(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: seriesRejection }) body: z.infer<typeof seriesRejection>,
  ): Promise<z.infer<typeof seriesDecided>> {
    return this.decide.reject(context, id, body.reason);
  }
}
