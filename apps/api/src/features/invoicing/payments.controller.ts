import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field, pageQuery } from '../../platform/http/validation.js';
import {
  balanceUsed,
  newPayment,
  paymentPage,
  paymentRecorded,
  paymentReversed,
  reason,
  standingView,
} from './payments.dto.js';
import { PaymentsQuery } from './payments.query.js';
import { RecordPayment } from './record-payment.js';

const paymentsQuery = z.object({ ...pageQuery, companyId: field.id.optional() });
const whose = z.object({ companyId: field.id.optional() });
const useBalance = z.object({ companyId: field.id });

@ApiTags('payments')
@Controller()
export class PaymentsController {
  constructor(
    private readonly payments: PaymentsQuery,
    private readonly command: RecordPayment,
  ) {}

  /** Payments, those that came in last first; tenants see their own. */
  @Get('payments')
  @Allow('company_admin', 'finance', 'manager')
  @ApiOkResponse({ standardSchema: paymentPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: paymentsQuery }) query: z.infer<typeof paymentsQuery>,
  ): Promise<z.infer<typeof paymentPage>> {
    return this.payments.list(actor, query);
  }

  /** Records money that came in; pays the oldest invoices first unless allocations say otherwise. */
  @Post('payments')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: paymentRecorded })
  record(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: newPayment }) body: z.infer<typeof newPayment>,
  ): Promise<z.infer<typeof paymentRecorded>> {
    return this.command.record(context, body);
  }

  /** Pays a company's open invoices from what is left of earlier payments and credits. */
  @Post('payments/use-balance')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: balanceUsed })
  useBalance(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: useBalance }) body: z.infer<typeof useBalance>,
  ): Promise<z.infer<typeof balanceUsed>> {
    return this.command.useBalance(context, body.companyId);
  }

  /** Takes a payment back, with a reason: its invoices are open again, its bank line waits for a decision again. */
  @Post('payments/:id/reverse')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: paymentReversed })
  reverse(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: reason }) body: z.infer<typeof reason>,
  ): Promise<z.infer<typeof paymentReversed>> {
    return this.command.reverse(context, id, body.reason);
  }

  /** Open, overdue, deposits held and balance of a company; tenants see their own. */
  @Get('standing')
  @Allow('member', 'company_admin', 'finance', 'manager')
  @ApiOkResponse({ standardSchema: standingView })
  standing(
    @CurrentActor() actor: Actor,
    @Query({ schema: whose }) query: z.infer<typeof whose>,
  ): Promise<z.infer<typeof standingView>> {
    return this.payments.standing(actor, query.companyId);
  }
}
