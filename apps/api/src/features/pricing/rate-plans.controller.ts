import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { versionOf } from '../../platform/http/if-match.js';
import { field } from '../../platform/http/validation.js';
import { ListRates } from './list-rates.query.js';
import type { Placed } from './place-plan.js';
import {
  listRates,
  type RatePlanInput,
  ratePlanInput,
  ratePlans,
  ratesPage,
  type RatePlanView,
} from './pricing.dto.js';
import { RatePlans } from './rate-plans.js';

const placed = z.object({ id: z.int(), version: z.int() });

@ApiTags('pricing')
@Controller()
@Allow('manager', 'finance')
export class RatePlansController {
  constructor(
    private readonly plans: RatePlans,
    private readonly list: ListRates,
  ) {}

  /** What each instrument, or each category, costs today, where that comes from, and what is planned. */
  @Get('rate-plans')
  @ApiOkResponse({ standardSchema: ratesPage })
  all(@Query({ schema: listRates }) query: z.infer<typeof listRates>): Promise<z.infer<typeof ratesPage>> {
    return this.list.execute(query);
  }

  /** All plans of an instrument's own, the latest first. */
  @Get('instruments/:id/rate-plans')
  @ApiOkResponse({ standardSchema: ratePlans })
  async ofInstrument(@Param('id', { schema: field.id }) id: number): Promise<{ items: RatePlanView[] }> {
    return { items: await this.plans.of({ of: 'instrument', id }) };
  }

  /** All plans of a category, the latest first. */
  @Get('categories/:id/rate-plans')
  @ApiOkResponse({ standardSchema: ratePlans })
  async ofCategory(@Param('id', { schema: field.id }) id: number): Promise<{ items: RatePlanView[] }> {
    return { items: await this.plans.of({ of: 'category', id }) };
  }

  /** Prices an instrument from a day on; what held on that day ends there. */
  @Post('instruments/:id/rate-plans')
  @ApiCreatedResponse({ standardSchema: placed })
  addToInstrument(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: ratePlanInput }) body: RatePlanInput,
  ): Promise<Placed> {
    return this.plans.add(actor, { of: 'instrument', id }, body);
  }

  /** Prices all instruments of a category that have no plan of their own. */
  @Post('categories/:id/rate-plans')
  @ApiCreatedResponse({ standardSchema: placed })
  addToCategory(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: ratePlanInput }) body: RatePlanInput,
  ): Promise<Placed> {
    return this.plans.add(actor, { of: 'category', id }, body);
  }

  /** Changes a plan that is not valid yet; If-Match carries the version that was read. */
  @Put('rate-plans/:id')
  @ApiOkResponse({ standardSchema: placed })
  change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: ratePlanInput }) body: RatePlanInput,
  ): Promise<Placed> {
    return this.plans.change(actor, id, versionOf(ifMatch), body);
  }

  /** Takes back a plan that is not valid yet. */
  @Delete('rate-plans/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    return this.plans.remove(actor, id);
  }
}
