import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { calendarText } from './calendar-text.js';
import { type Feed, feedEvents } from './feed-events.js';
import { Feeds } from './feeds.js';

/** Writes the calendar of an address, in the language of the person it was made for. */
@Injectable()
export class ReadFeed {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
    private readonly feeds: Feeds,
  ) {}

  /** Null when there is no such calendar (any more). */
  async execute(token: string): Promise<string | null> {
    const feed = await this.feeds.open(token);
    if (!feed) return null;
    const park = await this.settings.get();
    return this.db.read(feed.companyId ?? 'all', async (tx) => {
      const events = await feedEvents(tx, feed, park.timeZone, this.clock.now());
      return calendarText({ zone: park.timeZone, name: await nameOf(tx, feed, park), events });
    });
  }
}

/** What the calendar program shows as the calendar's name. */
async function nameOf(tx: Tx, { scope, companyId, instrumentId, language }: Feed, park: Park): Promise<string> {
  const english = language === 'en';
  const place = english ? park.nameEn : park.nameZh;
  if (scope === 'person') return english ? `My reservations · ${place}` : `我的预约 · ${place}`;
  const [named] = await tx.query<{ zh: string; en: string }>(
    `SELECT name_zh zh, name_en en FROM ${scope === 'company' ? 'company' : 'instrument'} WHERE id = $1`,
    [scope === 'company' ? companyId : instrumentId],
  );
  return `${(english ? named?.en : undefined) || (named?.zh ?? '')} · ${place}`;
}
