import { Injectable } from '@nestjs/common';
import { addDays, addMonths, shifted, type Violation } from '@parkbench/domain';
import type { z } from 'zod';
import { Clock } from '../../../platform/clock.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { type Actor, scopeOf } from '../../../platform/http/actor.js';
import { type CommandContext, Commands } from '../../../platform/http/idempotency.js';
import { badRequest, conflict, policiesViolated, Problem } from '../../../platform/http/problem.js';
import { type Park, ParkSettings } from '../../../platform/park-settings.js';
import { SlotTaken } from '../../occupancy/occupancy.api.js';
import { Announce } from '../announce.js';
import type { MoveRequest } from '../ask-of-move.js';
import { type LockedReservation, notNow } from '../change-reservation.js';
import { moveTo } from '../move-reservation.js';
import { actOn, lockBundle } from './bundle-reservations.js';
import { nameOf, namesOf } from './cancel-bundle.js';
import type { bundleMove, bundleMoveOutcome, bundleMovePreview } from './bundles.dto.js';

type Request = z.infer<typeof bundleMove>;
type Outcome = z.infer<typeof bundleMoveOutcome>;
type Preview = z.infer<typeof bundleMovePreview>;
type Moved = Preview['reservations'][number] & Pick<Outcome['reservations'][number], 'status' | 'version'>;

/** What a move came to: how each fared, whether or not all could go. */
interface Tried {
  readonly beforeFen: number;
  readonly moved: readonly Moved[];
  readonly companyId: number;
}

/** Ends a transaction that only was to find out. */
class Undone extends Error {
  constructor(readonly tried: Tried) {
    super('only looked');
  }
}

/** Moves a whole bundle by the same time, all or nothing. The preview is the move itself, undone: what it says is what would be. */
@Injectable()
export class MoveBundle {
  constructor(
    private readonly commands: Commands,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly park: ParkSettings,
    private readonly announce: Announce,
  ) {}

  async preview(actor: Actor, id: number, request: Request): Promise<Preview> {
    const park = await this.park.get();
    try {
      return await this.db.transaction(scopeOf(actor), async (tx) => {
        throw new Undone(await moveAll(tx, { actor, park, now: this.clock.now() }, id, request));
      });
    } catch (error) {
      if (error instanceof Undone) return previewOf(error.tried);
      throw error;
    }
  }

  async execute(context: CommandContext, id: number, request: Request): Promise<Outcome> {
    const { actor } = context;
    const park = await this.park.get();
    let companyId = 0;
    let touched: readonly Moved[] = [];
    const outcome = await this.commands.run(context, async (tx) => {
      const tried = await moveAll(tx, { actor, park, now: this.clock.now() }, id, request);
      refuseUnlessAll(tried);
      ({ companyId, moved: touched } = tried);
      const totalFen = touched.reduce((sum, one) => sum + one.totalFen, 0);
      const reservations = touched.map(({ id: one, status, version, startsAt, endsAt }) => ({
        id: one,
        status,
        version,
        startsAt,
        endsAt,
      }));
      return { id, totalFen, reservations };
    });
    this.announce.changed(touched.map(({ instrumentId }) => ({ companyId, instrumentId })));
    return outcome;
  }
}

interface At {
  readonly actor: Actor;
  readonly park: Park;
  readonly now: Date;
}

