import {
  type Counts,
  firstFitting,
  localDate,
  offerExpires,
  occupiedPeriod,
  type Period,
  refuses,
} from '@parkbench/domain';
import { schedule } from '../../platform/due-work/due-work.js';
import { record } from '../../platform/outbox/record.js';
import { SlotTaken, takePeriod } from '../occupancy/occupancy.api.js';
import { type Ask, gatherFacts, offerFor } from '../reservations/reservations.api.js';
import { type Waiting, waitingFor } from './entries.js';
import { type At, freedInstrument } from './freed-instrument.js';
import { holdTerms } from './hold-terms.js';

export interface Offered {
  readonly offerId: number;
  readonly entryId: number;
  readonly companyId: number;
  readonly instrumentId: number;
}

interface Found {
  readonly wait: Waiting;
  readonly slot: Period;
}
interface Terms {
  readonly occupied: Period;
  readonly expiresAt: Date;
}

const triesOfOneEntry = 6;
const triesOfOneSlot = 20;

/**
 * Offers free time of an instrument to the one who has waited longest and whom it fits, and holds it: one offer a
 * transaction, so that no two can wait for each other. Null when what is free fits nobody. Whether the time is still
 * free the constraint decides; who lost looks again.
 */
export async function offerNext(at: At, instrumentId: number): Promise<Offered | null> {
  for (let tries = 0; tries < triesOfOneSlot; tries++) {
    const freed = await freedInstrument(at, instrumentId);
    const found = await firstWhoMay(at, instrumentId, freed);
    if (!found) return null;
    const { kind } = found.wait;
    const { sessionMinutes, rentalHours } = await holdTerms(at.tx);
    const holdMinutes = kind === 'session' ? sessionMinutes : rentalHours * 60;
    const { zone, noticeMinutes, turnaround } = freed;
    const expires = offerExpires(found.slot, { kind, holdMinutes, noticeMinutes, zone }, at.now.getTime());
    const terms = { occupied: occupiedPeriod(found.slot, turnaround), expiresAt: new Date(expires) };
    const offered = await hold(at, instrumentId, found, terms);
    if (offered) return offered;
  }
  throw new Error(`instrument ${instrumentId}: its time was taken each time it was offered`);
}

/** Passes over whom the rules would refuse the slot: what is held must be of use to whom it is held for. */
async function firstWhoMay(
  at: At,
  instrumentId: number,
  freed: Parameters<typeof firstFitting>[1],
): Promise<Found | null> {
  let waiting = await waitingFor(at.tx, instrumentId, at.now);
  const tried = new Map<number, number>();
  for (;;) {
    const found = firstFitting(waiting, freed);
    if (!found || (await mayHave(at, instrumentId, found))) return found;
    const { id } = found.wait;
    const times = (tried.get(id) ?? 0) + 1;
    tried.set(id, times);
    const without = { ...found.wait, declined: [...(found.wait.declined ?? []), found.slot] };
    waiting = waiting.flatMap((one) => (one.id !== id ? [one] : times < triesOfOneEntry ? [without] : []));
  }
}

async function mayHave({ tx, park, now }: At, instrumentId: number, { wait, slot }: Found): Promise<boolean> {
  const ask = askOfSlot(wait, instrumentId, slot, park.timeZone);
  const { companyId, memberId } = wait;
  const wanted = { instrumentId, companyId, memberId, kind: ask.kind, period: slot, now: now.getTime() };
  const offer = offerFor(await gatherFacts(tx, park, wanted), ask, park, now.getTime());
  return offer.stored !== null && !refuses(offer.violations);
}

/** What of a wish makes a request, once there is a slot. */
export interface Wish {
  readonly kind: 'session' | 'rental';
  readonly months?: number | null;
  readonly counts?: Counts | null;
}

/** What somebody who waits would ask for in a slot. */
export function askOfSlot({ kind, months, counts }: Wish, instrumentId: number, slot: Period, zone: string): Ask {
  return kind === 'rental'
    ? { kind, instrumentId, startsOn: localDate(slot.start, zone), months: months ?? 1 }
    : { kind, instrumentId, startsAt: slot.start, endsAt: slot.end, ...(counts && { counts }) };
}

/** Null: meanwhile the entry has an offer, or the time is taken. */
async function hold(
  { tx, now }: At,
  instrumentId: number,
  { wait, slot }: Found,
  terms: Terms,
): Promise<Offered | null> {
  const { id: entryId, companyId, memberId } = wait;
  const locked = await tx.query(`SELECT 1 FROM waiting_list_entry WHERE id = $1 AND status = 'waiting' FOR UPDATE`, [
    entryId,
  ]);
  if (locked.length === 0) return null;
  const [next] = await tx.query<{ id: number }>(`SELECT nextval('waiting_list_offer_id_seq')::bigint id`);
  const offerId = Number(next?.id);
  try {
    await takePeriod(tx, { kind: 'hold', id: offerId }, instrumentId, terms.occupied);
  } catch (error) {
    if (error instanceof SlotTaken) return null;
    throw error;
  }
  const [startsAt, endsAt] = [new Date(slot.start), new Date(slot.end)];
  await tx.query(
    `WITH offered AS (UPDATE waiting_list_entry SET status = 'offered', updated_at = $8 WHERE id = $3)
     INSERT INTO waiting_list_offer (id, company_id, entry_id, instrument_id, starts_at, ends_at, expires_at, created_at)
     OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [offerId, companyId, entryId, instrumentId, startsAt, endsAt, terms.expiresAt, now],
  );
  const dedupeKey = `waiting-list.expire:${offerId}`;
  await schedule(tx, [{ kind: 'waiting-list.expire', subjectId: offerId, dueAt: terms.expiresAt, dedupeKey }]);
  await record(tx, {
    actorId: null,
    companyId,
    action: 'waiting-list.offered',
    entity: 'waiting_list_entry',
    entityId: entryId,
    data: { offerId, memberId, instrumentId, kind: wait.kind, startsAt, endsAt, expiresAt: terms.expiresAt },
    event: true,
  });
  return { offerId, entryId, companyId, instrumentId };
}
