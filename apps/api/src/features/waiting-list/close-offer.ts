import type { Counts } from '@parkbench/domain';
import type { Tx } from '../../platform/database/database.js';
import { record } from '../../platform/outbox/record.js';
import { releaseFrom } from '../occupancy/occupancy.api.js';
import { noteFreed } from './note-freed.js';

/** An offer that is open, with the entry that it was made to; both locked. */
export interface OpenOffer {
  readonly id: number;
  readonly entryId: number;
  readonly companyId: number;
  readonly memberId: number;
  readonly instrumentId: number;
  readonly kind: 'session' | 'rental';
  readonly months: number | null;
  readonly counts: Counts | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly expiresAt: Date;
  readonly waitsUntil: Date;
  readonly purpose: string;
  readonly project: string;
  readonly rdUse: boolean;
}

/** Locks an open offer and its entry, the entry first as everybody does; undefined when it is not open any more. */
export async function lockOpenOffer(tx: Tx, offerId: number): Promise<OpenOffer | undefined> {
  await tx.query(
    'SELECT 1 FROM waiting_list_entry WHERE id = (SELECT entry_id FROM waiting_list_offer WHERE id = $1) FOR UPDATE',
    [offerId],
  );
  const [offer] = await tx.query<OpenOffer>(
    `SELECT o.id, o.entry_id "entryId", e.company_id "companyId", e.member_id "memberId", o.instrument_id "instrumentId", e.kind,
       e.months, e.counts, o.starts_at "startsAt", o.ends_at "endsAt", o.expires_at "expiresAt", e.waits_until "waitsUntil", e.purpose,
       e.project, e.rd_use "rdUse"
     FROM waiting_list_offer o JOIN waiting_list_entry e ON e.id = o.entry_id WHERE o.id = $1 AND o.status = 'open' FOR UPDATE OF o`,
    [offerId],
  );
  return offer;
}

export interface Closing {
  readonly tx: Tx;
  readonly now: Date;
  readonly actorId: number | null;
}

/** Gives up what an open offer holds; who closes it says what becomes of the time. */
export async function giveUpHold(
  { tx, now }: Closing,
  offer: OpenOffer,
  status: 'accepted' | 'declined' | 'expired' | 'withdrawn',
): Promise<void> {
  await releaseFrom(tx, { kind: 'hold', id: offer.id }, new Date(0));
  await tx.query('UPDATE waiting_list_offer SET status = $2, closed_at = $3 WHERE id = $1', [offer.id, status, now]);
}

/** Closes an offer that came to nothing: its time is free for the next, and the entry waits on, or is over. */
export async function closeOffer(
  closing: Closing,
  offer: OpenOffer,
  how: { readonly offer: 'declined' | 'expired' | 'withdrawn'; readonly entry: 'waiting' | 'left' },
): Promise<'waiting' | 'left' | 'ended'> {
  const { tx, now, actorId } = closing;
  const { entryId, companyId, memberId, instrumentId, kind, startsAt, endsAt } = offer;
  await giveUpHold(closing, offer, how.offer);
  const entry = how.entry === 'waiting' && offer.waitsUntil <= now ? 'ended' : how.entry;
  await tx.query('UPDATE waiting_list_entry SET status = $2, updated_at = $3 WHERE id = $1', [entryId, entry, now]);
  await record(tx, {
    actorId,
    companyId,
    action: `waiting-list.${how.offer}`,
    entity: 'waiting_list_entry',
    entityId: entryId,
    data: { offerId: offer.id, memberId, instrumentId, kind, startsAt, endsAt, entry },
    event: true,
  });
  // Staff who withdraw it need the time themselves: it is looked at again when all is, minutes later.
  if (how.offer === 'withdrawn') return entry;
  const freed = { instrumentId, start: startsAt, end: endsAt, cause: `offer:${offer.id}` };
  await noteFreed(tx, freed, { now, always: true });
  return entry;
}