/** All places are given up first, so that one may go where another stands; who goes ahead, goes first. */
async function moveAll(tx: Tx, at: At, id: number, request: Request): Promise<Tried> {
  const { actor, park, now } = at;
  const all = await lockBundle(tx, actor, id);
  const going = actOn(all, actor, 'move', { now, zone: park.timeZone });
  const [first] = all;
  if (!first || going.length === 0) throw notNow(first ?? { status: 'cancelled', version: 0 });
  const names = await namesOf(tx, going);
  await tx.execute(`DELETE FROM occupancy WHERE source_kind = 'reservation' AND source_id = ANY($1)`, [
    going.map((one) => one.id),
  ]);
  const later = request.days * 1440 + request.minutes > 0;
  const order = [...going].sort((a, b) => (later ? -1 : 1) * (a.startsAt.getTime() - b.startsAt.getTime()));
  const moved: Moved[] = [];
  for (const reservation of order) {
    const fate = await moveOne(tx, at, reservation, request);
    moved.push({ ...fate, id: reservation.id, ...nameOf(names, reservation) });
  }
  const beforeFen = going.reduce((sum, one) => sum + one.totalFen, 0);
  return { beforeFen, moved: moved.sort((a, b) => a.id - b.id), companyId: first.companyId };
}

type Fate = Omit<Moved, 'id' | 'instrumentId' | 'instrumentZh' | 'instrumentEn'>;

async function moveOne(tx: Tx, { actor, park, now }: At, reservation: LockedReservation, by: Request): Promise<Fate> {
  const to = placeAfter(reservation, by, park.timeZone);
  const here = { ...to.shown, status: reservation.status, version: reservation.version };
  const was = { totalFen: reservation.totalFen, violations: [], free: true };
  try {
    const change = { tx, actor, reservation, now, park };
    const { status, version, totalFen } = await moveTo(change, { ...to.request, override: by.override });
    return { ...here, ...was, status, version, totalFen };
  } catch (error) {
    if (error instanceof SlotTaken) return { ...here, ...was, free: false };
    const violations = violationsIn(error);
    if (!violations) throw error;
    return { ...here, ...was, violations };
  }
}

function violationsIn(error: unknown): Moved['violations'] | null {
  if (!(error instanceof Problem) || error.problem.code !== 'policies_violated') return null;
  const found = error.problem.extra?.violations as readonly Violation[];
  return found.map((v) => ({ ...v, data: { ...v.data } }));
}

/** Where a reservation lies after the move: a rental by days, a session by days that keep its time of day and then by minutes. */
function placeAfter(
  { kind, startsOn, months, startsAt, endsAt }: LockedReservation,
  { days, minutes }: Request,
  zone: string,
): { request: MoveRequest; shown: Pick<Moved, 'startsAt' | 'endsAt' | 'startsOn' | 'endsOn'> } {
  if (kind === 'rental' && minutes !== 0) {
    throw badRequest('bad_move', {
      zh: '按月租用只能按天移动',
      en: 'A rental by the month moves by whole days only',
    });
  }
  const moved = (instant: Date): string =>
    new Date(shifted(instant.getTime(), { days }, zone) + minutes * 60_000).toISOString();
  const times = { startsAt: moved(startsAt), endsAt: moved(endsAt) };
  if (kind === 'session') return { request: times, shown: { ...times, startsOn: null, endsOn: null } };
  const first = addDays(startsOn ?? '', days);
  return {
    request: { startsOn: first },
    shown: { ...times, startsOn: first, endsOn: addMonths(first, months ?? 1) },
  };
}

function refuseUnlessAll(tried: Tried): void {
  const preview = previewOf(tried);
  if (!preview.free) {
    throw conflict(
      'slot_taken',
      { zh: '移动后的时段有占用，整单未移动', en: 'Part of it is taken there, so nothing was moved' },
      { preview },
    );
  }
  const refusing = tried.moved.flatMap((one) => one.violations).filter((v) => v.severity === 'refuse');
  if (refusing.length > 0) {
    const { problem } = policiesViolated([]);
    throw new Problem({ ...problem, extra: { violations: refusing, preview } });
  }
}

function previewOf({ beforeFen, moved }: Tried): Preview {
  return {
    free: moved.every((one) => one.free),
    totalFen: moved.reduce((sum, one) => sum + one.totalFen, 0),
    beforeFen,
    reservations: moved.map(({ status: _, version: _version, ...shown }) => shown),
  };
}
