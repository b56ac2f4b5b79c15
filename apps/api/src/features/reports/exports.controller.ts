import type { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import { xlsxType } from '../../platform/spreadsheets/stream-workbook.js';
import { day } from '../reservations/reservations.api.js';
import { RdStatements } from './rd-statement.js';
import { ServiceRecords } from './service-records.js';

const rdQuery = z.object({
  from: field.month,
  to: field.month.describe('the last month asked for'),
  companyId: field.id.optional().describe('finance names the company; a tenant reads its own'),
});
const periodQuery = z.object({ from: day, to: day.describe('the first day not asked for') });
const binary = { schema: { type: 'string', format: 'binary' } } as const;

const attached = (stream: Readable, name: string, ascii: string): StreamableFile =>
  new StreamableFile(stream, {
    type: xlsxType,
    disposition: `attachment; filename="${ascii}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`,
  });

/** Spreadsheets that are filed elsewhere. */
@ApiTags('reports')
@Controller('reports')
export class ExportsController {
  constructor(
    private readonly research: RdStatements,
    private readonly services: ServiceRecords,
  ) {}

  /** 仪器使用费研发归集明细表 of one company: lines with sums by project, the 2021 ledger's shape, shares of research time. */
  @Get('rd-statement.xlsx')
  @Allow('member', 'company_admin', 'finance')
  @ApiProduces(xlsxType)
  @ApiOkResponse(binary)
  async rdStatement(
    @CurrentActor() actor: Actor,
    @Query({ schema: rdQuery }) query: z.infer<typeof rdQuery>,
  ): Promise<StreamableFile> {
    const name = `${query.from}至${query.to}`;
    return attached(
      await this.research.stream(actor, query),
      `仪器使用费研发归集明细表-${name}`,
      `rd-statement-${query.from}-${query.to}`,
    );
  }

  /** Service records of a period under the national headers and those of Zhejiang. */
  @Get('service-records.xlsx')
  @Allow('manager', 'finance')
  @ApiProduces(xlsxType)
  @ApiOkResponse(binary)
  async serviceRecords(@Query({ schema: periodQuery }) query: z.infer<typeof periodQuery>): Promise<StreamableFile> {
    const { from, to } = query;
    return attached(await this.services.stream(from, to), `仪器服务记录-${from}`, `service-records-${from}`);
  }
}
