import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { Command, type CommandContext, KeyedCommand } from '../../platform/http/idempotency.js';
import { field } from '../../platform/http/validation.js';
import { DecideReservation } from './decide-reservation.js';
import { ListReservations } from './list-reservations.query.js';
import { QuoteReservation, type QuoteView } from './quote-reservation.js';
import { RequestReservation } from './request-reservation.js';
import type { Outcome } from './reserve.js';
import { findingsView } from './policies.dto.js';
import {
  approval,
  decided,
  listQuery,
  quoteRequest,
  quoteView,
  rejection,
  reservationPage,
  reservationRequest,
  reservationView,
} from './reservations.dto.js';
import { ShowReservation } from './show-reservation.query.js';

@ApiTags('reservations')
@Controller()
export class ReservationsController {
  constructor(
    private readonly quotes: QuoteReservation,
    private readonly request: RequestReservation,
    private readonly decide: DecideReservation,
    private readonly list: ListReservations,
    private readonly show: ShowReservation,
  ) {}

  /** The exact price of what is looked at, line by line, with what the policies say; keeps nothing. */
  @Post('quotes')
  @HttpCode(200)
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: quoteView })
  quote(
    @CurrentActor() actor: Actor,
    @Body({ schema: quoteRequest }) body: z.infer<typeof quoteRequest>,
  ): Promise<QuoteView> {
    return this.quotes.execute(actor, body);
  }

  /** Reserves, or asks for approval where it is needed. 409 slot_taken with alternatives, 422 policies_violated with every violation. */
  @Post('reservations')
  @Allow('member', 'company_admin', 'manager')
  @ApiCreatedResponse({ standardSchema: decided })
  reserve(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: reservationRequest }) body: z.infer<typeof reservationRequest>,
  ): Promise<Outcome> {
    return this.request.execute(context, body);
  }

  /** Reservations of the own company, or for staff all; the latest start first. */
  @Get('reservations')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: reservationPage })
  all(
    @CurrentActor() actor: Actor,
    @Query({ schema: listQuery }) query: z.infer<typeof listQuery>,
  ): Promise<z.infer<typeof reservationPage>> {
    return this.list.execute(actor, query);
  }

  /** One reservation with its price, segments, hand-overs and history, and what the reader may do. */
  @Get('reservations/:id')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: reservationView })
  one(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof reservationView>> {
    return this.show.execute(actor, id);
  }

  /** Confirms a request; only the first decision counts (409 already_decided). */
  @Post('reservations/:id/approve')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: decided })
  approve(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: approval }) body: z.infer<typeof approval>,
  ): Promise<Outcome> {
    return this.decide.approve(context, id, body);
  }

  /** What the policies say to a request now, before staff decide: rules, prices and standing may have changed. */
  @Get('reservations/:id/findings')
  @Allow('manager')
  @ApiOkResponse({ standardSchema: findingsView })
  findings(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
  ): Promise<z.infer<typeof findingsView>> {
    return this.decide.findings(actor, id);
  }

  /** Rejects a request and says why; its slot is free again. */
  @Post('reservations/:id/reject')
  @HttpCode(200)
  @Allow('manager')
  @ApiOkResponse({ standardSchema: decided })
  reject(
    @Command() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: rejection }) body: z.infer<typeof rejection>,
  ): Promise<Outcome> {
    return this.decide.reject(context, id, body);
  }
}
