import { Controller, Get, type MessageEvent, Sse } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { filter, interval, map, merge, type Observable } from 'rxjs';
import { type Actor, Allow, CurrentActor, everyone, isStaff } from '../http/actor.js';
import { Live, type LiveEvent } from './live.js';

@ApiExcludeController()
@Controller('live')
export class LiveController {
  constructor(private readonly live: Live) {}

  @Get()
  @Sse()
  @Allow(...everyone)
  stream(@CurrentActor() actor: Actor): Observable<MessageEvent> {
    const mine = (event: LiveEvent): boolean =>
      isStaff(actor) ||
      event.companyId === 'public' ||
      (event.companyId !== null && event.companyId === actor.companyId);
    return merge(
      this.live.events.pipe(
        filter(mine),
        map((event) => ({ type: event.topic, data: event.data ?? {} })),
      ),
      interval(25_000).pipe(map(() => ({ type: 'alive', data: {} }))),
    );
  }
}
