import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { RequestSeries } from './request-series.js';
import type { SeriesOutcome, SeriesPreview } from './reserve-sessions.js';
import {
  retryCommand,
  retryRequest,
  seriesOutcome,
  seriesPreview,
  seriesPreviewRequest,
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
}
