import { Injectable } from '@nestjs/common';
import { addDays, addMonths, type Bucket, localDate, startOfDay, suppressSmallBuckets } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { type Actor, isStaff } from '../../platform/http/actor.js';
import { badRequest } from '../../platform/http/problem.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { monthHours, type MonthHours, type Taken, takenByWeekHour, weekHours } from './busyness-hours.js';
import type { busynessQuery, busynessView } from './reports.dto.js';

type View = z.infer<typeof busynessView>;

interface Category {
  readonly id: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly instruments: number;
}

const roots = `
  WITH RECURSIVE root AS (
    SELECT id, id root_id FROM category WHERE parent_id IS NULL
    UNION ALL SELECT c.id, r.root_id FROM category c JOIN root r ON c.parent_id = r.id)`;
const categoriesQuery = `${roots}
  SELECT c.id, c.name_zh "nameZh", c.name_en "nameEn", count(*)::int instruments
  FROM instrument i JOIN root ON root.id = i.category_id JOIN category c ON c.id = root.root_id
  WHERE i.status <> 'retired' GROUP BY c.id ORDER BY c.name_zh, c.id`;
const takenQuery = `${roots}
  SELECT root.root_id "categoryId", r.company_id "companyId",
    extract(epoch FROM lower(o.period * tstzrange($1, $2)))::float8 * 1000 start,
    extract(epoch FROM upper(o.period * tstzrange($1, $2)))::float8 * 1000 "end"
  FROM occupancy o JOIN reservation r ON o.source_kind = 'reservation' AND r.id = o.source_id
  JOIN instrument i ON i.id = o.instrument_id JOIN root ON root.id = i.category_id
  WHERE o.period && tstzrange($1, $2) AND r.status <> 'requested' AND i.status <> 'retired'`;

/**
 * How busy the lab is by hour of the week, of whole months that are over: two ranges of one's own choice would differ by
 * one day. Companies read no figure that rests on too few companies; staff read all.
 */
@Injectable()
export class ShowBusyness {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(actor: Actor, { month }: z.infer<typeof busynessQuery>): Promise<View> {
    const { timeZone } = await this.settings.get();
    const thisMonth = `${localDate(this.clock.now().getTime(), timeZone).slice(0, 7)}-01`;
    const from = month ? `${month}-01` : addMonths(thisMonth, -1);
    const to = addMonths(from, 1);
    if (to > thisMonth) refuseUnfinished(thisMonth);
    const hours = monthHours(from, to, timeZone);
    const span = [new Date(startOfDay(from, timeZone)), new Date(startOfDay(to, timeZone))];
    const [categories, rows, atLeast] = await this.db.read('all', async (tx) => {
      const [setting] = await tx.query<{ n: number }>('SELECT report_min_companies n FROM park');
      return [await tx.query<Category>(categoriesQuery), await tx.query<Taken>(takenQuery, span), setting?.n ?? 3];
    });
    const taken = takenByWeekHour(rows, hours);
    const shares = sharesOf(categories, taken, hours, isStaff(actor) ? 0 : atLeast);
    return { month: from.slice(0, 7), atLeast: isStaff(actor) ? null : atLeast, ...shares };
  }
}

function refuseUnfinished(thisMonth: string): never {
  const latest = addDays(thisMonth, -1).slice(0, 7);
  throw badRequest('month_not_over', {
    zh: `只能查看已结束的月份，最近一个是 ${latest}`,
    en: `Only months that are over can be read; the latest is ${latest}`,
  });
}

const nobody: Bucket = { value: 0, companies: [] };

/** Percent of the instruments' hours; the categories share no instrument, so all together is their sum. */
function sharesOf(
  categories: readonly Category[],
  taken: ReadonlyMap<number, readonly Bucket[]>,
  { times }: MonthHours,
  atLeast: number,
): Pick<View, 'all' | 'categories'> {
  const instruments = categories.reduce((sum, one) => sum + one.instruments, 0);
  const percent = (ms: number | null | undefined, units: number, which: number): number | null => {
    const full = units * (times[which] ?? 0) * 3_600_000;
    return ms === null || ms === undefined || full === 0 ? null : Math.min(100, Math.round((100 * ms) / full));
  };
  const lines = Array.from({ length: weekHours }, (_, which) =>
    suppressSmallBuckets(
      categories.map(({ id }) => taken.get(id)?.[which] ?? nobody),
      atLeast,
    ),
  );
  return {
    all: lines.map(({ total }, which) => percent(total, instruments, which)),
    categories: categories.map((category, i) => ({
      ...category,
      shares: lines.map(({ values }, which) => percent(values[i], category.instruments, which)),
    })),
  };
}
