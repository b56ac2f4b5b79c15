import { type CountPrice, countKey, firstDay, localDate, monthOf, nextMonth } from '@parkbench/domain';
import type { z } from 'zod';
import { badRequest, Problem } from '../../../platform/http/problem.js';
import type { LockedReservation } from '../change-reservation.js';
import type { Change } from '../reservation-changes.js';
import { countableOf } from './countable.js';
import type { atUse } from './counts.dto.js';
import { type CountRow, placeOf } from './kept-counts.js';

/** What somebody counted. */
export interface Said {
  readonly counts: z.infer<typeof atUse>;
  /** Of a rental: the month in which it was used; null: a session. */
  readonly month: string | null;
  readonly reason: string;
}

interface Wanted {
  readonly component: CountPrice['component'] | null;
  readonly code: string;
  readonly count: number;
}

const insert = `
  INSERT INTO reservation_count (company_id, reservation_id, month, component, code, count, price, reason, recorded_by, recorded_at)
  SELECT $1, $2, ($3 || '-01')::date, e ->> 'component', e ->> 'code', (e ->> 'count')::int, e -> 'price', $5, $6, $7
  FROM jsonb_array_elements($4::jsonb) WITH ORDINALITY x(e, n) ORDER BY n`;

/**
 * Writes what was counted beside what was counted before; the last of a thing stands, and keeps the price at which it was
 * first counted. What is the same as before is not written again. Gives what is counted now.
 */
export async function keepCounts(change: Change, { counts, month, reason }: Said): Promise<readonly CountRow[]> {
  const { tx, reservation, actor, now } = change;
  const before = new Map(reservation.counted.map((row) => [placeOf(row), row]));
  const prices = new Map((await countableOf(tx, reservation, change)).map((price) => [countKey(price), price]));
  const rows = wantedOf(counts).flatMap((one): CountRow[] => {
    const row = rowOf(one, { month, prices, before });
    return before.get(placeOf(row))?.count === row.count ? [] : [row];
  });
  if (rows.length === 0) return reservation.counted;
  if (reason === '' && rows.some((row) => before.has(placeOf(row)))) throw reasonNeeded();
  const { id, companyId } = reservation;
  await tx.query(insert, [companyId, id, month, JSON.stringify(rows), reason, actor.memberId, now]);
  return [...reservation.counted, ...rows];
}

function wantedOf({ runs, samples, extras }: Said['counts']): Wanted[] {
  const own = (component: 'run' | 'sample', count: number | undefined): Wanted[] =>
    count === undefined ? [] : [{ component, code: '', count }];
  return [
    ...own('run', runs),
    ...own('sample', samples),
    ...extras.map(({ code, quantity }) => ({ component: null, code, count: quantity })),
  ];
}

function rowOf(
  { component, code, count }: Wanted,
  of: {
    readonly month: string | null;
    readonly prices: ReadonlyMap<string, CountPrice>;
    readonly before: ReadonlyMap<string, CountRow>;
  },
): CountRow {
  const components = component ? [component] : (['assistance', 'consumable'] as const);
  for (const one of components) {
    const known = of.before.get(placeOf({ month: of.month, component: one, code }));
    const price = known?.price ?? of.prices.get(countKey({ component: one, code }));
    if (price) {
      const { name, unit, unitFen, tax } = price;
      return { month: of.month, component: one, code, count, price: { name, unit, unitFen, tax } };
    }
  }
  throw notCountable(code || (component ?? ''));
}

/** The months of a rental that can be counted for: from its first to the one in which it came back, or this one. */
export function monthsOf(
  reservation: Pick<LockedReservation, 'kind' | 'startsAt' | 'handedOverAt' | 'returnedAt'>,
  zone: string,
  now: Date,
): string[] {
  if (reservation.kind !== 'rental') return [];
  const { startsAt, handedOverAt, returnedAt } = reservation;
  const monthAt = (at: Date): string => monthOf(localDate(at.getTime(), zone));
  const first = handedOverAt && handedOverAt < startsAt ? handedOverAt : startsAt;
  const last = monthAt(returnedAt ?? now);
  const months: string[] = [];
  for (let month = monthAt(first); month <= last; month = nextMonth(month)) months.push(month);
  return months;
}

/** The month that a count is for: none of a session, of a rental one in which it was out. */
export function monthFor(
  change: Pick<Change, 'reservation' | 'park' | 'now'>,
  month: string | undefined,
): string | null {
  const { reservation, park, now } = change;
  if (reservation.kind === 'session') return null;
  const months = monthsOf(reservation, park.timeZone, now);
  const wanted = month ?? months.at(-1) ?? '';
  if (months.includes(wanted)) return wanted;
  throw badRequest('bad_month', {
    zh: `只能登记租用期间的月份${months.length > 0 ? `（${months[0]} 至 ${months.at(-1)}）` : ''}`,
    en: `Choose a month in which it was out${months.length > 0 ? ` (${firstDay(months[0]!).slice(0, 7)} to ${months.at(-1)})` : ''}`,
  });
}

const notCountable = (what: string): Problem =>
  new Problem({
    status: 422,
    code: 'not_countable',
    title: {
      zh: `“${what}”在该仪器的价格中没有单价，请先在价格中添加，或改用其他费用`,
      en: `"${what}" has no price here: add it to the prices of the instrument first, or charge it as another fee`,
    },
  });

const reasonNeeded = (): Problem =>
  badRequest('reason_required', {
    zh: '更正已登记的数量须说明原因',
    en: 'Say why what was counted before is changed',
  });
