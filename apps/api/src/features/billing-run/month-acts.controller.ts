import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Allow } from '../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { cancelRun, closeMonth, monthClosed, retryCompany, runCancelled, runStarted } from './billing-run.dto.js';
import { CancelRun } from './cancel-run.js';
import { CloseMonth } from './close-month.js';
import { RetryCompany } from './retry-company.js';
import { ReleaseRun } from './review/release-run.js';
import { StartRun } from './start-run.js';

const month = { schema: field.month };
type Started = Promise<z.infer<typeof runStarted>>;

/** What finance does with a month, from the run to the closing. */
@ApiTags('months')
@Controller('months')
@Allow('finance')
export class MonthActsController {
  constructor(
    private readonly starting: StartRun,
    private readonly cancelling: CancelRun,
    private readonly releasing: ReleaseRun,
    private readonly retrying: RetryCompany,
    private readonly closing: CloseMonth,
  ) {}

  /** Bills a month that is over, in the background; a month that was billed answers with its run and changes nothing, a cancelled one begins anew. */
  @Post(':month/run')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: runStarted })
  run(@KeyedCommand() context: CommandContext, @Param('month', month) wanted: string): Started {
    return this.starting.start(context, wanted);
  }

  /** Takes all drafts of a run back at once; refused when a number was given. */
  @Post(':month/run/cancel')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: runCancelled })
  cancel(
    @Command() context: CommandContext,
    @Param('month', month) wanted: string,
    @Body({ schema: cancelRun }) body: z.infer<typeof cancelRun>,
  ): Promise<z.infer<typeof runCancelled>> {
    return this.cancelling.cancel(context, wanted, body.reason);
  }

  /** Ends the review early: the drafts are issued now, those with a line in dispute without it. */
  @Post(':month/run/issue')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: runStarted })
  issue(@KeyedCommand() context: CommandContext, @Param('month', month) wanted: string): Started {
    return this.releasing.release(context, wanted);
  }

  /** Bills one company again that failed; in review also one whose draft is to follow a correction. */
  @Post(':month/run/retry')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: runStarted })
  retry(
    @Command() context: CommandContext,
    @Param('month', month) wanted: string,
    @Body({ schema: retryCompany }) body: z.infer<typeof retryCompany>,
  ): Started {
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
    return this.closing.close(context, { month: wanted, ...body });
  }
}
