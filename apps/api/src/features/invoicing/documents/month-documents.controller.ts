import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow } from '../../../platform/http/actor.js';
import { field } from '../../../platform/http/validation.js';
import { LedgerWorkbook } from './ledger-workbook.js';
import { MonthArchive } from './month-archive.js';

const language = z.object({ lang: z.enum(['zh', 'en']).default('zh') });
const binary = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('months')
@Controller('months/:month')
@Allow('finance')
export class MonthDocumentsController {
  constructor(
    private readonly archive: MonthArchive,
    private readonly ledger: LedgerWorkbook,
  ) {}

  /** All statements of a month as PDFs in one ZIP. */
  @Get('invoices.zip')
  @ApiProduces('application/zip')
  @ApiOkResponse(binary)
  async zip(
    @Param('month', { schema: field.month }) month: string,
    @Query({ schema: language }) { lang }: z.infer<typeof language>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const stream = await this.archive.stream(month, lang);
    await reply
      .header('Content-Type', 'application/zip')
      .header('Content-Disposition', `attachment; filename="invoices-${month}.zip"`)
      .send(stream);
  }

  /** A month's postings and invoice lines as a spreadsheet. */
  @Get('ledger.xlsx')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse(binary)
  async xlsx(@Param('month', { schema: field.month }) month: string, @Res() reply: FastifyReply): Promise<void> {
    const stream = await this.ledger.stream(month);
    await reply
      .header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('Content-Disposition', `attachment; filename="ledger-${month}.xlsx"`)
      .send(stream);
  }
}
