import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { chineseCalendar } from '../../platform/chinese-calendar.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { badRequest, conflict, notFound } from '../../platform/http/problem.js';
import { record } from '../../platform/outbox/record.js';
import { ParkSettings } from '../../platform/park-settings.js';
import type { calendarView, dayInput } from './settings.dto.js';

type View = z.infer<typeof calendarView>;

/**
 * The park's holidays and make-up workdays, year by year: taken over from the statutory calendar, corrected by hand. A
 * year of which nothing is known is said to be so: sessions in it are warned of (rules §3).
 */
@Injectable()
export class Calendar {
  constructor(
    private readonly db: Database,
    private readonly settings: ParkSettings,
  ) {}

  show(year: number): Promise<View> {
    return this.db.read('all', (tx) => yearOf(tx, year));
  }

  /** Puts the statutory calendar in the place of what stands there; refused while it has not been announced. */
  takeOver(actor: Actor, year: number): Promise<View> {
    const days = chineseCalendar(year);
    if (!days) throw notAnnounced(year);
    return this.changing(actor, year, { takenOver: days.length }, async (tx) => {
      await tx.execute('DELETE FROM park_holiday WHERE extract(year FROM day) = $1', [year]);
      await tx.execute(
        'INSERT INTO park_holiday (day, kind, name_zh) SELECT * FROM unnest($1::date[], $2::text[], $3::text[])',
        [days.map((d) => d.day), days.map((d) => d.kind), days.map((d) => d.nameZh)],
      );
      await known(tx, year, 'chinese-days');
    });
  }

  setDay(actor: Actor, day: string, input: z.infer<typeof dayInput>): Promise<View> {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (input.kind === 'workday' && weekday !== 0 && weekday !== 6) {
      throw badRequest('not_a_weekend', {
        zh: '补班日只能设在周六或周日',
        en: 'Only a Saturday or Sunday can be a make-up workday',
      });
    }
    return this.changing(actor, Number(day.slice(0, 4)), { day, ...input }, (tx) =>
      tx.execute(
        `INSERT INTO park_holiday (day, kind, name_zh) VALUES ($1, $2, $3)
         ON CONFLICT (day) DO UPDATE SET kind = excluded.kind, name_zh = excluded.name_zh`,
        [day, input.kind, input.nameZh],
      ),
    );
  }

  removeDay(actor: Actor, day: string): Promise<View> {
    return this.changing(actor, Number(day.slice(0, 4)), { day, removed: true }, async (tx) => {
      if ((await tx.execute('DELETE FROM park_holiday WHERE day = $1', [day])) === 0) throw notFound();
    });
  }

  /** States that a year is complete as it stands, or that it is not known. */
  state(actor: Actor, year: number, isKnown: boolean): Promise<View> {
    return this.changing(actor, year, { known: isKnown }, (tx) =>
      isKnown ? known(tx, year, 'manual') : tx.execute('DELETE FROM park_calendar_year WHERE year = $1', [year]),
    );
  }

  private async changing(
    actor: Actor,
    year: number,
    data: Record<string, unknown>,
    work: (tx: Tx) => Promise<unknown>,
  ): Promise<View> {
    const view = await this.db.transaction('all', async (tx) => {
      // One change of the calendar at a time.
      await tx.query('SELECT 1 FROM park FOR UPDATE');
      await work(tx);
      await record(tx, {
        actorId: actor.memberId,
        companyId: null,
        action: 'park.calendar_changed',
        entity: 'park',
        entityId: 1,
        data: { year, ...data },
      });
      return yearOf(tx, year);
    });
    this.settings.forget();
    return view;
  }
}

const known = (tx: Tx, year: number, source: string): Promise<number> =>
  tx.execute(
    `INSERT INTO park_calendar_year (year, source) VALUES ($1, $2) ON CONFLICT (year) DO UPDATE SET source = excluded.source`,
    [year, source],
  );

async function yearOf(tx: Tx, year: number): Promise<View> {
  const days = await tx.query<View['days'][number]>(
    `SELECT day, kind, name_zh "nameZh" FROM park_holiday WHERE extract(year FROM day) = $1 ORDER BY day`,
    [year],
  );
  const [state] = await tx.query<{ source: 'chinese-days' | 'manual' }>(
    'SELECT source FROM park_calendar_year WHERE year = $1',
    [year],
  );
  const announced = chineseCalendar(year) !== null;
  return { year, known: state !== undefined, source: state?.source ?? null, announced, days };
}

const notAnnounced = (year: number): Error =>
  conflict('year_unknown', {
    zh: `${year} 年放假安排尚未公布或系统尚未收录，请稍后再试，或手工录入`,
    en: `The holidays of ${year} have not been announced, or this version does not know them yet; try later or enter them by hand`,
  });
