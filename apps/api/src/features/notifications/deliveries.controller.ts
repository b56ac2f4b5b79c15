import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { Command, type CommandContext } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { Deliveries, deliveryList, resent } from './deliveries.js';

const id = { schema: field.id };

/** Invoices by mail: where each went, and once more for those that did not arrive. */
@ApiTags('deliveries')
@Controller()
@Allow('finance')
export class DeliveriesController {
  constructor(private readonly deliveries: Deliveries) {}

  /** The mails of an invoice with what became of each. */
  @Get('invoices/:id/deliveries')
  @ApiOkResponse({ standardSchema: deliveryList })
  list(@Param('id', id) invoiceId: number): Promise<z.infer<typeof deliveryList>> {
    return this.deliveries.of(invoiceId);
  }

  /** Sends again what did not arrive. */
  @Post('invoices/:id/deliveries/retry')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: resent })
  retry(@Command() context: CommandContext, @Param('id', id) invoiceId: number): Promise<z.infer<typeof resent>> {
    return this.deliveries.retry(context, invoiceId);
  }

  /** The same for a whole month. */
  @Post('months/:month/deliveries/retry')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: resent })
  retryMonth(
    @Command() context: CommandContext,
    @Param('month', { schema: field.month }) month: string,
  ): Promise<z.infer<typeof resent>> {
    return this.deliveries.retryMonth(context, month);
  }
}
