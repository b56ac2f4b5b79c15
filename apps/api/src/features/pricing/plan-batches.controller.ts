import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { versionOf } from '../../platform/http/if-match.js';
import { field } from '../../platform/http/validation.js';
import { ChangePrices } from './change-prices.js';
import { confirmedBulk, confirmedCopy, endInput, placedCount } from './plan-batch.dto.js';
import type { Placed } from './place-plan.js';
import { RatePlans } from './rate-plans.js';

@ApiTags('pricing')
@Controller('rate-plans')
@Allow('manager', 'finance')
export class PlanBatchesController {
  constructor(
    private readonly change: ChangePrices,
    private readonly plans: RatePlans,
  ) {}

  /** Changes prices by a percentage: all that were shown, in one transaction, or none. */
  @Post('bulk')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: placedCount })
  bulk(
    @CurrentActor() actor: Actor,
    @Body({ schema: confirmedBulk }) body: z.infer<typeof confirmedBulk>,
  ): Promise<{ plans: number }> {
    return this.change.applyBulk(actor, body.change, body.token);
  }

  /** Gives other instruments or categories the prices of this plan, from a day on. */
  @Post(':id/copy')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: placedCount })
  copy(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: confirmedCopy }) body: z.infer<typeof confirmedCopy>,
  ): Promise<{ plans: number }> {
    return this.change.applyCopy(actor, id, body.copy, body.token);
  }

  /** Ends a plan before its time: an instrument then has its category's prices, or none. If-Match carries the version that was read. */
  @Post(':id/end')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: z.object({ id: z.int(), version: z.int() }) })
  end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: endInput }) body: z.infer<typeof endInput>,
  ): Promise<Placed> {
    return this.plans.end(actor, id, versionOf(ifMatch), body.on);
  }
}
