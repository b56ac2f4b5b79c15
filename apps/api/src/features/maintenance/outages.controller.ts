import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { Command, type CommandContext } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { AffectedByOutage } from './affected-by-outage.js';
import { ChangeOutage } from './change-outage.js';
import { outageCasesView } from './cases.dto.js';
import { EndOutage } from './end-outage.js';
import { ListOutages } from './list-outages.query.js';
import {
  affectedView,
  outageChange,
  outageEnd,
  outageOutcome,
  outagePreview,
  outagePreviewView,
  outageRequest,
  outagesPage,
  outagesQuery,
} from './outages.dto.js';
import { PlanOutage } from './plan-outage.js';

type Outcome = z.infer<typeof outageOutcome>;

@ApiTags('maintenance')
@Controller('outages')
@Allow('manager')
export class OutagesController {
  constructor(
    private readonly plan: PlanOutage,
    private readonly affected: AffectedByOutage,
    private readonly changing: ChangeOutage,
    private readonly ending: EndOutage,
    private readonly outages: ListOutages,
  ) {}

  /** Plans an outage, or announces it and asks the owners. 409 reservations_affected names what stands in the way when neither is said. */
  @Post()
  @ApiCreatedResponse({ standardSchema: outageOutcome })
  @ApiConflictResponse({ standardSchema: z.object({ code: z.string(), affected: z.array(affectedView).optional() }) })
  add(
    @Command() context: CommandContext,
    @Body({ schema: outageRequest }) body: z.infer<typeof outageRequest>,
  ): Promise<Outcome> {
    return this.plan.execute(context, body);
  }

  /** What would stand in the way of an outage, with the equivalent that would be held for each; saves nothing. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outagePreviewView })
  preview(
    @Body({ schema: outagePreview }) body: z.infer<typeof outagePreview>,
  ): Promise<z.infer<typeof outagePreviewView>> {
    return this.affected.preview(body);
  }

  /** Outages, the latest first. */
  @Get()
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: outagesPage })
  all(@Query({ schema: outagesQuery }) query: z.infer<typeof outagesQuery>): Promise<z.infer<typeof outagesPage>> {
    return this.outages.execute(query);
  }

  /** One outage with the cases of all owners. */
  @Get(':id')
  @Allow('manager', 'finance')
  @ApiOkResponse({ standardSchema: outageCasesView })
  one(@Param('id', { schema: field.id }) id: number): Promise<z.infer<typeof outageCasesView>> {
    return this.outages.one(id);
  }

  /** Changes when it is, why, or until when its owners may answer; 412 when somebody else changed it. */
  @Put(':id')
  @ApiOkResponse({ standardSchema: outageOutcome })
  change(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: outageChange }) body: z.infer<typeof outageChange>,
  ): Promise<Outcome> {
    return this.changing.execute(context, id, body);
  }

  /** Ends an outage before its time. */
  @Post(':id/end')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outageOutcome })
  end(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: outageEnd }) body: z.infer<typeof outageEnd>,
  ): Promise<Outcome> {
    return this.ending.end(context, id, body);
  }

  /** Calls it off, or withdraws its announcement. */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outageOutcome })
  cancel(@Command() context: CommandContext, @Param('id', { schema: field.id }) id: number): Promise<Outcome> {
    return this.ending.cancel(context, id);
  }
}
