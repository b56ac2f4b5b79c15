import { randomUUID } from 'node:crypto';
import type { Answer } from '../../stand/http-client.js';
import type { Act } from './act.js';
import { type Desk, hourMs, type Known, minuteMs } from './desk.js';

async function decide(desk: Desk, act: string, path: string, fits: (known: Known) => boolean): Promise<boolean> {
  const known = desk.some(fits);
  if (!known) return false;
  const body = ['approve', 'reject'].includes(path) ? { version: known.version, reason: '维护' } : {};
  desk.learn(known, await desk.asManager(act, `/reservations/${known.id}/${path}`, body));
  return true;
}

const asks = ({ status }: Known): boolean => status === 'requested';
const begins =
  (desk: Desk) =>
  ({ status, startsAt }: Known): boolean =>
    status === 'confirmed' && startsAt <= desk.now() + hourMs;
const isOut = ({ status }: Known): boolean => status === 'active' || status === 'overdue';

/** An outage of a few quarter hours, soon or far ahead; where it meets reservations, two in three times they are decided about. */
async function outage(desk: Desk): Promise<boolean> {
  const quarter = 15 * minuteMs;
  const start =
    Math.ceil(desk.now() / quarter) * quarter + desk.lots.below(desk.lots.below(2) ? 1_000 : 40_000) * quarter;
  const body = {
    instrumentId: desk.lots.of(desk.shared.park.instruments),
    kind: 'maintenance',
    // A reason of its own: by it a calendar tells one outage from another.
    reason: `例行维护 ${randomUUID()}`,
    startsAt: new Date(start).toISOString(),
    endsAt: new Date(start + (1 + desk.lots.below(8)) * quarter).toISOString(),
    // Of a few nobody knows the end: they go on day by day until somebody ends them.
    openEnded: desk.lots.below(40) === 0,
  };
  const answer = await desk.asManager('outage', '/outages', body);
  keepOutage(desk, answer, body);
  const affected = answer.body.code === 'reservations_affected' ? (answer.body.affected as Affected[]) : [];
  const drawn = desk.lots.below(4);
  if (affected.length === 0 || drawn === 0) return true;
  if (drawn === 1) {
    const asks = { answerBy: new Date(desk.now() + (1 + desk.lots.below(6)) * hourMs).toISOString() };
    const asked = await desk.asManager('outage, owners asked', '/outages', { ...body, ask: asks });
    keepOutage(desk, asked, body);
    if (asked.status === 201) for (const one of affected) keepCase(desk, one.id);
    return true;
  }
  const resolutions = affected.map((one) => resolutionOf(desk, one));
  keepOutage(desk, await desk.asManager('outage, decided', '/outages', { ...body, resolutions }), body);
  return true;
}

interface Place {
  readonly instrumentId: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startsOn?: string;
}
interface Affected {
  readonly id: number;
  readonly suggestions?: { readonly nextFree: Place | null; readonly equivalents: readonly Place[] };
}

/** What was suggested, or by lot a cancellation. */
function resolutionOf(desk: Desk, { id: reservationId, suggestions }: Affected): Record<string, unknown> {
  const { nextFree = null, equivalents = [] } = suggestions ?? {};
  const drawn = desk.lots.below(3);
  const [first] = equivalents;
  if (drawn === 0 && first) return { reservationId, action: 'swap', instrumentId: first.instrumentId };
  if (drawn === 1 && nextFree) {
    const { startsAt, endsAt, startsOn } = nextFree;
    return { reservationId, action: 'move', ...(startsOn ? { startsOn } : { startsAt, endsAt }) };
  }
  return { reservationId, action: 'cancel' };
}

/** Whose owner is asked, if it is one that we know. */
function keepCase(desk: Desk, id: number): void {
  const known = desk.shared.reservations.find((one) => one.id === id);
  if (known) desk.keepMade('case', { id, tenant: known.tenant, body: {} });
}

/** Another end, a few quarter hours earlier or later; whoever is newly in the way is asked. */
async function changeOutage(desk: Desk): Promise<boolean> {
  const made = desk.someMade('outage');
  if (!made) return false;
  const endsAt = new Date(
    Date.parse(String(made.body.endsAt)) + (desk.lots.below(6) - 2) * 15 * minuteMs,
  ).toISOString();
  const ask = { answerBy: new Date(desk.now() + 2 * hourMs).toISOString() };
  const body = { version: Number(made.body.version ?? 1), endsAt, ask };
  const answer = await desk.asManager('change outage', `/outages/${made.id}`, body, 'PUT');
  if (answer.status === 200) {
    desk.dropMade('outage', made);
    desk.keepMade('outage', { ...made, body: { ...made.body, endsAt, version: answer.body.version } });
  }
  return true;
}

interface Asked {
  readonly [field: string]: unknown;
  readonly startsAt: string;
  readonly endsAt: string;
}

function keepOutage(desk: Desk, answer: Answer, body: Asked): void {
  if (answer.status === 201) desk.keepMade('outage', { id: Number(answer.body.id), tenant: -1, body });
}

async function endOutage(desk: Desk, act: string, path: string): Promise<boolean> {
  const made = desk.someMade('outage');
  if (!made) return false;
  const { startsAt, endsAt } = made.body;
  const halfway = new Date((Date.parse(String(startsAt)) + Date.parse(String(endsAt))) / 2).toISOString();
  const { status } = await desk.asManager(act, `/outages/${made.id}/${path}`, path === 'end' ? { at: halfway } : {});
  if (status < 500) desk.dropMade('outage', made);
  return true;
}

/** What staff do, and what the passing of time does: the clock is set forward, and the worker finds what has come due. */
export const actsOfStaff: readonly Act[] = [
  {
    name: 'approve',
    route: 'POST /reservations/{id}/approve',
    weight: 80,
    play: (desk) => decide(desk, 'approve', 'approve', asks),
  },
  {
    name: 'reject',
    route: 'POST /reservations/{id}/reject',
    weight: 20,
    play: (desk) => decide(desk, 'reject', 'reject', asks),
  },
  {
    name: 'hand over',
    route: 'POST /reservations/{id}/hand-over',
    weight: 60,
    play: (desk) => decide(desk, 'hand over', 'hand-over', begins(desk)),
  },
  {
    name: 'take back',
    route: 'POST /reservations/{id}/take-back',
    weight: 25,
    play: (desk) => decide(desk, 'take back', 'take-back', isOut),
  },
  {
    name: 'no-show',
    route: 'POST /reservations/{id}/no-show',
    weight: 10,
    play: (desk) =>
      decide(desk, 'no-show', 'no-show', ({ status, startsAt }) => status === 'confirmed' && startsAt <= desk.now()),
  },
  { name: 'outage', route: 'POST /outages', weight: 40, play: outage },
  { name: 'change outage', route: 'PUT /outages/{id}', weight: 10, play: changeOutage },
  {
    name: 'end outage',
    route: 'POST /outages/{id}/end',
    weight: 5,
    play: (desk) => endOutage(desk, 'end outage', 'end'),
  },
  {
    name: 'cancel outage',
    route: 'POST /outages/{id}/cancel',
    weight: 15,
    play: (desk) => endOutage(desk, 'cancel outage', 'cancel'),
  },
  {
    name: 'an hour passes',
    route: 'POST /reservations',
    weight: 3,
    play: async (desk) => {
      desk.shared.clock.forward(hourMs / 2);
      return false;
    },
  },
];
