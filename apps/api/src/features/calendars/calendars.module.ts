import { Module } from '@nestjs/common';
import { CalendarsController } from './calendars.controller.js';
import { Feeds } from './feeds.js';
import { ReadFeed } from './read-feed.js';

@Module({ controllers: [CalendarsController], providers: [Feeds, ReadFeed] })
export class CalendarsModule {}
