import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { reason } from '../payments.dto.js';
import { newRefund, refundPage, refundRecorded, refundsQuery } from './refunds.dto.js';
import { Refunds } from './refunds.js';

@ApiTags('payments')
@Controller('refunds')
@Allow('finance')
export class RefundsController {
  constructor(private readonly refunds: Refunds) {}

  /** Refunds, newest first. */
  @Get()
  @ApiOkResponse({ standardSchema: refundPage })
  list(@Query({ schema: refundsQuery }) query: z.infer<typeof refundsQuery>): Promise<z.infer<typeof refundPage>> {
    return this.refunds.list(query);
  }

  /** Pays money back that a company has to its credit, never more; what credit notes owe back goes first. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: refundRecorded })
  pay(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: newRefund }) body: z.infer<typeof newRefund>,
  ): Promise<z.infer<typeof refundRecorded>> {
    return this.refunds.pay(context, body);
  }

  /** Takes a refund back that did not happen, with a reason. */
  @Post(':id/reverse')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: z.object({ id: z.int() }) })
  reverse(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: reason }) body: z.infer<typeof reason>,
  ): Promise<{ id: number }> {
    return this.refunds.reverse(context, id, body.reason);
  }
}
