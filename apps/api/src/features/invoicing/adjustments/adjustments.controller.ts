import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { Adjust } from './adjust.js';
import { adjustmentOutcome, adjustmentPage, adjustmentsQuery, newAdjustment, withdrawal } from './adjustments.dto.js';
import { AdjustmentsQuery } from './adjustments.query.js';

@ApiTags('adjustments')
@Controller('adjustments')
@Allow('finance', 'manager')
export class AdjustmentsController {
  constructor(
    private readonly adjustments: AdjustmentsQuery,
    private readonly adjust: Adjust,
  ) {}

  /** Damages, adjustments, services and whatever else was stated by hand, newest first, with the sum of what is not withdrawn. */
  @Get()
  @ApiOkResponse({ standardSchema: adjustmentPage })
  list(
    @Query({ schema: adjustmentsQuery }) query: z.infer<typeof adjustmentsQuery>,
  ): Promise<z.infer<typeof adjustmentPage>> {
    return this.adjustments.list(query);
  }

  /** States a damage or, by finance, an adjustment; it stands on the invoice of its month, or of the first open one after. */
  @Post()
  @ApiCreatedResponse({ standardSchema: adjustmentOutcome })
  add(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: newAdjustment }) body: z.infer<typeof newAdjustment>,
  ): Promise<z.infer<typeof adjustmentOutcome>> {
    return this.adjust.add(context, body);
  }

  /** Withdraws it; what was invoiced for it comes back on the next invoice. 409 already_withdrawn, withdraw_at_deposit. */
  @Post(':id/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: adjustmentOutcome })
  withdraw(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: withdrawal }) body: z.infer<typeof withdrawal>,
  ): Promise<z.infer<typeof adjustmentOutcome>> {
    return this.adjust.withdraw(context, id, body);
  }
}
