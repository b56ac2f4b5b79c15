import { Injectable } from '@nestjs/common';
import {
  addDays,
  discountedMonthlyFen,
  hourlyRateFen,
  type Instant,
  lengthMinutes,
  localDate,
  nextFreeSlot,
  occupiedPeriod,
  type Period,
  rankEquivalents,
  type ReservationRules,
  resolveRules,
  startOfDay,
  type WeekPattern,
} from '@parkbench/domain';
import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.js';
import { layersAbove, type Park } from '../../platform/park-settings.js';
import { type Ask, periodOf } from './ask.js';
import { instrumentColumns, instrumentFacts, type InstrumentRow } from './instrument-facts.js';
import { isAskByCount, offerFor } from './offer.js';
import { planFor, planInForce, planOf, type PlanRow } from './plan-in-force.js';
import type { Gathered } from './reservation-facts.js';
import type { alternatives } from './reservations.dto.js';

export type AlternativesView = z.infer<typeof alternatives>;

export interface Wanted {
  readonly ask: Ask;
  readonly gathered: Gathered;
  readonly park: Park;
  readonly now: Instant;
  /** The reservation that is being changed, or several that are together; what they take themselves is not in their way. */
  readonly except?: number | readonly number[];
  /** Of a co-rent: only its half days are wanted. */
  readonly pattern?: WeekPattern | null;
  /** What will be in the way, besides what is. */
  readonly alsoBusy?: readonly Period[];
}

const busyQuery = `
  SELECT extract(epoch FROM lower(period))::float8 * 1000 start, extract(epoch FROM upper(period))::float8 * 1000 "end"
  FROM occupancy WHERE instrument_id = $1 AND period && tstzrange($2, $3)
    AND NOT (source_kind = 'reservation' AND source_id = ANY($4)) LIMIT 5000`;

// A rule as an instrument sets it, else as the wanted one's category and the park do; what inherits from elsewhere is asked afterwards.
const lengthRule = (key: string, inherited: number): string =>
  `CASE WHEN i.rules ? '${key}' THEN (i.rules ->> '${key}')::int WHEN i.category_id = $1 THEN $${inherited}::int END`;

const freeOnes = (which: string, order: string): string => `
       (SELECT * FROM instrument i WHERE ${which} AND i.id <> $2 AND i.status = 'in_service'
          AND CASE WHEN $4 = 'rental' THEN i.opens_rental
                     AND $5 BETWEEN coalesce(${lengthRule('minMonths', 8)}, 0) AND coalesce(${lengthRule('maxMonths', 9)}, $5)
                   ELSE CASE WHEN $4 = 'run' THEN i.opens_run ELSE i.opens_session END
                     AND $5 BETWEEN coalesce(${lengthRule('minSessionMinutes', 8)}, 0) AND coalesce(${lengthRule('maxSessionMinutes', 9)}, $5)
              END
          AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.instrument_id = i.id
            AND o.period && tstzrange($6::timestamptz - i.before_minutes * interval '1 min', $7::timestamptz + i.after_minutes * interval '1 min'))
        ORDER BY ${order}, i.id LIMIT 40)`;

// Free ones of the kind and then of the category, in the order of their ids: the search ends with the fortieth, however many there are.
const equivalentsQuery = `
  SELECT ${instrumentColumns}, ${planInForce('i', 3)} plan
  FROM (${freeOnes('i.kind = $10', 'i.kind')}
       UNION ALL
       ${freeOnes('i.category_id = $1 AND i.kind <> $10', 'i.category_id')}
       LIMIT 40) i`;

const nearMs = 21 * 86_400_000;
/** How far a search goes where no rule ends it. */
const farthestDays = 3650;

/** What else there is when a period is not to be had (rules §2): advice, read after the refusal, in two queries. */
@Injectable()
export class FindAlternatives {
  async execute(tx: Tx, wanted: Wanted): Promise<AlternativesView> {
    return { nextFree: await this.nextFree(tx, wanted), equivalents: await this.equivalents(tx, wanted) };
  }

  /** Near days first: mostly the answer is there, and two years of opening hours are long to walk. */
  private async nextFree(tx: Tx, wanted: Wanted): Promise<AlternativesView['nextFree']> {
    const { ask, gathered, park, now } = wanted;
    const period = periodOf(ask, park.timeZone);
    const earliest = ask.kind === 'rental' ? startOfDay(localDate(now, park.timeZone), park.timeZone) : now;
    const from = Math.max(period.start, earliest);
    const lastDay = addDays(localDate(now, park.timeZone), (gathered.facts.rules.advanceDays ?? farthestDays) + 1);
    const horizon = startOfDay(lastDay, park.timeZone);
    if (from >= horizon) return null;
    const near = Math.min(horizon, ask.kind === 'rental' ? horizon : period.end + nearMs);
    const soon = await slotWithin(tx, wanted, { start: from, end: near });
    const slot = soon ?? (near < horizon ? await slotWithin(tx, wanted, { start: from, end: horizon }) : null);
    return slot && pricedSlot(wanted, slot);
  }

