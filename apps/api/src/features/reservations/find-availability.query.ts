import { Injectable } from '@nestjs/common';
import { addDays, localDate, rentalPeriod, startOfDay, type Period } from '@parkbench/domain';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/database.js';
import { badRequest } from '../../platform/http/problem.js';
import { decodeCursor, encodeCursor, field, pageQuery } from '../../platform/http/validation.js';
import { ParkSettings } from '../../platform/park-settings.js';
import { availabilitySql, orderOf, type Place } from './availability.sql.js';
import { daysAhead, nextFreeDay, strip } from './free-days.js';
import { day, months } from './reservations.dto.js';

export const searchQuery = z.object({
  ...pageQuery,
  q: field.text(100).optional(),
  categoryId: field.id.optional(),
  mode: z.enum(['rental', 'session', 'run']).optional(),
  status: z.enum(['in_service', 'out_of_service', 'retired']).optional(),
  from: day.optional().describe('first day needed; with it what is free comes first'),
  to: day.optional().describe('first day not needed any more'),
  months: months.optional().describe('instead of `to`'),
});

export const instrumentCard = z
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
    runFen: z.int().nullable(),
    freeInWindow: z.boolean().nullable(),
    nextFreeOn: z.string().nullable(),
    strip: z.string().describe('14 days from today: 0 free, 1 taken, 2 partly'),
  })
  .meta({ id: 'InstrumentCard' });
export const searchView = z.object({
  items: z.array(instrumentCard),
  nextCursor: z.string().nullable(),
  total: z.int().nullable().describe('null: more than a thousand, or not the first page'),
});

type Search = z.infer<typeof searchQuery>;
type Card = z.infer<typeof instrumentCard>;
interface Row extends Omit<Card, 'strip' | 'nextFreeOn' | 'freeInWindow'> {
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

  async execute(query: z.infer<typeof searchQuery>): Promise<z.infer<typeof searchView>> {
    const { timeZone } = await this.park.get();
    const today = localDate(this.clock.now().getTime(), timeZone);
    const window = windowOf(query, timeZone);
    const after = placeOf(decodeCursor(cursorSchema, query.cursor), query);
    const ahead = daysAhead(today, timeZone);
    const { sql, params } = availabilitySql({ ...query, window, after, today, ahead, countedUpTo });
    const rows = await this.db.query<Row>(sql, params);
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const more = rows.length > query.limit && last !== undefined;
    const total = rows[0]?.total ?? (after ? null : 0);
    return {
      items: page.map(({ phase, busy, total: _, sorted: _sorted, ...row }) => ({
        ...row,
        freeInWindow: window ? phase === 0 : null,
        strip: strip(busy ?? [], ahead),
        nextFreeOn: row.status === 'in_service' ? nextFreeDay(busy ?? [], ahead) : null,
      })),
      nextCursor: more ? encodeCursor([last.phase, last.sorted, last.id]) : null,
      total: total !== null && total > countedUpTo ? null : total,
    };
  }
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

function windowOf({ from, to, months: length }: z.infer<typeof searchQuery>, zone: string): Period | null {
  if (!from) return null;
  if (length) return rentalPeriod({ start: from, months: length, zone });
  const end = to ?? addDays(from, 1);
  if (end <= from)
    throw badRequest('bad_range', { zh: '结束日期应晚于开始日期', en: 'The end must lie after the start' });
  return { start: startOfDay(from, zone), end: startOfDay(end, zone) };
}
