import {
  addDays,
  type CommonItem,
  type CommonSlot,
  type CommonUnit,
  type Instant,
  lengthMinutes,
  localDate,
  nextCommonSlot,
  type Period,
  startOfDay,
} from '@parkbench/domain';
import type { Tx } from '../../../platform/database/database.js';
import { periodOf } from '../ask.js';
import { type Gathered, gatherFacts } from '../reservation-facts.js';
import type { LookedFor } from './candidates.js';
import type { SurveyedItem } from './survey-bundle.js';

const nearMs = 21 * 86_400_000;
/** How far one looks where nothing says how far ahead one may reserve. */
const searchedDays = 730;
/** Of a pool so many more units than are needed are looked at. */
const spareUnits = 5;

const busyQuery = `
  SELECT instrument_id id, extract(epoch FROM lower(period))::float8 * 1000 start, extract(epoch FROM upper(period))::float8 * 1000 "end"
  FROM occupancy WHERE instrument_id = ANY($1) AND period && tstzrange($2, $3) LIMIT 20000`;

/**
 * The next time at which all items are free together, each where it would be then; null when there is none soon (three
 * weeks for sessions, the farthest advance for rentals). Advice, read beside the refusal.
 */
export async function commonSlotOf(
  tx: Tx,
  surveyed: readonly SurveyedItem[],
  wanted: LookedFor,
): Promise<CommonSlot | null> {
  if (surveyed.some((one) => one.candidates.length < one.item.quantity)) return null;
  const { park, now, companyId } = wanted;
  const zone = park.timeZone;
  const known = new Map<number, Gathered>(
    surveyed.flatMap((one) => one.units.map((u) => [u.candidate.id, u.gathered])),
  );
  const served = surveyed.map((one) => ({
    one,
    period: periodOf(one.item.askFor(0), zone),
    ids: one.candidates.slice(0, one.item.quantity + spareUnits).map((c) => c.id),
  }));
  for (const { one, period, ids } of served) {
    for (const id of ids) {
      if (known.has(id)) continue;
      const facts = { instrumentId: id, companyId, kind: one.item.askFor(id).kind, period, now: now.getTime() };
      known.set(id, await gatherFacts(tx, park, facts));
    }
  }
  const horizon = horizonOf(surveyed, [...known.values()], wanted);
  const busy = await busyOf(tx, [...known.keys()], {
    start: Math.min(...served.map((s) => s.period.start)),
    end: horizon,
  });
  const items = served.map(({ one, period, ids }): CommonItem => ({
    start: period.start,
    quantity: one.item.quantity,
    units: ids.flatMap((id) => unitOf(one, period, known.get(id), busy.get(id) ?? [], zone)),
  }));
  return nextCommonSlot(items, { horizon, zone });
}

function unitOf(
  { item }: SurveyedItem,
  period: Period,
  gathered: Gathered | undefined,
  busy: readonly Period[],
  zone: string,
): CommonUnit[] {
  if (!gathered) return [];
  const ask = item.askFor(gathered.instrument.id);
  const { turnaround, rules } = gathered.facts;
  if (ask.kind === 'rental') return [{ kind: 'rental', busy, turnaround, zone, months: ask.months }];
  const { incrementMinutes, openingHours } = rules;
  return [
    { kind: 'session', busy, turnaround, zone, lengthMinutes: lengthMinutes(period), incrementMinutes, openingHours },
  ];
}

function horizonOf(surveyed: readonly SurveyedItem[], known: readonly Gathered[], { park, now }: LookedFor): Instant {
  const today = localDate(now.getTime(), park.timeZone);
  const farthest = Math.min(...known.map((one) => one.facts.rules.advanceDays ?? searchedDays));
  const last = startOfDay(addDays(today, farthest + 1), park.timeZone);
  const asks = surveyed.map((one) => one.item.askFor(0));
  if (asks.some((ask) => ask.kind === 'rental')) return last;
  return Math.min(last, Math.max(...asks.map((ask) => periodOf(ask, park.timeZone).end)) + nearMs);
}

async function busyOf(tx: Tx, ids: readonly number[], within: Period): Promise<Map<number, Period[]>> {
  const day = 86_400_000;
  const range = [new Date(within.start - day), new Date(Math.max(within.end, within.start) + day)];
  const rows = await tx.query<Period & { id: number }>(busyQuery, [ids, ...range]);
  const busy = new Map<number, Period[]>();
  for (const { id, start, end } of rows) busy.set(id, [...(busy.get(id) ?? []), { start, end }]);
  return busy;
}
