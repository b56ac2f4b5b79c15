import type { Act } from './act.js';
import { change, keepMade, rented } from './acts-of-tenants.js';
import { dayMs, type Desk, hourMs, type Known, type Slot } from './desk.js';

/** Waits for a session or a month on an instrument, one like it, or any of a category. */
async function wait(desk: Desk): Promise<boolean> {
  const tenant = desk.someTenant();
  const instrumentId = desk.lots.of(desk.shared.park.instruments);
  const target = desk.lots.of(['instrument', 'equivalent']);
  const from = new Date(desk.now() + hourMs).toISOString();
  const until = new Date(desk.now() + (2 + desk.lots.below(8)) * dayMs).toISOString();
  const body =
    desk.lots.below(4) === 0
      ? { kind: 'rental', months: 1, firstDay: desk.day(1), lastDay: desk.day(60) }
      : { kind: 'session', lengthMinutes: 60 + 30 * desk.lots.below(6), from, until };
  await desk.asTenant('join the waiting list', tenant, '/waiting-list', { target, instrumentId, ...body });
  return true;
}

interface Entry {
  readonly id: number;
  readonly kind: 'rental' | 'session';
  readonly offer: { id: number; instrumentId: number; startsAt: string; endsAt: string } | null;
}

/** Looks what is offered to a company and takes it, mostly; without an offer it now and then gives up waiting. */
async function answerOffer(desk: Desk): Promise<boolean> {
  const tenant = desk.someTenant();
  const { body } = await desk.look('waiting list', desk.tenantToken(tenant), '/waiting-list?limit=50');
  const entries = (body.items ?? []) as Entry[];
  const offered = entries.find((entry) => entry.offer !== null);
  if (!offered?.offer) {
    const [first] = entries;
    if (!first || desk.lots.below(6) > 0) return false;
    await desk.asTenant('leave the waiting list', tenant, `/waiting-list/${first.id}/leave`);
    return true;
  }
  const { id: offerId, instrumentId, startsAt, endsAt } = offered.offer;
  const takes = desk.lots.below(4) > 0;
  const act = takes ? 'accept offer' : 'decline offer';
  const path = `/waiting-list/${offered.id}/${takes ? 'accept' : 'decline'}`;
  const answer = await desk.asTenant(act, tenant, path, { offerId });
  if (!takes || typeof answer.body.reservationId !== 'number') return true;
  const made = { id: answer.body.reservationId, status: answer.body.reservationStatus, version: 1 };
  const slot: Slot = { kind: offered.kind, instrumentId, startsAt, endsAt, months: 1 };
  keepMade(desk, tenant, slot, { ...answer, body: made });
  return true;
}

/** Opens four hours of a rental to others; one of them books in it at once. */
async function release(desk: Desk): Promise<boolean> {
  const known = desk.some(rented);
  if (!known) return false;
  const earliest = Math.ceil(Math.max(desk.now(), known.startsAt) / hourMs) * hourMs;
  const start = earliest + desk.lots.below(20 * 24) * hourMs;
  const [startsAt, endsAt] = [start, start + 4 * hourMs].map((at) => new Date(at).toISOString());
  const path = `/reservations/${known.id}/releases`;
  const answer = await desk.asTenant('release hours', known.tenant, path, { windows: [{ startsAt, endsAt }] });
  if (answer.status >= 300 || answer.status === 0) return true;
  const [window] = (answer.body.windows as { id: number; startsAt: string }[]).filter(
    (one) => one.startsAt === startsAt,
  );
  if (window) desk.keepMade('window', { id: window.id, tenant: known.tenant, body: { reservationId: known.id } });
  const tenant = desk.someTenant();
  const slot: Slot = {
    kind: 'session',
    instrumentId: known.instrumentId,
    startsAt: new Date(start + hourMs).toISOString(),
    endsAt: new Date(start + 2 * hourMs).toISOString(),
  };
  keepMade(
    desk,
    tenant,
    slot,
    await desk.asTenant('book released hours', tenant, '/reservations', { ...slot, purpose: '' }),
  );
  return true;
}

async function withdraw(desk: Desk): Promise<boolean> {
  const made = desk.someMade('window');
  if (!made) return false;
  const path = `/reservations/${Number(made.body.reservationId)}/releases/${made.id}/withdraw`;
  const { status } = await desk.asTenant('withdraw hours', made.tenant, path);
  if (status < 500 && status > 0) desk.dropMade('window', made);
  return true;
}

/** The owner of something that an outage is in the way of says what becomes of it. */
async function answerCase(desk: Desk): Promise<boolean> {
  const made = desk.someMade('case');
  if (!made) return false;
  const action = desk.lots.of(['swap', 'move', 'cancel', 'stay']);
  const path = `/reservations/${made.id}/outage-case/answer`;
  const { status } = await desk.asTenant('answer outage case', made.tenant, path, { action });
  if (status < 300 || desk.lots.below(3) === 0) desk.dropMade('case', made);
  return true;
}

const session = ({ kind }: Known): boolean => kind === 'session';
const begins =
  (desk: Desk) =>
  (known: Known): boolean =>
    session(known) && known.status === 'confirmed' && known.startsAt <= desk.now();
const runs = (known: Known): boolean => session(known) && known.status === 'active';

/** Waiting, released hours, answers to outages, and what a person does with the own session. */
export const actsOfWaiting: readonly Act[] = [
  { name: 'join the waiting list', route: 'POST /waiting-list', weight: 25, play: wait },
  {
    name: 'accept offer',
    route: 'POST /waiting-list/{id}/accept',
    also: ['POST /waiting-list/{id}/decline', 'POST /waiting-list/{id}/leave'],
    weight: 40,
    play: answerOffer,
  },
  { name: 'release hours', route: 'POST /reservations/{id}/releases', weight: 20, play: release },
  { name: 'withdraw hours', route: 'POST /reservations/{id}/releases/{windowId}/withdraw', weight: 8, play: withdraw },
  {
    name: 'answer outage case',
    route: 'POST /reservations/{id}/outage-case/answer',
    weight: 20,
    play: answerCase,
  },
  {
    name: 'transfer',
    route: 'POST /reservations/{id}/transfer',
    weight: 12,
    play: (desk) =>
      change(
        desk,
        'transfer',
        () => true,
        'transfer',
        ({ tenant }) => ({
          memberId: desk.lots.of([desk.shared.colleagues[tenant], desk.shared.park.tenants[tenant]?.memberId]),
        }),
      ),
  },
  {
    name: 'start',
    route: 'POST /reservations/{id}/start',
    weight: 20,
    play: (desk) => change(desk, 'start', begins(desk), 'start', () => ({})),
  },
  {
    name: 'stop',
    route: 'POST /reservations/{id}/stop',
    weight: 10,
    play: (desk) => change(desk, 'stop', runs, 'stop', () => ({})),
  },
  {
    name: 'resize a running session',
    route: 'POST /reservations/{id}/resize',
    weight: 15,
    play: (desk) =>
      change(desk, 'resize a running session', runs, 'resize', ({ endsAt }) => ({
        endsAt: new Date(endsAt + (desk.lots.below(5) - 2 || 1) * (hourMs / 4)).toISOString(),
      })),
  },
];
