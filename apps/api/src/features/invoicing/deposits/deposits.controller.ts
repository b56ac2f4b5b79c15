import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { ChangeDeposit } from './change-deposit.js';
import { DepositReceipts } from './deposit-receipts.js';
import {
  depositPage,
  depositParts,
  depositReceived,
  depositsQuery,
  type DepositView,
  depositView,
  forfeitWithdrawn,
} from './deposits.dto.js';
import { DepositsQuery } from './deposits.query.js';

const language = z.object({ lang: z.enum(['zh', 'en']).default('zh') });

@ApiTags('deposits')
@Controller('deposits')
@Allow(...everyone)
export class DepositsController {
  constructor(
    private readonly deposits: DepositsQuery,
    private readonly command: ChangeDeposit,
    private readonly receipts: DepositReceipts,
  ) {}

  /** Deposits, newest first, with sums and what the ledger says of the same; tenants see their own. */
  @Get()
  @ApiOkResponse({ standardSchema: depositPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: depositsQuery }) query: z.infer<typeof depositsQuery>,
  ): Promise<z.infer<typeof depositPage>> {
    return this.deposits.list(actor, query);
  }

  /** One deposit with what became of it, part by part. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: depositView })
  one(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<DepositView> {
    return this.deposits.one(actor, id);
  }

  /** Its receipt as PDF: not taxed, no invoice; the same bytes every time. */
  @Get(':id/receipt')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async receipt(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Query({ schema: language }) { lang }: z.infer<typeof language>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, bytes } = await this.receipts.pdf(actor, id, lang);
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `inline; filename="${name}"`)
      .send(bytes);
  }

  /** A due deposit came in. */
  @Post(':id/receive')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: depositView })
  receive(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: depositReceived }) body: z.infer<typeof depositReceived>,
  ): Promise<DepositView> {
    return this.command.receive(context, id, body);
  }

  /** Decides on parts of it: refund, set off against open invoices, keep (which becomes an invoice line that it pays). Managers keep only; what moves the company's money is finance's. */
  @Post(':id/release')
  @Allow('finance', 'manager')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: depositView })
  release(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: depositParts }) body: z.infer<typeof depositParts>,
  ): Promise<DepositView> {
    return this.command.release(context, id, body);
  }

  /** Takes back that a part is kept, before its line is issued. */
  @Post(':id/withdraw-forfeit')
  @Allow('finance', 'manager')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: depositView })
  withdraw(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: forfeitWithdrawn }) body: z.infer<typeof forfeitWithdrawn>,
  ): Promise<DepositView> {
    return this.command.withdrawForfeit(context, id, body);
  }
}
