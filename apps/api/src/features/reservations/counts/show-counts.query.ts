import { Injectable } from '@nestjs/common';
import { type CountPrice, countLine, countOf, NO_COUNTS } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { type LockedReservation, readReservation } from '../change-reservation.js';
import { countableOf } from './countable.js';
import type { countsView } from './counts.dto.js';
import { monthsOf } from './keep-counts.js';
import { bookedOf, type CountRow, isStoredByCount, placeOf, recordedOf } from './kept-counts.js';

type View = z.infer<typeof countsView>;
type Item = View['items'][number];

const anyMonth = '2000-01';

interface HistoryRow extends CountRow {
  readonly id: number;
  readonly reason: string;
  readonly byName: string;
  readonly at: Date;
}

const historyQuery = `
  SELECT k.id, to_char(k.month, 'YYYY-MM') "month", k.component, k.code, k.count, k.price, k.reason, m.name "byName", k.recorded_at at
  FROM reservation_count k JOIN member m ON m.id = k.recorded_by WHERE k.reservation_id = $1 ORDER BY k.id`;

/** What of a reservation is paid by the count: booked, counted and what that comes to, with who counted it when. */
@Injectable()
export class ShowCounts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(actor: Actor, id: number): Promise<View> {
    const park = await this.settings.get();
    const now = this.clock.now();
    return this.db.read(scopeOf(actor), async (tx) => {
      const reservation = await readReservation(tx, actor.companyId, id);
      const countable = await countableOf(tx, reservation, { park, now });
      return {
        byCount: 'plan' in reservation.stored && isStoredByCount(reservation.kind, reservation.stored),
        items: itemsOf(reservation, countable),
        countable: countable.map(shown),
        months: monthsOf(reservation, park.timeZone, now),
        history: await historyOf(tx, id),
      };
    });
  }
}

const named = ({
  component,
  code,
  name,
  unit,
}: CountPrice): Pick<Item, 'component' | 'code' | 'nameZh' | 'nameEn' | 'unit'> => ({
  component,
  code,
  nameZh: name?.zh ?? '',
  nameEn: name?.en ?? '',
  unit,
});

const shown = (price: CountPrice): View['countable'][number] => ({
  ...named(price),
  unitFen: price.unitFen,
  taxRateBps: price.tax.rateBps,
});

/** Each thing that was booked or counted, once; of a rental once a month. */
function itemsOf({ stored, counted, kind }: LockedReservation, countable: readonly CountPrice[]): Item[] {
  const booked = kind === 'session' ? bookedOf(stored) : NO_COUNTS;
  const last = new Map(counted.map((row) => [placeOf(row), row]));
  const ofBooking = countable
    .filter((price) => countOf(booked, price) > 0)
    .map((price) => ({ price, month: null, row: last.get(placeOf({ ...price, month: null })) }));
  const seen = new Set(ofBooking.map(({ price }) => placeOf({ ...price, month: null })));
  const others = [...last]
    .filter(([place]) => !seen.has(place))
    .map(([, row]) => ({ price: recordedOf(row).price, month: row.month, row }));
  return [...ofBooking, ...others].map(({ price, month, row }) => ({
    ...shown(row ? recordedOf(row).price : price),
    month,
    booked: countOf(booked, price) || null,
    counted: row?.count ?? null,
    amountFen: amountOf(row ? recordedOf(row).price : price, row?.count ?? countOf(booked, price)),
  }));
}

/** What stands for it, with its tax: the very amount of its line. */
function amountOf(price: CountPrice, count: number): number {
  const { component, unit, unitFen, tax } = price;
  return countLine({ component, count, unitFen, tax, unit }, 1, anyMonth).amountFen;
}

async function historyOf(tx: Tx, id: number): Promise<View['history']> {
  const rows = await tx.query<HistoryRow>(historyQuery, [id]);
  const last = new Map<string, number>();
  return rows.map((row) => {
    const place = placeOf(row);
    const before = last.get(place) ?? null;
    last.set(place, row.count);
    const { id: rowId, month, count, reason, byName, at } = row;
    return { id: rowId, ...named(recordedOf(row).price), month, count, before, reason, byName, at: at.toISOString() };
  });
}