  private async equivalents(tx: Tx, wanted: Wanted): Promise<AlternativesView['equivalents']> {
    const { ask, gathered, park, now } = wanted;
    const period = periodOf(ask, park.timeZone);
    const rows = await tx.query<InstrumentRow & { plan: PlanRow | null }>(equivalentsQuery, [
      gathered.instrument.categoryId,
      ask.instrumentId,
      localDate(now, park.timeZone),
      modeOf(wanted),
      ask.kind === 'rental' ? ask.months : lengthMinutes(period),
      new Date(period.start),
      new Date(period.end),
      ...lengthsOf(ask, park, gathered.instrument.categoryId),
      gathered.instrument.kind,
    ]);
    const candidates = rows.map((row) => {
      const facts = instrumentFacts(row, park);
      const plan = planFor(ask.kind, planOf(row.plan, park), gathered.companyBps);
      return { row, plan, instrument: facts, busy: [], priceFen: comparable(ask, { ...gathered, plan }) };
    });
    const fitting = candidates.filter(({ instrument: { rules } }) => takesLength(ask, rules, lengthMinutes(period)));
    const ranked = rankEquivalents({ wanted: gathered.facts, mode: modeOf(wanted), period, candidates: fitting });
    const found = ranked.map(({ row, plan, instrument, likeness }) => {
      const theirs = { ...gathered, instrument: row, facts: instrument, plan };
      const offer = offerFor(theirs, { ...ask, instrumentId: row.id }, park, now);
      return {
        instrumentId: row.id,
        assetNo: row.assetNo,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        model: row.model,
        startsAt: new Date(period.start).toISOString(),
        endsAt: new Date(period.end).toISOString(),
        totalFen: offer.stored?.quote.totalFen ?? null,
        monthlyFen: offer.stored?.quote.monthlyFen ?? null,
        quoteId: offer.stored?.quoteId ?? null,
        likeness,
      };
    });
    // What has no price for the runs, samples and extras that are asked for is no equivalent.
    return ask.kind === 'session' && ask.counts ? found.filter(({ totalFen }) => totalFen !== null) : found;
  }
}

/** The first free slot of the same length within a stretch of time, or null. */
async function slotWithin(tx: Tx, wanted: Wanted, { start: from, end: horizon }: Period): Promise<Period | null> {
  const { ask, gathered, park, alsoBusy = [] } = wanted;
  const { turnaround, rules } = gathered.facts;
  const { incrementMinutes, openingHours, holidayHours } = rules;
  const around = occupiedPeriod({ start: from, end: horizon }, turnaround);
  const parameters = [ask.instrumentId, new Date(around.start), new Date(around.end), [wanted.except ?? []].flat()];
  const closed = ask.kind === 'session' ? park.days.closures.map(({ period }) => period) : [];
  const busy = [...(await tx.query<Period>(busyQuery, parameters)), ...alsoBusy, ...closed];
  const search = { busy, from, horizon, zone: park.timeZone, turnaround };
  if (ask.kind === 'rental') return nextFreeSlot({ kind: 'rental', months: ask.months, ...search });
  const minutes = lengthMinutes(periodOf(ask, park.timeZone));
  const days = { ...park.days, holidayHours };
  return nextFreeSlot({ kind: 'session', lengthMinutes: minutes, incrementMinutes, openingHours, days, ...search });
}

/** The shortest and longest that instruments of a category take, unless one of them says otherwise. */
function lengthsOf({ kind }: Ask, park: Park, categoryId: number): [number | null, number | null] {
  const rules = resolveRules(...layersAbove(park, categoryId));
  return kind === 'rental' ? [rules.minMonths, rules.maxMonths] : [rules.minSessionMinutes, rules.maxSessionMinutes];
}

/** Whether a length is within an instrument's own bounds: one of the same kind may stand in a category with others. */
function takesLength(ask: Ask, rules: ReservationRules, minutes: number): boolean {
  const [length, min, max] =
    ask.kind === 'rental'
      ? [ask.months, rules.minMonths, rules.maxMonths]
      : [minutes, rules.minSessionMinutes, rules.maxSessionMinutes];
  return (min ?? length) <= length && length <= (max ?? length);
}

/** In which way an instrument must be open to stand in. */
const modeOf = ({ ask, gathered: { plan } }: Wanted): 'rental' | 'session' | 'run' =>
  plan && isAskByCount(ask, plan.plan) ? 'run' : ask.kind;

/** A figure to rank by that needs no whole quote: the month's price, or the weekday hour's. */
function comparable(ask: Ask, { plan, companyBps }: Pick<Gathered, 'plan' | 'companyBps'>): number | null {
  if (plan === null) return null;
  if (ask.kind === 'session') return hourlyRateFen(plan.plan, 'weekday') ?? plan.plan.dayFen ?? null;
  const { monthlyFen, termTiers } = plan.plan;
  return monthlyFen === null
    ? null
    : discountedMonthlyFen({ listMonthlyFen: monthlyFen, months: ask.months, termTiers, companyBps });
}

function pricedSlot({ ask, gathered, park, now }: Wanted, slot: Period): NonNullable<AlternativesView['nextFree']> {
  const moved: Ask =
    ask.kind === 'rental'
      ? { ...ask, startsOn: localDate(slot.start, park.timeZone) }
      : { ...ask, startsAt: slot.start, endsAt: slot.end };
  const { stored } = offerFor(gathered, moved, park, now);
  return {
    startsAt: new Date(slot.start).toISOString(),
    endsAt: new Date(slot.end).toISOString(),
    ...(moved.kind === 'rental' ? { startsOn: moved.startsOn, months: moved.months } : {}),
    quoteId: stored?.quoteId ?? null,
    totalFen: stored?.quote.totalFen ?? null,
  };
}
