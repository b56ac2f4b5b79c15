import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { ArrangeCoRent } from './arrange-co-rent.js';
import { coRentOutcome, coRentPreview, coRentRequest } from './co-rent.dto.js';

/** Rentals that several companies share by half days; the park arranges them, no company sees another. */
@ApiTags('reservations')
@Controller('co-rents')
@Allow('manager')
export class CoRentsController {
  constructor(private readonly coRent: ArrangeCoRent) {}

  /** What each company would pay, with everything that is wrong with the shares; keeps nothing. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: coRentPreview })
  preview(
    @CurrentActor() actor: Actor,
    @Body({ schema: coRentRequest }) body: z.infer<typeof coRentRequest>,
  ): Promise<z.infer<typeof coRentPreview>> {
    return this.coRent.preview(actor, body);
  }

  /** Reserves for all of them, or for none. 409 slot_taken, 422 policies_violated, 400 bad_co_rent. */
  @Post()
  @ApiCreatedResponse({ standardSchema: coRentOutcome })
  arrange(
    @KeyedCommand() context: CommandContext,
    @Body({ schema: coRentRequest }) body: z.infer<typeof coRentRequest>,
  ): Promise<z.infer<typeof coRentOutcome>> {
    return this.coRent.execute(context, body);
  }
}
