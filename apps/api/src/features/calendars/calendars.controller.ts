import { createHash } from 'node:crypto';
import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { env } from '../../platform/config/env.js';
import { type Actor, Allow, CurrentActor, everyone, Public } from '../../platform/http/actor.js';
import { notFound } from '../../platform/http/problem.js';
import { feedAddress, feedId, feedList, newFeed } from './calendars.dto.js';
import { Feeds } from './feeds.js';
import { ReadFeed } from './read-feed.js';

const readsPerMinute = 120;
const slowly = {
  rateLimit: { max: () => Math.min(readsPerMinute, env().RATE_LIMIT_PER_MINUTE), timeWindow: '1 minute' },
};

@ApiTags('calendars')
@Controller()
export class CalendarsController {
  constructor(
    private readonly feeds: Feeds,
    private readonly read: ReadFeed,
  ) {}

  /** The caller's calendars; their addresses are not shown again. */
  @Get('calendar-feeds')
  @Allow(...everyone)
  @ApiOkResponse({ standardSchema: feedList })
  all(@CurrentActor() actor: Actor): Promise<z.infer<typeof feedList>> {
    return this.feeds.list(actor);
  }

  /** Makes a private calendar of the caller's own reservations, of the company's (company admin), or of an instrument. */
  @Post('calendar-feeds')
  @Allow(...everyone)
  @ApiCreatedResponse({ standardSchema: feedAddress })
  make(
    @CurrentActor() actor: Actor,
    @Body({ schema: newFeed }) body: z.infer<typeof newFeed>,
  ): Promise<z.infer<typeof feedAddress>> {
    return this.feeds.make(actor, body);
  }

  /** Takes an address back: from now on it is as unknown as one that never was. */
  @Delete('calendar-feeds/:id')
  @HttpCode(204)
  @Allow(...everyone)
  revoke(@CurrentActor() actor: Actor, @Param('id', { schema: feedId }) id: number): Promise<void> {
    return this.feeds.revoke(actor, id);
  }

  /** The calendar itself, for programs that know nothing but its address. */
  @Get('calendars/:file')
  @Public()
  @RouteConfig(slowly)
  @ApiProduces('text/calendar')
  async show(
    @Param('file') file: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = await this.read.execute(file.replace(/\.ics$/, ''));
    if (text === null) throw notFound();
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    void reply.header('ETag', etag).header('Cache-Control', 'private, no-cache');
    if (known?.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)) {
      await reply.status(304).send();
      return;
    }
    await reply
      .header('Content-Type', 'text/calendar; charset=utf-8')
      .header('Content-Disposition', 'inline; filename="parkbench.ics"')
      .send(text);
  }
}
