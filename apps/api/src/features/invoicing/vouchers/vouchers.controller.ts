import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { versionOf } from '../../../platform/http/if-match.js';
import { field } from '../../../platform/http/validation.js';
import { KeepVouchers } from './keep-vouchers.js';
import { SettleVoucher } from './settle-voucher.js';
import { UseVoucher } from './use-voucher.js';
import {
  submission,
  voucherInput,
  voucherPage,
  vouchersQuery,
  voucherState,
  voucherTerms,
  voucherUseInput,
  type VoucherView,
  voucherView,
} from './vouchers.dto.js';
import { VouchersQuery } from './vouchers.query.js';

const used = z.object({ useId: z.int(), paidFen: z.int() }).meta({ id: 'VoucherUsed' });
const submitted = z.object({ submitted: z.int() }).meta({ id: 'VoucherSubmitted' });

@ApiTags('vouchers')
@Controller('vouchers')
@Allow('finance')
export class VouchersController {
  constructor(
    private readonly vouchers: VouchersQuery,
    private readonly keep: KeepVouchers,
    private readonly command: UseVoucher,
    private readonly settle: SettleVoucher,
  ) {}

  /** Vouchers, newest first, with their uses; tenants see their own. */
  @Get()
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: voucherPage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: vouchersQuery }) query: z.infer<typeof vouchersQuery>,
  ): Promise<z.infer<typeof voucherPage>> {
    return this.vouchers.list(actor, query);
  }

  /** One voucher. */
  @Get(':id')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: voucherView })
  one(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<VoucherView> {
    return this.vouchers.one(actor, id);
  }

  /** Enters a voucher as its issuer granted it, or as it was applied for. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: voucherView })
  add(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: voucherInput }) body: z.infer<typeof voucherInput>,
  ): Promise<VoucherView> {
    return this.keep.add(context, body);
  }

  /** Corrects it; If-Match carries the version that was read. */
  @Put(':id')
  @ApiOkResponse({ standardSchema: voucherView })
  change(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Headers('if-match') ifMatch: string | undefined,
    @Body({ schema: voucherTerms }) body: z.infer<typeof voucherTerms>,
  ): Promise<VoucherView> {
    return this.keep.change(context, { id, version: versionOf(ifMatch) }, body);
  }

  /** Granted by its issuer, or taken back by it. */
  @Post(':id/state')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: voucherView })
  setState(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: voucherState }) body: z.infer<typeof voucherState>,
  ): Promise<VoucherView> {
    return this.keep.setState(context, id, body);
  }

  /** Pays towards an issued invoice of its company. */
  @Post(':id/uses')
  @Allow('finance', 'company_admin')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: used })
  use(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: voucherUseInput }) body: z.infer<typeof voucherUseInput>,
  ): Promise<z.infer<typeof used>> {
    return this.command.use(context, id, body);
  }

  /** Hands in all its uses with its issuer. */
  @Post(':id/submit')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: submitted })
  submit(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: submission }) body: z.infer<typeof submission>,
  ): Promise<z.infer<typeof submitted>> {
    return this.settle.submit(context, id, body);
  }
}
