import { Injectable } from '@nestjs/common';
import { type HolidayCalendar, localDate, NO_HOLIDAYS } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Actor } from '../../platform/http/actor.js';
import { badRequest } from '../../platform/http/problem.js';
import { decodeCursor, encodeCursor, field, pageQuery } from '../../platform/http/validation.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import type { Ask } from './ask.js';
import { availabilitySql, orderOf, type Place, type PricedFor } from './availability.sql.js';
import { daysAhead, nextFreeDay, strip } from './free-days.js';
import { holidaysNear } from './instrument-facts.js';
import { priceOf } from './offer.js';
import { planFor, planOf, type PlanRow } from './plan-in-force.js';
import { day, kind, months } from './reservations.dto.js';
import { type Window, windowOf } from './window-of.js';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
export const searchQuery = z.object({
  ...pageQuery,
  q: field.text(100).optional(),
  categoryId: field.id.optional(),
  mode: z.enum(['rental', 'session', 'run']).optional(),
  status: z.enum(['in_service', 'out_of_service', 'retired']).optional(),
  from: day.optional().describe('first day needed; with it what is free comes first'),
  to: day.optional().describe('first day not needed any more'),
  months: months.optional().describe('instead of `to`'),
  at: timeOfDay.optional().describe('time of the first day; with `until` it is a session'),
  until: timeOfDay.optional().describe('time of the last day'),
  spec: field.text(100).optional().describe('words of specification, functions or accessories'),
  quantity: z.coerce.number().int().min(1).max(20).default(1).describe('so many free units of one kind are needed'),
});

const instrumentCard = z
  .object({
    id: z.int(),
    assetNo: z.string(),
    nameZh: z.string(),
    nameEn: z.string(),
    model: z.string(),
    manufacturer: z.string(),
    categoryId: z.int(),
    categoryZh: z.string(),
    categoryEn: z.string(),
    location: z.string(),
    status: z.enum(['in_service', 'out_of_service', 'retired']),
    statusNote: z.string(),
    opensRental: z.boolean(),
    opensSession: z.boolean(),
    opensRun: z.boolean(),
    approvalRequired: z.boolean(),
    trainingRequired: z.boolean(),
    calibrationValidUntil: z.string().nullable(),
    monthlyFen: z.int().nullable(),
    fromHourlyFen: z.int().nullable(),
    dayFen: z.int().nullable().describe('what a started day costs at most; without a price of an hour, what it costs'),
    runFen: z.int().nullable(),
    sampleFen: z.int().nullable(),
    freeInWindow: z.boolean().nullable(),
    windowFen: z.int().nullable().describe('the exact price of one unit for the window, discounts included'),
    alike: z.array(z.int()).describe('when several are needed: units of this kind that are free in the window'),
    nextFreeOn: z.string().nullable(),
    strip: z.string().describe('14 days from today: 0 free, 1 taken, 2 partly'),
  })
  .meta({ id: 'InstrumentCard' });
export const searchView = z.object({
  items: z.array(instrumentCard),
  nextCursor: z.string().nullable(),
  total: z.int().nullable().describe('null: more than a thousand, or not the first page'),
  window: z
    .object({
      kind,
      startsAt: z.string(),
      endsAt: z.string(),
      startsOn: z.string().nullable(),
      months: z.int().nullable(),
    })
    .nullable()
    .describe('what would be reserved; null: no window, or days that are no reservation'),
});

type Search = z.infer<typeof searchQuery>;
type Card = z.infer<typeof instrumentCard>;
interface Row extends Omit<Card, 'strip' | 'nextFreeOn' | 'freeInWindow' | 'windowFen' | 'alike'> {
  readonly plan: PlanRow | null;
  readonly companyBps: number | null;
  readonly alike: readonly number[] | null;
  readonly phase: number;
  readonly sorted: string | number;
  readonly busy: readonly (readonly [number, number])[] | null;
  readonly total: number | null;
}

const cursorSchema = z.tuple([z.int().min(0).max(1), z.union([field.text(500), z.int()]), z.int()]);
const countedUpTo = 1000;

