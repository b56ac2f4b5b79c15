import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { type Actor, Allow, CurrentActor } from '../../platform/http/actor.js';
import { field } from '../../platform/http/validation.js';
import { Calendar } from './calendar.js';
import { Closures } from './closures.js';
import {
  affectedView,
  calendarView,
  closureInput,
  closurePeriod,
  closureView,
  dayInput,
  year,
  yearState,
} from './settings.dto.js';

type View = Promise<z.infer<typeof calendarView>>;
const closed = z.object({ id: z.int(), affected: z.int() });

/** The park's own calendar: holidays, make-up workdays, closures. */
@ApiTags('settings')
@Controller('settings')
@Allow('manager')
export class CalendarController {
  constructor(
    private readonly calendar: Calendar,
    private readonly closures: Closures,
  ) {}

  /** The holidays and make-up workdays of a year, and whether they are known. */
  @Get('calendar/:year')
  @ApiOkResponse({ standardSchema: calendarView })
  show(@Param('year', { schema: year }) asked: number): View {
    return this.calendar.show(asked);
  }

  /** Takes the statutory calendar of a year over; 409 year_unknown while it has not been announced. */
  @Post('calendar/:year/take-over')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: calendarView })
  takeOver(@CurrentActor() actor: Actor, @Param('year', { schema: year }) asked: number): View {
    return this.calendar.takeOver(actor, asked);
  }

  /** States that a year is complete as it stands, or not known. */
  @Put('calendar/:year/state')
  @ApiOkResponse({ standardSchema: calendarView })
  state(
    @CurrentActor() actor: Actor,
    @Param('year', { schema: year }) asked: number,
    @Body({ schema: yearState }) body: z.infer<typeof yearState>,
  ): View {
    return this.calendar.state(actor, asked, body.known);
  }

  /** Makes a day a holiday or a make-up workday. */
  @Put('days/:day')
  @ApiOkResponse({ standardSchema: calendarView })
  setDay(
    @CurrentActor() actor: Actor,
    @Param('day', { schema: field.date }) day: string,
    @Body({ schema: dayInput }) body: z.infer<typeof dayInput>,
  ): View {
    return this.calendar.setDay(actor, day, body);
  }

  /** Makes a day an ordinary one again. */
  @Delete('days/:day')
  @ApiOkResponse({ standardSchema: calendarView })
  removeDay(@CurrentActor() actor: Actor, @Param('day', { schema: field.date }) day: string): View {
    return this.calendar.removeDay(actor, day);
  }

  /** Closures that are not over, and those of the last year. */
  @Get('closures')
  @ApiOkResponse({ standardSchema: z.object({ items: z.array(closureView) }) })
  async list(): Promise<{ items: z.infer<typeof closureView>[] }> {
    return { items: await this.closures.list() };
  }

  /** Which sessions stand in a time. */
  @Post('closures/affected')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: affectedView })
  affected(
    @Body({ schema: closurePeriod }) body: z.infer<typeof closurePeriod>,
  ): Promise<z.infer<typeof affectedView>> {
    return this.closures.affected(body.startsAt, body.endsAt);
  }

  /** Closes the park for a time. 409 reservations_affected when more stands in it than was shown. */
  @Post('closures')
  @ApiCreatedResponse({ standardSchema: closed })
  close(
    @CurrentActor() actor: Actor,
    @Body({ schema: closureInput }) body: z.infer<typeof closureInput>,
  ): Promise<z.infer<typeof closed>> {
    return this.closures.add(actor, body);
  }

  /** Opens it again. */
  @Delete('closures/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  open(@CurrentActor() actor: Actor, @Param('id', { schema: field.id }) id: number): Promise<void> {
    return this.closures.remove(actor, id);
  }
}
