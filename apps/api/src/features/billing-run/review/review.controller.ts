import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { Command, type CommandContext } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { AnswerDispute } from './answer-dispute.js';
import { DisputeLine } from './dispute-line.js';
import { DisputesQuery } from './disputes.query.js';
import { DraftStatementsQuery } from './draft-statements.query.js';
import {
  type DisputeAnswer,
  disputeAnswer,
  disputeAnswered,
  disputeOpened,
  disputePage,
  disputeQuery,
  disputeView,
  draftStatement,
  draftStatementList,
  newDispute,
} from './review.dto.js';

const month = { schema: field.month };
const id = { schema: field.id };
const whose = z.object({ companyId: field.id.optional() });

/** Before a month's invoices are issued: drafts that companies look at, and lines that they dispute. */
@ApiTags('review')
@Controller()
export class ReviewController {
  constructor(
    private readonly statements: DraftStatementsQuery,
    private readonly disputes: DisputesQuery,
    private readonly disputing: DisputeLine,
    private readonly answering: AnswerDispute,
  ) {}

  /** The company's drafts that are in review now. */
  @Get('draft-statements')
  @Allow('company_admin')
  @ApiOkResponse({ standardSchema: draftStatementList })
  drafts(@CurrentActor() actor: Actor): Promise<z.infer<typeof draftStatementList>> {
    return this.statements.list(actor);
  }

  /** A company's draft of a month with how each amount was reckoned; finance names the company. */
  @Get('draft-statements/:month')
  @Allow('company_admin', 'finance')
  @ApiOkResponse({ standardSchema: draftStatement })
  draft(
    @CurrentActor() actor: Actor,
    @Param('month', month) wanted: string,
    @Query({ schema: whose }) query: z.infer<typeof whose>,
  ): Promise<z.infer<typeof draftStatement>> {
    return this.statements.one(actor, wanted, query.companyId);
  }

  /** Disputes a line: it leaves the draft until finance answers; 409 review_over once the review has ended. */
  @Post('draft-statements/:month/disputes')
  @Allow('company_admin')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: disputeOpened })
  dispute(
    @Command() context: CommandContext,
    @Param('month', month) wanted: string,
    @Body({ schema: newDispute }) body: z.infer<typeof newDispute>,
  ): Promise<z.infer<typeof disputeOpened>> {
    return this.disputing.open(context, { month: wanted, ...body });
  }

  /** Disputes, newest first; a company sees its own. */
  @Get('disputes')
  @Allow('company_admin', 'finance')
  @ApiOkResponse({ standardSchema: disputePage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: disputeQuery }) query: z.infer<typeof disputeQuery>,
  ): Promise<z.infer<typeof disputePage>> {
    return this.disputes.list(actor, query);
  }

  /** One dispute with its history. */
  @Get('disputes/:id')
  @Allow('company_admin', 'finance')
  @ApiOkResponse({ standardSchema: disputeView })
  one(@CurrentActor() actor: Actor, @Param('id', id) wanted: number): Promise<z.infer<typeof disputeView>> {
    return this.disputes.one(actor, wanted);
  }

  /** Takes the own objection back; the line stands. */
  @Post('disputes/:id/withdraw')
  @Allow('company_admin')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: disputeOpened })
  withdraw(
    @Command() context: CommandContext,
    @Param('id', id) wanted: number,
  ): Promise<z.infer<typeof disputeOpened>> {
    return this.disputing.withdraw(context, wanted);
  }

  /** Upholds the line, or accepts the objection with a correction; the line comes back in this run, else in the next. */
  @Post('disputes/:id/answer')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: disputeAnswered })
  answer(
    @Command() context: CommandContext,
    @Param('id', id) wanted: number,
    @Body({ schema: disputeAnswer }) body: DisputeAnswer,
  ): Promise<z.infer<typeof disputeAnswered>> {
    return this.answering.answer(context, wanted, body);
  }
}
