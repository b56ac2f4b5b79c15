import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { ChangeOrder } from './change-order.js';
import { RequestService } from './request-service.js';
import {
  newService,
  serviceEnd,
  serviceOutcome,
  servicePage,
  serviceQuery,
  serviceQuote,
  serviceResult,
  serviceStep,
  serviceView,
} from './service-orders.dto.js';
import { ServiceOrdersQuery } from './service-orders.query.js';

const id = { schema: field.id };
type Outcome = Promise<z.infer<typeof serviceOutcome>>;

@ApiTags('services')
@Controller('service-orders')
export class ServiceOrdersController {
  constructor(
    private readonly orders: ServiceOrdersQuery,
    private readonly request: RequestService,
    private readonly change: ChangeOrder,
  ) {}

  /** Samples that the staff are asked to run: the own company's, for staff all; newest first. */
  @Get()
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: servicePage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: serviceQuery }) query: z.infer<typeof serviceQuery>,
  ): Promise<z.infer<typeof servicePage>> {
    return this.orders.list(actor, query);
  }

  /** One order with its quote, result, invoices and what the reader may do. */
  @Get(':id')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: serviceView })
  one(@CurrentActor() actor: Actor, @Param('id', id) order: number): Promise<z.infer<typeof serviceView>> {
    return this.orders.one(actor, order);
  }

  /** Asks for samples to be run, on an instrument or on any of a category. */
  @Post()
  @Allow('member', 'company_admin', 'manager')
  @ApiCreatedResponse({ standardSchema: serviceOutcome })
  add(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: newService }) body: z.infer<typeof newService>,
  ): Outcome {
    return this.request.execute(context, body);
  }

  /** Staff accept the order with a quote; it may be given again until it is agreed to. 409 not_in_this_state, 412 stale. */
  @Post(':id/quote')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: serviceOutcome })
  quote(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) order: number,
    @Body({ schema: serviceQuote }) body: z.infer<typeof serviceQuote>,
  ): Outcome {
    return this.change.quote(context, order, body);
  }

  /** The tenant agrees to the quote, as it was read. 412 stale when it is another meanwhile. */
  @Post(':id/confirm')
  @HttpCode(200)
  @Allow('member', 'company_admin')
  @ApiOkResponse({ standardSchema: serviceOutcome })
  confirm(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) order: number,
    @Body({ schema: serviceStep }) body: z.infer<typeof serviceStep>,
  ): Outcome {
    return this.change.confirm(context, order, body.version);
  }

  /** The samples are here and work begins. */
  @Post(':id/start')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: serviceOutcome })
  start(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) order: number,
    @Body({ schema: serviceStep }) body: z.infer<typeof serviceStep>,
  ): Outcome {
    return this.change.start(context, order, body.version);
  }

  /** Done, with the result; what was agreed, or less of it, is billed with this month. 400 more_than_quoted. */
  @Post(':id/complete')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: serviceOutcome })
  complete(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) order: number,
    @Body({ schema: serviceResult }) body: z.infer<typeof serviceResult>,
  ): Outcome {
    return this.change.complete(context, order, body);
  }

  /** Staff cannot do it, and say why. */
  @Post(':id/reject')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: serviceOutcome })
  reject(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) order: number,
    @Body({ schema: serviceEnd }) body: z.infer<typeof serviceEnd>,
  ): Outcome {
    return this.change.end(context, { id: order, action: 'reject' }, body);
  }

  /** Given up before work begins, by either side; after that by the staff. Nothing is billed. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: serviceOutcome })
  cancel(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) order: number,
    @Body({ schema: serviceEnd }) body: z.infer<typeof serviceEnd>,
  ): Outcome {
    return this.change.end(context, { id: order, action: 'cancel' }, body);
  }
}
