import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import type { Tx } from '../../../platform/database/database.js';
import { isStaff } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { Problem } from '../../../platform/http/problem.js';
import { record } from '../../../platform/outbox/record.js';
import { ParkSettings } from '../../../platform/park-settings.js';
import { SlotTaken } from '../../occupancy/occupancy.api.js';
import { Announce } from '../announce.js';
import { lockInstruments } from '../make-way.js';
import type { StoredQuote } from '../offer.js';
import { type Outcome, reserve, type ReservationRequest, type Reserving } from '../reserve.js';
import { type BundleItem, itemsOf } from './bundle-items.js';
import { itemQuoteId } from './bundle-view.js';
import type { bundleOutcome, bundleRequest } from './bundles.dto.js';
import { type Candidate, candidatesOf, isReady, type LookedFor } from './candidates.js';
import { forWhom, QuoteBundle } from './quote-bundle.js';
import { bundleProblem, isBundleRefusal, ItemPriceChanged, ItemRefused, ItemTaken } from './refuse-bundle.js';

type Request = z.infer<typeof bundleRequest>;
type BundleOutcome = z.infer<typeof bundleOutcome>;

interface Made extends Outcome {
  readonly item: number;
  readonly instrumentId: number;
  readonly assetNo: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

/**
 * Reserves several instruments all or nothing, in one transaction (rules §2). All that may serve are locked first, in
 * the order of their ids, so that two bundles never wait for each other; then each item is reserved as any reservation
 * is, and so is asked with those before it counted. The first that is not to be had ends the whole.
 */
@Injectable()
export class ReserveBundle {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly quotes: QuoteBundle,
    private readonly announce: Announce,
  ) {}

  async execute(context: CommandContext, request: Request): Promise<BundleOutcome> {
    const { actor } = context;
    const park = await this.park.get();
    const items = itemsOf(request.items);
    const looked = { park, now: this.clock.now(), ...forWhom(actor, request) };
    try {
      const outcome = await this.commands.run(context, (tx) =>
        reserveAll({ tx, actor, park, now: looked.now }, items, request, looked),
      );
      this.announce.changed(
        outcome.reservations.map(({ instrumentId }) => ({ companyId: looked.companyId ?? 'public', instrumentId })),
      );
      return outcome;
    } catch (error) {
      if (!isBundleRefusal(error)) throw error;
      const taken = new Set(error instanceof ItemTaken ? [error.item] : []);
      throw bundleProblem(error, await this.quotes.survey(actor, request, taken));
    }
  }
}

async function reserveAll(
  at: Reserving,
  items: readonly BundleItem[],
  request: Request,
  looked: LookedFor,
): Promise<BundleOutcome> {
  await lockCandidates(at.tx, items, looked);
  const made: Made[] = [];
  for (const item of items) made.push(...(await reserveItem(at, item, request, looked)));
  const id = await bind(at, made);
  const stored = await storedOf(at.tx, made);
  for (const item of items) mustCostWhatWasShown(item, made, stored);
  const totalFen = [...stored.values()].reduce((sum, { quote }) => sum + quote.totalFen, 0);
  return { id, totalFen, reservations: made.sort((a, b) => a.item - b.item) };
}

/** Everything that may serve any item, in the order of ids, before the first of it is taken. */
async function lockCandidates(tx: Tx, items: readonly BundleItem[], looked: LookedFor): Promise<void> {
  const ids = new Set<number>();
  for (const item of items) {
    const { choice } = item;
    const own = choice.by === 'category' ? (await candidatesOf(tx, item, looked)).map((one) => one.id) : choice.ids;
    for (const id of own) ids.add(id);
  }
  await lockInstruments(tx, [...ids]);
}

