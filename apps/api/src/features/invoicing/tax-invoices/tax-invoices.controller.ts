import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { TaxBatches } from './batches.js';
import { ExportBatch } from './export-batch.js';
import { RecordNumberByHand } from './record-number.js';
import {
  batchMade,
  newBatch,
  numberInput,
  releaseInput,
  taxListQuery,
  taxPage,
  taxState,
  taxTerms,
} from './tax-invoices.dto.js';
import { TaxInvoicesQuery } from './tax-invoices.query.js';
import { TaxTerms } from './tax-terms.js';

@ApiTags('tax-invoices')
@Controller()
export class TaxInvoicesController {
  constructor(
    private readonly query: TaxInvoicesQuery,
    private readonly exporting: ExportBatch,
    private readonly batches: TaxBatches,
    private readonly numbers: RecordNumberByHand,
    private readonly terms: TaxTerms,
  ) {}

  /** Statements to be issued (with what the checks find), in a file, or with the bureau's number. */
  @Get('tax-invoices')
  @Allow('finance')
  @ApiOkResponse({ standardSchema: taxPage })
  list(@Query({ schema: taxListQuery }) query: z.infer<typeof taxListQuery>): Promise<z.infer<typeof taxPage>> {
    return this.query.list(query);
  }

  /** Makes the tax bureau's file of statements: every check first, nothing when one fails, each statement once. */
  @Post('tax-invoices/batches')
  @Allow('finance')
  @ApiOkResponse({ standardSchema: batchMade })
  export(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: newBatch }) body: z.infer<typeof newBatch>,
  ): Promise<z.infer<typeof batchMade>> {
    return this.exporting.execute(context, body);
  }

  /** Where a statement stands with the tax bureau: its number, its red letters. */
  @Get('invoices/:id/tax-invoice')
  @Allow('member', 'company_admin', 'finance', 'manager')
  @ApiOkResponse({ standardSchema: taxState })
  one(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<z.infer<typeof taxState>> {
    return this.query.one(actor, id);
  }

  /** The number of an invoice that was issued on the tax platform itself, typed by hand. */
  @Put('invoices/:id/tax-invoice')
  @Allow('finance')
  @HttpCode(204)
  async number(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: numberInput }) body: z.infer<typeof numberInput>,
  ): Promise<void> {
    await this.numbers.execute(actor, id, body);
  }

  /** Lets an exported statement be exported again. */
  @Post('invoices/:id/tax-invoice/release')
  @Allow('finance')
  @HttpCode(204)
  async release(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: releaseInput }) body: z.infer<typeof releaseInput>,
  ): Promise<void> {
    await this.batches.release(actor, id, body.reason);
  }

  /** Which invoice a company gets (专票 or 普票), and whether it books costs net or gross. */
  @Get('companies/:id/tax-terms')
  @Allow('company_admin', 'member', 'finance', 'manager')
  @ApiOkResponse({ standardSchema: taxTerms })
  termsOf(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof taxTerms>> {
    return this.terms.of(actor, id);
  }

  /** Changes them; a company's administrator its own. */
  @Put('companies/:id/tax-terms')
  @Allow('company_admin', 'finance', 'manager')
  @HttpCode(204)
  async setTerms(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: taxTerms }) body: z.infer<typeof taxTerms>,
  ): Promise<void> {
    await this.terms.set(actor, id, body);
  }
}