/** The catalogue: what is free in the wanted window first, each with its price and what the next days look like. */
@Injectable()
export class FindAvailability {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
  ) {}

  async execute(actor: Actor, query: Search): Promise<z.infer<typeof searchView>> {
    const park = await this.park.get();
    const { timeZone } = park;
    const today = localDate(this.clock.now().getTime(), timeZone);
    const window = windowOf(query, timeZone);
    const after = placeOf(decodeCursor(cursorSchema, query.cursor), query);
    const ahead = daysAhead(today, timeZone);
    const priced = pricedFor(actor, window, timeZone);
    const { sql, params } = availabilitySql({ ...query, window, after, today, ahead, priced, countedUpTo });
    const rows = await this.db.query<Row>(sql, params);
    const page = rows.slice(0, query.limit);
    const calendar = window ? holidaysNear(park, window) : NO_HOLIDAYS;
    const last = page.at(-1);
    const more = rows.length > query.limit && last !== undefined;
    const total = rows[0]?.total ?? (after ? null : 0);
    return {
      items: page
        .filter(oneOfItsKind)
        .map(({ phase, busy, alike, total: _, sorted: _sorted, plan, companyBps, ...row }) => ({
          ...row,
          freeInWindow: window ? phase === 0 : null,
          windowFen: windowFen({ ...row, plan, companyBps }, window?.askFor(row.id) ?? null, { park, calendar }),
          alike: [...(alike ?? [])],
          strip: strip(busy ?? [], ahead),
          nextFreeOn: row.status === 'in_service' ? nextFreeDay(busy ?? [], ahead) : null,
        })),
      nextCursor: more ? encodeCursor([last.phase, last.sorted, last.id]) : null,
      total: total !== null && total > countedUpTo ? null : total,
      window: window && windowView(window),
    };
  }
}

/** The window is priced for the company that looks, by the class of its first day. */
function pricedFor({ companyId }: Actor, window: Window | null, timeZone: string): PricedFor | null {
  const kind = window?.askFor(0)?.kind;
  return window && kind ? { companyId, kind, classDay: localDate(window.start, timeZone) } : null;
}

/** When several of a kind are needed the kind is shown once, by the first of its free units. */
const oneOfItsKind = ({ id, phase, alike }: Row): boolean => phase !== 0 || alike === null || alike[0] === id;

type Priced = Pick<Row, 'plan' | 'companyBps' | 'opensRental' | 'opensSession'>;

/** Exactly what a quote would say: the same prices, discounts and holidays, by the same function. */
function windowFen(
  row: Priced,
  ask: Ask | null,
  { park, calendar }: { park: Park; calendar: HolidayCalendar },
): number | null {
  const companyBps = row.companyBps ?? 0;
  const inForce = ask && planFor(ask.kind, planOf(row.plan, park), companyBps);
  if (!ask || !inForce || !(ask.kind === 'rental' ? row.opensRental : row.opensSession)) return null;
  const of = { calendar, companyBps };
  return priceOf(ask, inForce.plan, of, park.timeZone)?.totalFen ?? null;
}

function windowView(window: Window): z.infer<typeof searchView>['window'] {
  const ask = window.askFor(0);
  if (!ask) return null;
  const dated = ask.kind === 'rental' ? ask : { startsOn: null, months: null };
  return {
    kind: ask.kind,
    startsAt: new Date(window.start).toISOString(),
    endsAt: new Date(window.end).toISOString(),
    startsOn: dated.startsOn,
    months: dated.months,
  };
}

/** A cursor of another search, with another order, is not followed. */
function placeOf(cursor: [number, string | number, number] | undefined, query: Search): Place | null {
  if (!cursor) return null;
  const [phase, key, id] = cursor;
  const byName = orderOf(query).column === 'name_zh';
  if ((typeof key === 'string') !== byName)
    throw badRequest('bad_cursor', {
      zh: '翻页位置无效，请重新查询',
      en: 'The page position is invalid; search again',
    });
  return { phase, key, id };
}
