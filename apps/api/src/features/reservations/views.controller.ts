import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { type Actor, Allow, CurrentActor, everyone } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import { boardQuery, boardView, ShowBoard } from './board.query.js';
import { calendarQuery, calendarView, ShowCalendar } from './calendar.query.js';
import { FindAvailability, searchQuery, searchView } from './find-availability.query.js';

@ApiTags('availability')
@Controller()
export class ViewsController {
  constructor(
    private readonly search: FindAvailability,
    private readonly calendar: ShowCalendar,
    private readonly board: ShowBoard,
  ) {}

  /** The catalogue: what was asked for, what is free in the window first, with price and the next two weeks. */
  @Get('instruments')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: searchView })
  instruments(
    @CurrentActor() actor: Actor,
    @Query({ schema: searchQuery }) query: z.infer<typeof searchQuery>,
  ): Promise<z.infer<typeof searchView>> {
    return this.search.execute(actor, query);
  }

  /** What is taken of an instrument between two days; to a tenant without a word by whom. */
  @Get('instruments/:id/calendar')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: calendarView })
  taken(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: field.id }) id: number,
    @Query({ schema: calendarQuery }) query: z.infer<typeof calendarQuery>,
  ): Promise<z.infer<typeof calendarView>> {
    return this.calendar.execute(actor, id, query);
  }

  /** Instruments and everything that takes them, a chunk of rows at a time; a tenant sees of others only that it is taken. */
  @Get('board')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: boardView })
  show(
    @CurrentActor() actor: Actor,
    @Query({ schema: boardQuery }) query: z.infer<typeof boardQuery>,
  ): Promise<z.infer<typeof boardView>> {
    return this.board.execute(actor, query);
  }
}
