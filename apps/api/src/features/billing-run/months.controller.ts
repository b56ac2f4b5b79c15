import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import { companiesQuery, companyPage, cockpitView, monthList, previewLines, previewView } from './billing-run.dto.js';
import { CompaniesWorkbook } from './companies-workbook.js';
import { CompaniesQuery } from './companies.query.js';
import { MonthsQuery } from './months.query.js';
import { PreviewQuery } from './preview.query.js';

const month = { schema: field.month };

@ApiTags('months')
@Controller('months')
@Allow('finance')
export class MonthsController {
  constructor(
    private readonly months: MonthsQuery,
    private readonly previews: PreviewQuery,
    private readonly companies: CompaniesQuery,
    private readonly workbook: CompaniesWorkbook,
  ) {}

  /** The months from the first reservation on, newest first, and where each stands. */
  @Get()
  @ApiOkResponse({ standardSchema: monthList })
  list(): Promise<z.infer<typeof monthList>> {
    return this.months.list();
  }

  /** One month: run, totals by kind and beside the month before, what is not billed and why, what blocks its closing. */
  @Get(':month')
  @ApiOkResponse({ standardSchema: cockpitView })
  one(@Param('month', month) wanted: string): Promise<z.infer<typeof cockpitView>> {
    return this.months.one(wanted);
  }

  /** What a run of the month would bill, at any time; nothing is saved. */
  @Get(':month/preview')
  @ApiOkResponse({ standardSchema: previewView })
  preview(@Param('month', month) wanted: string): Promise<z.infer<typeof previewView>> {
    return this.previews.month(wanted);
  }

  /** The same for one company, line by line. */
  @Get(':month/preview/:companyId')
  @ApiOkResponse({ standardSchema: previewLines })
  previewCompany(
    @Param('month', month) wanted: string,
    @Param('companyId', { schema: field.id }) companyId: number,
  ): Promise<z.infer<typeof previewLines>> {
    return this.previews.company(wanted, companyId);
  }

  /** The companies of a month by pages: of its run, or of what a run would bill. */
  @Get(':month/companies')
  @ApiOkResponse({ standardSchema: companyPage })
  companiesOf(
    @Param('month', month) wanted: string,
    @Query({ schema: companiesQuery }) query: z.infer<typeof companiesQuery>,
  ): Promise<z.infer<typeof companyPage>> {
    return this.companies.list(wanted, query);
  }

  /** The same as a spreadsheet, all companies. */
  @Get(':month/companies.xlsx')
  @ApiProduces('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async xlsx(@Param('month', month) wanted: string, @Res() reply: FastifyReply): Promise<void> {
    const bytes = await this.workbook.write(wanted);
    await reply
      .header('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('Content-Disposition', `attachment; filename="companies-${wanted}.xlsx"`)
      .send(bytes);
  }
}
