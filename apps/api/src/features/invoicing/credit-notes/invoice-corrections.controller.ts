import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import {
  creditable,
  creditNoteMade,
  creditPreview,
  creditWish,
  newCreditNote,
  newWriteOff,
  writtenOff,
} from './credit-notes.dto.js';
import type { CreditNoteMade, CreditPreview, CreditWish, NewCreditNote } from './credit-notes.dto.js';
import { CreditNotesQuery } from './credit-notes.query.js';
import { GiveCredit } from './give-credit.js';
import { WriteOff } from './write-off.js';

const id = { schema: field.id };

/** What corrects an issued invoice, which itself never changes. */
@ApiTags('credit notes')
@Controller('invoices/:id')
@Allow('finance')
export class InvoiceCorrectionsController {
  constructor(
    private readonly notes: CreditNotesQuery,
    private readonly credit: GiveCredit,
    private readonly writeOff: WriteOff,
  ) {}

  /** How far the invoice can be credited now, line by line. */
  @Get('creditable')
  @ApiOkResponse({ standardSchema: creditable })
  creditable(@CurrentActor() actor: Actor, @Param('id', id) invoiceId: number): Promise<z.infer<typeof creditable>> {
    return this.notes.creditable(actor, invoiceId);
  }

  /** What a credit note would do: lines with tax, where the money goes, what the invoice is afterwards. Changes nothing. */
  @Post('credit-notes/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: creditPreview })
  preview(
    @CurrentActor() actor: Actor,
    @Param('id', id) invoiceId: number,
    @Body({ schema: creditWish }) wish: CreditWish,
  ): Promise<CreditPreview> {
    return this.credit.preview(actor, invoiceId, wish);
  }

  /** Credits the invoice, whole or in part; issued at once, or when the buyer has agreed. */
  @Post('credit-notes')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: creditNoteMade })
  give(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) invoiceId: number,
    @Body({ schema: newCreditNote }) input: NewCreditNote,
  ): Promise<CreditNoteMade> {
    return this.credit.give(context, invoiceId, input);
  }

  /** Gives up what is open, or a part of it; it cannot be taken back. */
  @Post('write-off')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: writtenOff })
  write(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) invoiceId: number,
    @Body({ schema: newWriteOff }) body: z.infer<typeof newWriteOff>,
  ): Promise<z.infer<typeof writtenOff>> {
    return this.writeOff.write(context, { invoiceId, ...body });
  }
}
