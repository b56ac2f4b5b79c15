import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { field } from '../../../platform/http/validation.js';
import { sendPdf } from '../documents/send-pdf.js';
import { party } from '../invoices.dto.js';
import { AccountStatementQuery } from './account-statement.query.js';

const period = z.object({ from: field.date, to: field.date });
const printed = period.extend({ lang: z.enum(['zh', 'en']).default('zh') });

const accountStatement = z
  .object({
    company: party,
    seller: party,
    from: z.string(),
    to: z.string(),
    printedAt: z.string(),
    openingFen: z.int(),
    closingFen: z.int(),
    debitFen: z.int(),
    creditFen: z.int(),
    depositsFen: z.int(),
    movements: z.array(
      z.object({
        on: z.string(),
        kind: z.string(),
        document: z.string(),
        amountFen: z.int(),
        balanceFen: z.int(),
      }),
    ),
    aging: z.object({
      notDueFen: z.int(),
      days30Fen: z.int(),
      days60Fen: z.int(),
      days90Fen: z.int(),
      over90Fen: z.int(),
    }),
  })
  .meta({ id: 'AccountStatement' });

@ApiTags('statements')
@Controller('companies/:id')
@Allow('company_admin', 'finance', 'manager')
export class AccountStatementController {
  constructor(private readonly statements: AccountStatementQuery) {}

  /** A company's account from a day to the day before `to`: opening balance, every movement, closing balance, aging; tenants their own. */
  @Get('statement')
  @ApiOkResponse({ standardSchema: accountStatement })
  statement(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) companyId: number,
    @Query({ schema: period }) query: z.infer<typeof period>,
  ): Promise<z.infer<typeof accountStatement>> {
    return this.statements.statement(actor, { companyId, ...query }) as Promise<z.infer<typeof accountStatement>>;
  }

  /** The same as PDF, Chinese or English. */
  @Get('statement.pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) companyId: number,
    @Query({ schema: printed }) { from, to, lang }: z.infer<typeof printed>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPdf(reply, await this.statements.pdf(actor, { companyId, from, to }, lang));
  }
}
