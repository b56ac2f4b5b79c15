import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import {
  closeMonth,
  cockpitView,
  monthClosed,
  monthList,
  previewLines,
  previewView,
  retryCompany,
  runStarted,
} from './billing-run.dto.js';
import { CloseMonth } from './close-month.js';
import { MonthsQuery } from './months.query.js';
import { PreviewQuery } from './preview.query.js';
import { RetryCompany } from './retry-company.js';
import { StartRun } from './start-run.js';

const month = { schema: field.month };

@ApiTags('months')
@Controller('months')
@Allow('finance')
export class MonthsController {
  constructor(
    private readonly months: MonthsQuery,
    private readonly previews: PreviewQuery,
    private readonly starting: StartRun,
    private readonly retrying: RetryCompany,
    private readonly closing: CloseMonth,
  ) {}

  /** The months from the first reservation on, newest first, and where each stands. */
  @Get()
  @ApiOkResponse({ standardSchema: monthList })
  list(): Promise<z.infer<typeof monthList>> {
    return this.months.list();
  }

  /** One month: run, totals, what blocks its closing, and what each company owes. */
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

  /** Bills a month that is over, in the background; a month that was billed answers with its run and changes nothing. */
  @Post(':month/run')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: runStarted })
  run(
    @KeyedCommand() context: CommandContext,
    @Param('month', month) wanted: string,
  ): Promise<z.infer<typeof runStarted>> {
    return this.starting.start(context, wanted);
  }

  /** Bills one company again that failed. */
  @Post(':month/run/retry')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: runStarted })
  retry(
    @Command() context: CommandContext,
    @Param('month', month) wanted: string,
    @Body({ schema: retryCompany }) body: z.infer<typeof retryCompany>,
  ): Promise<z.infer<typeof runStarted>> {
    return this.retrying.retry(context, wanted, body.companyId);
  }

  /** Locks the month: later changes fall into the next open one. Refused while something blocks it. */
  @Post(':month/close')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: monthClosed })
  close(
    @Command() context: CommandContext,
    @Param('month', month) wanted: string,
    @Body({ schema: closeMonth }) body: z.infer<typeof closeMonth>,
  ): Promise<z.infer<typeof monthClosed>> {
    return this.closing.close(context, { month: wanted, leaveFailed: body.leaveFailed });
  }
}
