import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { EvidencePack } from './evidence-pack.js';
import { InvoiceSupport } from './invoice-support.query.js';
import { SettleVoucher } from './settle-voucher.js';
import { invoiceSupport, reasonInput, redemption, useStates } from './vouchers.dto.js';

const outcome = z.object({ id: z.int(), state: z.enum(useStates) }).meta({ id: 'VoucherUseOutcome' });
const language = z.object({ lang: z.enum(['zh', 'en']).default('zh') });

@ApiTags('vouchers')
@Controller()
@Allow('finance')
export class VoucherUsesController {
  constructor(
    private readonly settle: SettleVoucher,
    private readonly evidence: EvidencePack,
    private readonly support: InvoiceSupport,
  ) {}

  /** What pays an invoice beside money: subsidies, vouchers used, vouchers that could be used. */
  @Get('invoices/:id/support')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: invoiceSupport })
  ofInvoice(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof invoiceSupport>> {
    return this.support.show(actor, id);
  }

  /** The issuer paid a use. */
  @Post('voucher-uses/:id/redeem')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outcome })
  redeem(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: redemption }) body: z.infer<typeof redemption>,
  ): Promise<{ id: number; state: string }> {
    return this.settle.redeem(context, id, body);
  }

  /** Undoes a use: the invoice is open again by as much. */
  @Post('voucher-uses/:id/return')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: outcome })
  undo(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: reasonInput }) body: z.infer<typeof reasonInput>,
  ): Promise<{ id: number; state: string }> {
    return this.settle.undo(context, id, body.reason);
  }

  /** Everything its issuer wants to see of a use, in one ZIP: confirmation, invoice, payments, records of use, statement. */
  @Get('voucher-uses/:id/evidence.zip')
  @Allow('finance', 'company_admin')
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pack(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Query({ schema: language }) { lang }: z.infer<typeof language>,
  ): Promise<StreamableFile> {
    const { name, stream } = await this.evidence.stream(actor, id, lang);
    return new StreamableFile(stream, {
      type: 'application/zip',
      disposition: `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }
}
