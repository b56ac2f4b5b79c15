import { Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { xlsxType } from '../../platform/spreadsheets/stream-workbook.js';
import { auditPage, chainView, type ChainView, comparison, eventsQuery, filterQuery, notedHead } from './audit.dto.js';
import { ChainQuery } from './chain.query.js';
import { CheckChain } from './check-chain.js';
import { EventsQuery } from './events.query.js';
import { EventsWorkbook } from './events-workbook.js';

/** Who did what and when, in all companies; and whether any of it was changed since. */
@ApiTags('audit')
@Controller('audit')
@Allow('manager')
export class AuditController {
  constructor(
    private readonly events: EventsQuery,
    private readonly workbook: EventsWorkbook,
    private readonly chain: ChainQuery,
    private readonly check: CheckChain,
  ) {}

  /** Newest first. */
  @Get('events')
  @ApiOkResponse({ standardSchema: auditPage })
  list(@Query({ schema: eventsQuery }) query: z.infer<typeof eventsQuery>): Promise<z.infer<typeof auditPage>> {
    return this.events.list(query);
  }

  /** The same with hashes and the texts they were made from: whoever has the file can reckon the chain again. */
  @Get('events.xlsx')
  @ApiProduces(xlsxType)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  export(@Query({ schema: filterQuery }) query: z.infer<typeof filterQuery>): StreamableFile {
    return new StreamableFile(this.workbook.stream(query), {
      type: xlsxType,
      disposition: `attachment; filename="audit-trail.xlsx"; filename*=UTF-8''${encodeURIComponent('审计日志.xlsx')}`,
    });
  }

  /** How far the chain goes, its head, and what the last check found. */
  @Get('chain')
  @ApiOkResponse({ standardSchema: chainView })
  state(): Promise<ChainView> {
    return this.chain.state();
  }

  /** Whether a head that somebody wrote down is still in the chain at its place. */
  @Get('comparison')
  @ApiOkResponse({ standardSchema: comparison })
  async compare(@Query({ schema: notedHead }) noted: z.infer<typeof notedHead>): Promise<z.infer<typeof comparison>> {
    return { matches: await this.chain.holds(noted) };
  }

  /** Reckons the whole chain again at once, as every night. */
  @Post('checks')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: chainView })
  async checkNow(): Promise<ChainView> {
    await this.check.now();
    return this.chain.state();
  }
}
