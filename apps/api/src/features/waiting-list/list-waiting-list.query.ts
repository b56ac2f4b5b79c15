import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { type Actor, isStaff, scopeOf } from '../../platform/http/actor.js';
import { decodeCursor } from '../../platform/http/validation.js';
import { type Park, ParkSettings } from '../../platform/park-settings.js';
import { pageOf } from '../../platform/http/paging.js';
import { gatherFacts, offerFor, quoteBody } from '../reservations/reservations.api.js';
import { positionsOf, wantedColumns } from './entries.js';
import { holdTerms } from './hold-terms.js';
import { askOfSlot } from './make-offer.js';
import type { demandView, entriesPage, entriesQuery, entryView } from './waiting-list.dto.js';

type Entry = z.infer<typeof entryView>;
type Offer = NonNullable<Entry['offer']>;
interface Row extends Omit<Entry, 'offer' | 'position'> {
  readonly companyId: number;
  readonly memberId: number;
  readonly offer: Omit<Offer, 'quote' | 'violations' | 'startsOn'> | null;
}

const offerOfEntry = `
  SELECT jsonb_build_object('id', o.id, 'instrumentId', oi.id, 'instrumentZh', oi.name_zh, 'instrumentEn', oi.name_en,
    'assetNo', oi.asset_no, 'startsAt', o.starts_at, 'endsAt', o.ends_at, 'expiresAt', o.expires_at)
  FROM waiting_list_offer o JOIN instrument oi ON oi.id = o.instrument_id WHERE o.entry_id = e.id AND o.status = 'open'`;

// $1 states, $2 limit, $3 who reads, $4 whether as staff, $5..$6 where the page before ended; what is not one's own row security hides
const query = `
  SELECT e.id, e.status, e.target, e.company_id "companyId", e.member_id "memberId", i.id "instrumentId", i.name_zh "instrumentZh",
    i.name_en "instrumentEn", i.asset_no "assetNo", c.id "categoryId", c.name_zh "categoryZh", c.name_en "categoryEn",
    ${wantedColumns}, e.waits_until "waitsUntil", e.purpose, e.created_at "createdAt", e.reservation_id "reservationId",
    m.name "memberName", e.member_id = $3 mine, CASE WHEN $4 THEN y.name_zh END "companyZh", CASE WHEN $4 THEN y.name_en END "companyEn",
    (SELECT count(*)::int FROM waiting_list_offer o WHERE o.entry_id = e.id AND o.status IN ('declined', 'expired')) "letGo",
    (${offerOfEntry}) offer
  FROM waiting_list_entry e
  LEFT JOIN instrument i ON i.id = e.instrument_id JOIN category c ON c.id = coalesce(e.category_id, i.category_id)
  JOIN member m ON m.id = e.member_id JOIN company y ON y.id = e.company_id
  WHERE e.status = ANY($1) AND ($6::bigint IS NULL OR (e.status = 'offered', e.id) < ($5::boolean, $6))
  ORDER BY e.status = 'offered' DESC, e.id DESC LIMIT $2`;

/** Whether it has an offer, and its id. */
const place = z.tuple([z.boolean(), z.int()]);

const states = { open: ['waiting', 'offered'], over: ['booked', 'left', 'ended'] };

/** Who waits for what: one's own company's entries, for staff all. Others are a number in the queue and nothing else. */
@Injectable()
export class ListWaitingList {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: ParkSettings,
  ) {}

  async execute(
    actor: Actor,
    { state, limit, cursor }: z.infer<typeof entriesQuery>,
  ): Promise<z.infer<typeof entriesPage>> {
    const park = await this.settings.get();
    const now = this.clock.now();
    const [offered, id] = decodeCursor(place, cursor) ?? [null, null];
    const parameters = [states[state], limit + 1, actor.memberId, isStaff(actor), offered, id];
    const { rows, offers } = await this.db.read(scopeOf(actor), async (tx) => {
      const found = await tx.query<Row>(query, parameters);
      const priced = new Map<number, Offer>();
      for (const row of found) if (row.offer) priced.set(row.id, await offerView(tx, row, row.offer, { park, now }));
      return { rows: found, offers: priced };
    });
    const page = pageOf(rows, limit, (last) => [last.status === 'offered', last.id]);
    const ids = state === 'open' ? page.items.map(({ id }) => id) : [];
    const positions = await this.db.read('all', (tx) => positionsOf(tx, ids));
    return {
      ...page,
      items: page.items.map(({ companyId: _, memberId: _member, ...row }) => ({
        ...row,
        position: positions.get(row.id) ?? null,
        offer: offers.get(row.id) ?? null,
      })),
      now: now.toISOString(),
    };
  }

  /** What is waited for, or was in vain in 90 days, by instrument or category: where another one would pay. */
  async demand(): Promise<z.infer<typeof demandView>> {
    return this.db.read('all', async (tx) => ({
      items: await tx.query<z.infer<typeof demandView>['items'][number]>(demandQuery, [this.clock.now()]),
      terms: await holdTerms(tx),
    }));
  }
}

const demandQuery = `
  SELECT i.id "instrumentId", i.asset_no "assetNo", coalesce(i.name_zh, c.name_zh) "nameZh", coalesce(i.name_en, c.name_en) "nameEn",
    count(*) FILTER (WHERE e.status <> 'ended')::int waiting, count(*) FILTER (WHERE e.status = 'ended')::int missed,
    count(DISTINCT e.company_id)::int companies, (coalesce(sum(e.length_minutes), 0) / 60.0)::float8 "sessionHours",
    coalesce(sum(e.months), 0)::int "rentalMonths", min(e.created_at) oldest
  FROM waiting_list_entry e LEFT JOIN instrument i ON i.id = e.instrument_id LEFT JOIN category c ON c.id = e.category_id
  WHERE e.status IN ('waiting', 'offered') OR e.status = 'ended' AND e.updated_at > $1::timestamptz - interval '90 days'
  GROUP BY i.id, i.asset_no, i.name_zh, i.name_en, c.id, c.name_zh, c.name_en
  ORDER BY count(*) DESC, oldest LIMIT 100`;

/** An offer with today's price and what the rules say, as the acceptance will reckon it. */
async function offerView(
  tx: Tx,
  row: Row,
  offer: NonNullable<Row['offer']>,
  { park, now }: { readonly park: Park; readonly now: Date },
): Promise<Offer> {
  const { companyId, memberId } = row;
  const slot = { start: Date.parse(offer.startsAt), end: Date.parse(offer.endsAt) };
  const ask = askOfSlot(row, offer.instrumentId, slot, park.timeZone);
  const wanted = {
    instrumentId: offer.instrumentId,
    companyId,
    memberId,
    kind: ask.kind,
    period: slot,
    now: now.getTime(),
  };
  const priced = offerFor(await gatherFacts(tx, park, wanted), ask, park, now.getTime());
  const instant = (text: string): string => new Date(text).toISOString();
  return {
    ...offer,
    startsAt: instant(offer.startsAt),
    endsAt: instant(offer.endsAt),
    expiresAt: instant(offer.expiresAt),
    startsOn: ask.kind === 'rental' ? ask.startsOn : null,
    quote: priced.stored && quoteBody(ask, priced.period, priced.stored),
    violations: priced.violations.map((v) => ({ ...v, data: { ...v.data } })),
  };
}