/** As many units as the item needs: of a pool the best that is free and that the rules permit. */
async function reserveItem(at: Reserving, item: BundleItem, request: Request, looked: LookedFor): Promise<Made[]> {
  const isOne = item.choice.by === 'one';
  const made: Made[] = [];
  let isRefused = false;
  // Read anew behind the locks, and behind what the items before have taken.
  for (const candidate of await candidatesOf(at.tx, item, looked)) {
    if (made.length === item.quantity) break;
    if (!isOne && !isReady(candidate)) continue;
    const got = await tryUnit(at, item, candidate, request);
    if (got === 'refused') isRefused = true;
    else if (got !== 'taken') made.push(got);
  }
  if (made.length < item.quantity) throw isRefused ? new ItemRefused(item.item) : new ItemTaken(item.item);
  return made;
}

/** One unit, or why not; what a pool tries in vain leaves no trace in the transaction. */
async function tryUnit(
  at: Reserving,
  item: BundleItem,
  candidate: Candidate,
  request: Request,
): Promise<Made | 'taken' | 'refused'> {
  const { tx } = at;
  tx.send('SAVEPOINT unit');
  try {
    const outcome = await reserve(at, requestOf(item, candidate.id, request), {});
    tx.send('RELEASE SAVEPOINT unit');
    const { id: instrumentId, assetNo, nameZh, nameEn } = candidate;
    return { ...outcome, item: item.item, instrumentId, assetNo, nameZh, nameEn };
  } catch (error) {
    const why = reasonOf(error);
    if (!why) throw error;
    tx.send('ROLLBACK TO SAVEPOINT unit');
    return why;
  }
}

function reasonOf(error: unknown): 'taken' | 'refused' | null {
  if (error instanceof SlotTaken) return 'taken';
  const refused = error instanceof Problem && ['policies_violated', 'not_priced'].includes(error.problem.code);
  return refused ? 'refused' : null;
}

/** A unit of an item as a request of its own. An override holds for whichever item it is needed. */
function requestOf(item: BundleItem, instrumentId: number, request: Request): ReservationRequest {
  const { items: _, ...words } = request;
  const ask = item.askFor(instrumentId);
  if (ask.kind === 'rental') return { ...words, ...ask };
  return {
    ...words,
    ...ask,
    startsAt: new Date(ask.startsAt).toISOString(),
    endsAt: new Date(ask.endsAt).toISOString(),
  };
}

/** Says which reservations belong together, and who asked for them. */
async function bind({ tx, actor, now }: Reserving, made: readonly Made[]): Promise<number> {
  const ids = made.map((one) => one.id);
  const [bundle] = await tx.query<{ id: number; companyId: number }>(
    `INSERT INTO bundle (company_id, member_id, created_at)
     SELECT company_id, member_id, $2 FROM reservation WHERE id = $1 RETURNING id, company_id "companyId"`,
    [ids[0], now],
  );
  if (!bundle) throw new Error('the reservation of a bundle is gone');
  await tx.execute('UPDATE reservation SET bundle_id = $1 WHERE id = ANY($2)', [bundle.id, ids]);
  const entry = { actorId: actor.memberId, companyId: bundle.companyId, entity: 'bundle', entityId: bundle.id };
  await record(tx, { ...entry, action: 'bundle.reserved', data: { reservationIds: ids, byStaff: isStaff(actor) } });
  return bundle.id;
}

async function storedOf(tx: Tx, made: readonly Made[]): Promise<Map<number, StoredQuote>> {
  const rows = await tx.query<{ id: number; quote: StoredQuote }>(
    'SELECT id, quote FROM reservation WHERE id = ANY($1)',
    [made.map((one) => one.id)],
  );
  return new Map(rows.map((row) => [row.id, row.quote]));
}

function mustCostWhatWasShown(item: BundleItem, made: readonly Made[], stored: ReadonlyMap<number, StoredQuote>): void {
  if (item.quoteId === undefined) return;
  const own = made.filter((one) => one.item === item.item).flatMap((one) => stored.get(one.id) ?? []);
  if (itemQuoteId(item, own) !== item.quoteId) throw new ItemPriceChanged(item.item);
}
