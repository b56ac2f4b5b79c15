import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { reason } from '../payments.dto.js';
import {
  bankLines,
  lineCompany,
  lineConfirmed,
  lineDecision,
  linesQuery,
  sureConfirmed,
  sureLines,
} from './bank.dto.js';
import { BankLines } from './bank-lines.js';
import { BankLinesQuery } from './bank-lines.query.js';

@ApiTags('payments')
@Controller('bank-lines')
@Allow('finance')
export class BankLinesController {
  constructor(
    private readonly lines: BankLines,
    private readonly query: BankLinesQuery,
  ) {}

  /** Lines of all statements: open ones with what they may be, decided ones with what they were confirmed as. */
  @Get()
  @ApiOkResponse({ standardSchema: bankLines })
  list(@Query({ schema: linesQuery }) query: z.infer<typeof linesQuery>): Promise<z.infer<typeof bankLines>> {
    return this.query.list(query);
  }

  /** Confirms those of the named lines that are sure; the others are left with the reason. Repeating it confirms nothing twice. */
  @Post('confirm-sure')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: sureConfirmed })
  confirmSure(
    @CurrentActor() actor: Actor,
    @Body({ schema: sureLines }) body: z.infer<typeof sureLines>,
  ): Promise<z.infer<typeof sureConfirmed>> {
    return this.lines.confirmSure(actor, body.lineIds);
  }

  /** Makes of a line what a person says it is: a payment with its invoices, prepaid money, a refund, or what was recorded before. */
  @Post(':id/confirm')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: lineConfirmed })
  confirm(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: lineDecision }) body: z.infer<typeof lineDecision>,
  ): Promise<z.infer<typeof lineConfirmed>> {
    return this.lines.confirm(context, id, body);
  }

  /** Undoes a confirmation, with a reason: the payment is taken back, its invoices are open again, the line waits. */
  @Post(':id/undo')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: z.object({ id: z.int() }) })
  undo(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: reason }) body: z.infer<typeof reason>,
  ): Promise<{ id: number }> {
    return this.lines.undo(context, id, body.reason);
  }

  /** Leaves a line out of the books, with the reason. */
  @Post(':id/ignore')
  @HttpCode(204)
  @ApiNoContentResponse()
  ignore(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: reason }) body: z.infer<typeof reason>,
  ): Promise<void> {
    return this.lines.ignore(actor, id, body.reason);
  }

  /** Takes an ignored line up again. */
  @Post(':id/reopen')
  @HttpCode(204)
  @ApiNoContentResponse()
  reopen(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    return this.lines.reopen(actor, id);
  }

  /** Says by hand whose a line is (null: nobody's yet). */
  @Put(':id/company')
  @HttpCode(204)
  @ApiNoContentResponse()
  assign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: lineCompany }) body: z.infer<typeof lineCompany>,
  ): Promise<void> {
    return this.lines.assign(actor, id, body.companyId);
  }
}
