import { Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { sendPdf } from '../documents/send-pdf.js';
import { PaymentReceipts } from './payment-receipts.js';

const language = z.object({ lang: z.enum(['zh', 'en']).default('zh') });
const receiptGiven = z.object({ number: z.string() }).meta({ id: 'ReceiptGiven' });
const id = { schema: field.id };

@ApiTags('payments')
@Controller('payments/:id')
export class PaymentReceiptsController {
  constructor(private readonly receipts: PaymentReceipts) {}

  /** Gives a numbered receipt for money that came in; asked again it is the same one. */
  @Post('receipt')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: receiptGiven })
  give(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) paymentId: number,
  ): Promise<z.infer<typeof receiptGiven>> {
    return this.receipts.give(context, paymentId);
  }

  /** The receipt as PDF, Chinese or English; the same bytes every time. */
  @Get('receipt.pdf')
  @Allow('company_admin', 'finance', 'manager')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @CurrentActor() actor: Actor,
    @Param('id', id) paymentId: number,
    @Query({ schema: language }) { lang }: z.infer<typeof language>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPdf(reply, await this.receipts.pdf(actor, paymentId, lang));
  }
}
