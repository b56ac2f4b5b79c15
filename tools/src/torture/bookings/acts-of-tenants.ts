import { randomUUID } from 'node:crypto';
import type { Answer } from '../../stand/http-client.js';
import type { Act } from './act.js';
import { type Desk, hourMs, type Known, type Slot } from './desk.js';
import { textOf } from './tally.js';

/** Remembers a reservation that an answer speaks of. */
export function keepMade(desk: Desk, tenant: number, slot: Slot, { status, body }: Answer): void {
  if (status >= 300 || status === 0 || typeof body.id !== 'number') return;
  const startsAt = Date.parse(textOf(slot.startsAt) || `${textOf(slot.startsOn)}T00:00:00+08:00`);
  const months = Number(slot.months ?? 0);
  const endsAt = slot.kind === 'session' ? Date.parse(textOf(slot.endsAt)) : startsAt + months * 30 * 24 * hourMs;
  desk.keep({
    id: body.id,
    tenant,
    kind: slot.kind,
    instrumentId: slot.instrumentId,
    startsAt,
    endsAt,
    status: textOf(body.status),
    version: Number(body.version ?? 1),
  });
}

async function create(desk: Desk): Promise<boolean> {
  const [tenant, slot] = [desk.someTenant(), desk.slot()];
  keepMade(desk, tenant, slot, await desk.asTenant('create', tenant, '/reservations', { purpose: '试验', ...slot }));
  return true;
}

/** The same request twice at once, to either process: one effect, one answer. */
async function createTwice(desk: Desk): Promise<boolean> {
  const [tenant, slot, key] = [desk.someTenant(), desk.slot(), randomUUID()];
  const body = { purpose: '重复提交', ...slot };
  const send = (): Promise<Answer> => desk.asTenant('create twice', tenant, '/reservations', body, key);
  const [one, other] = await Promise.all([send(), send()]);
  keepMade(desk, tenant, slot, one.status === 201 ? one : other);
  if (one.status === 201 && other.status === 201 && one.body.id !== other.body.id)
    desk.shared.tally.fault(`one key made ${String(one.body.id)} and ${String(other.body.id)}`);
  return true;
}

export const waits = ({ status }: Known): boolean => status === 'requested' || status === 'confirmed';
export const rented = ({ kind, status }: Known): boolean =>
  kind === 'rental' && (status === 'confirmed' || status === 'active');

/** A tenant does something to one of its own that fits. */
export async function change(
  desk: Desk,
  act: string,
  fits: (known: Known) => boolean,
  path: string,
  body: (known: Known) => Record<string, unknown>,
): Promise<boolean> {
  const known = desk.some(fits);
  if (!known) return false;
  desk.learn(known, await desk.asTenant(act, known.tenant, `/reservations/${known.id}/${path}`, body(known)));
  return true;
}

const place = (desk: Desk, { kind }: Known): Record<string, unknown> => {
  if (kind === 'rental') return { startsOn: desk.day(30 + desk.lots.below(400)) };
  return { startsAt: desk.hours()[0] };
};
const other = (desk: Desk, { kind }: Known): number =>
  desk.lots.of(kind === 'session' ? desk.forSessions() : desk.shared.park.instruments);
/** A session longer or shorter by quarter hours at its end, a rental by a month. */
const size = (desk: Desk, { kind, startsAt }: Known): Record<string, unknown> => {
  if (kind === 'rental') return { months: 1 + desk.lots.below(4) };
  return { endsAt: new Date(startsAt + (1 + desk.lots.below(8)) * (hourMs / 4)).toISOString() };
};

const move = 'POST /reservations/{id}/move';

/** What tenants do with their reservations. */
export const actsOfTenants: readonly Act[] = [
  { name: 'create', route: 'POST /reservations', weight: 340, play: create },
  { name: 'create twice', route: 'POST /reservations', weight: 20, play: createTwice },
  {
    name: 'move',
    route: move,
    weight: 90,
    play: (desk) => change(desk, 'move', waits, 'move', (known) => place(desk, known)),
  },
  {
    name: 'move to another instrument',
    route: move,
    weight: 70,
    play: (desk) =>
      change(desk, 'move to another instrument', waits, 'move', (known) => ({ instrumentId: other(desk, known) })),
  },
  {
    name: 'resize',
    route: move,
    weight: 60,
    play: (desk) => change(desk, 'resize', waits, 'move', (known) => size(desk, known)),
  },
  {
    name: 'extend',
    route: 'POST /reservations/{id}/extend',
    weight: 60,
    play: (desk) => change(desk, 'extend', rented, 'extend', () => ({ months: 1 })),
  },
  {
    name: 'shorten',
    route: 'POST /reservations/{id}/shorten',
    weight: 30,
    play: (desk) =>
      change(desk, 'shorten', rented, 'shorten', ({ startsAt }) => ({
        returnedOn: new Date(Math.max(startsAt, desk.now()) + (1 + desk.lots.below(25)) * 24 * hourMs + 8 * hourMs)
          .toISOString()
          .slice(0, 10),
      })),
  },
  {
    name: 'cancel',
    route: 'POST /reservations/{id}/cancel',
    weight: 90,
    play: (desk) => change(desk, 'cancel', waits, 'cancel', () => ({})),
  },
];
