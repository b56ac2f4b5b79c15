import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../../platform/http/actor.js';
import { type CommandContext, KeyedCommand } from '../../../platform/http/idempotency.js';
import { field } from '../../../platform/http/validation.js';
import { ListReleases } from './list-releases.query.js';
import { ReleaseHours } from './release-hours.js';
import { releasesView, releasing } from './release.dto.js';

type View = Promise<z.infer<typeof releasesView>>;

/** Hours of a rental that its holder opens to others for a share of what they pay. */
@ApiTags('reservations')
@Controller('reservations/:id/releases')
@Allow('member', 'company_admin', 'manager')
export class ReleasesController {
  constructor(
    private readonly hours: ReleaseHours,
    private readonly list: ListReleases,
  ) {}

  /** The released windows, how much of each is booked, and what they have earned. */
  @Get()
  @ApiOkResponse({ standardSchema: releasesView })
  show(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): View {
    return this.list.execute(actor, id);
  }

  /** Opens windows; from now on others may book in them by the hour. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: releasesView })
  async release(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Body({ schema: releasing }) body: z.infer<typeof releasing>,
  ): View {
    await this.hours.release(context, id, body);
    return this.list.execute(context.actor, id);
  }

  /** Takes a window back, as far as nobody has booked in it. */
  @Post(':windowId/withdraw')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: releasesView })
  async withdraw(
    @KeyedCommand() context: CommandContext,
    @Param('id', { schema: field.id }) id: number,
    @Param('windowId', { schema: field.id }) windowId: number,
  ): View {
    await this.hours.withdraw(context, id, windowId);
    return this.list.execute(context.actor, id);
  }
}
