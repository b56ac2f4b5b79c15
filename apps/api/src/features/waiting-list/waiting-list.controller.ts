import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { AnswerOffer } from './answer-offer.js';
import { JoinWaitingList } from './join-waiting-list.js';
import { ListWaitingList } from './list-waiting-list.query.js';
import {
  acceptance,
  accepted,
  decline,
  demandView,
  entriesPage,
  entriesQuery,
  entryOutcome,
  joined,
  joinRequest,
} from './waiting-list.dto.js';

@ApiTags('waiting-list')
@Controller('waiting-list')
export class WaitingListController {
  constructor(
    private readonly join: JoinWaitingList,
    private readonly answer: AnswerOffer,
    private readonly list: ListWaitingList,
  ) {}

  /** Waits for an instrument, one like it, or any of a category. 422 policies_violated where no other time would help, never_open where the window is. */
  @Post()
  @Allow('member', 'company_admin')
  @ApiCreatedResponse({ standardSchema: joined })
  add(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: joinRequest }) body: z.infer<typeof joinRequest>,
  ): Promise<z.infer<typeof joined>> {
    return this.join.execute(context, body);
  }

  /** Entries of the own company, for staff of all: those with an offer first, with today's price and what the rules say, then the newest. */
  @Get()
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: entriesPage })
  all(
    @CurrentActor() actor: Actor,
    @Query({ schema: entriesQuery }) query: z.infer<typeof entriesQuery>,
  ): Promise<z.infer<typeof entriesPage>> {
    return this.list.execute(actor, query);
  }

  /** What is waited for, or was in vain, by instrument or category; and how long offers are held. */
  @Get('demand')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: demandView })
  demand(): Promise<z.infer<typeof demandView>> {
    return this.list.demand();
  }

  /** Takes the offer: reserved, or requested where staff must approve. 409 offer_over, quote_changed; 422 policies_violated. */
  @Post(':id/accept')
  @HttpCode(200)
  @Allow('member', 'company_admin')
  @ApiOkResponse({ standardSchema: accepted })
  @ApiConflictResponse({ standardSchema: z.object({ code: z.string() }) })
  accept(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: acceptance }) body: z.infer<typeof acceptance>,
  ): Promise<z.infer<typeof accepted>> {
    return this.answer.accept(context, id, body);
  }

  /** Lets the offer go to the next and waits on for another time. By a manager it is withdrawn. */
  @Post(':id/decline')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: entryOutcome })
  decline(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: decline }) body: z.infer<typeof decline>,
  ): Promise<z.infer<typeof entryOutcome>> {
    return this.answer.decline(context, id, body.offerId);
  }

  /** Waits no longer. */
  @Post(':id/leave')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: entryOutcome })
  leave(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof entryOutcome>> {
    return this.answer.leave(context, id);
  }
}
