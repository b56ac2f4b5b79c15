import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { AnswerCase } from './answer-case.js';
import { caseAnswer, caseOutcome, ownCaseAnswer } from './cases.dto.js';
import { ShowOwnCase } from './own-case.query.js';

/** The owner's side of an outage: the own reservation alone. */
@ApiTags('maintenance')
@Controller('reservations/:id/outage-case')
export class OwnCaseController {
  constructor(
    private readonly show: ShowOwnCase,
    private readonly answering: AnswerCase,
  ) {}

  /** What an outage means for this reservation, and what may become of it; null when there is none. */
  @Get()
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: ownCaseAnswer })
  one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof ownCaseAnswer>> {
    return this.show.execute(actor, id);
  }

  /** Says what becomes of it; staff may in the owner's place. 409 already_settled when the time was over first. */
  @Post('answer')
  @HttpCode(200)
  @Allow('member', 'company_admin', 'manager')
  @ApiOkResponse({ standardSchema: caseOutcome })
  answer(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: caseAnswer }) body: z.infer<typeof caseAnswer>,
  ): Promise<z.infer<typeof caseOutcome>> {
    return this.answering.execute(context, id, body);
  }
}
