import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import { InvoiceDocuments } from './documents/invoice-documents.js';
import { invoicePage, invoiceQuery, invoiceView } from './invoices.dto.js';
import { InvoicesQuery } from './invoices.query.js';

const language = z.object({ lang: z.enum(['zh', 'en']).default('zh') });

@ApiTags('invoices')
@Controller('invoices')
@Allow('member', 'company_admin', 'finance', 'manager')
export class InvoicesController {
  constructor(
    private readonly invoices: InvoicesQuery,
    private readonly documents: InvoiceDocuments,
  ) {}

  /** Invoices, newest first, with the sums of all that fit; tenants see their own issued ones. */
  @Get()
  @ApiOkResponse({ standardSchema: invoicePage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: invoiceQuery }) query: z.infer<typeof invoiceQuery>,
  ): Promise<z.infer<typeof invoicePage>> {
    return this.invoices.list(actor, query);
  }

  /** One invoice: lines with how each amount was reckoned, payments, the total in capital numerals. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: invoiceView })
  one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof invoiceView>> {
    return this.invoices.one(actor, id);
  }

  /** The statement of charges as PDF, Chinese or English; the same bytes every time. */
  @Get(':id/pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Query({ schema: language }) { lang }: z.infer<typeof language>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, bytes } = await this.documents.pdf(actor, id, lang);
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `inline; filename="${name}"`)
      .send(bytes);
  }
}
