import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { sendPdf } from '../documents/send-pdf.js';
import { CreditNoteDocuments } from './credit-note-documents.js';
import {
  creditNoteMade,
  creditNotePage,
  creditNoteQuery,
  creditNoteView,
  redConfirmation,
  refusal,
} from './credit-notes.dto.js';
import type { CreditNoteMade, CreditNoteView } from './credit-notes.dto.js';
import { CreditNotesQuery } from './credit-notes.query.js';
import { DecideCredit } from './decide-credit.js';

const language = z.object({ lang: z.enum(['zh', 'en']).default('zh') });
const id = { schema: field.id };

@ApiTags('credit notes')
@Controller('credit-notes')
@Allow('member', 'company_admin', 'finance', 'manager')
export class CreditNotesController {
  constructor(
    private readonly notes: CreditNotesQuery,
    private readonly documents: CreditNoteDocuments,
    private readonly decide: DecideCredit,
  ) {}

  /** Credit notes, newest first; tenants see their own. */
  @Get()
  @ApiOkResponse({ standardSchema: creditNotePage })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: creditNoteQuery }) query: z.infer<typeof creditNoteQuery>,
  ): Promise<z.infer<typeof creditNotePage>> {
    return this.notes.list(actor, query);
  }

  /** One credit note with its lines, and what became of the money. */
  @Get(':id')
  @ApiOkResponse({ standardSchema: creditNoteView })
  one(@CurrentActor() actor: Actor, @Param('id', id) noteId: number): Promise<CreditNoteView> {
    return this.notes.one(actor, noteId);
  }

  /** The credit note as PDF, Chinese or English; the same bytes every time. */
  @Get(':id/pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @CurrentActor() actor: Actor,
    @Param('id', id) noteId: number,
    @Query({ schema: language }) { lang }: z.infer<typeof language>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPdf(reply, await this.documents.pdf(actor, noteId, lang));
  }

  /** The buyer agrees to a credit note that waits; it is issued at once. */
  @Post(':id/confirm')
  @Allow('company_admin')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: creditNoteMade })
  confirm(@KeyedCommand() context: CommandContext, @Param('id', id) noteId: number): Promise<CreditNoteMade> {
    return this.decide.confirm(context, noteId);
  }

  /** The buyer refuses a credit note that waits; nothing is credited. */
  @Post(':id/refuse')
  @Allow('company_admin')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: creditNoteMade })
  refuse(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) noteId: number,
    @Body({ schema: refusal }) { reason }: z.infer<typeof refusal>,
  ): Promise<CreditNoteMade> {
    return this.decide.withdraw(context, noteId, reason);
  }

  /** Finance takes back a request that waits. */
  @Post(':id/withdraw')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: creditNoteMade })
  withdraw(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) noteId: number,
    @Body({ schema: refusal }) { reason }: z.infer<typeof refusal>,
  ): Promise<CreditNoteMade> {
    return this.decide.withdraw(context, noteId, reason);
  }

  /** Keeps the number of the red-letter confirmation that the tax platform gave; once. */
  @Post(':id/red-confirmation')
  @Allow('finance')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: creditNoteMade })
  redConfirmation(
    @KeyedCommand() context: CommandContext,
    @Param('id', id) noteId: number,
    @Body({ schema: redConfirmation }) body: z.infer<typeof redConfirmation>,
  ): Promise<CreditNoteMade> {
    return this.decide.keepConfirmation(context, noteId, body.redConfirmNo);
  }
}
