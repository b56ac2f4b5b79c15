import type { Answer } from '../../stand/http-client.js';
import type { Act } from './act.js';
import { keepMade } from './acts-of-tenants.js';
import { type Desk, type Made, minuteMs, type Slot } from './desk.js';

interface Part {
  readonly id: number;
  readonly item: number;
  readonly instrumentId: number;
  readonly status: string;
  readonly version: number;
}

/** Several instruments at once, by name or any of three: two, sometimes three, all or nothing. */
async function bundle(desk: Desk): Promise<boolean> {
  const tenant = desk.someTenant();
  const { kind, instrumentId: _, ...when } = desk.slot();
  const pool = kind === 'session' ? desk.forSessions() : desk.shared.park.instruments;
  const start = desk.lots.below(pool.length);
  const some = [0, 1, 2].map((n) => pool[(start + n * (1 + desk.lots.below(2))) % pool.length] ?? 0);
  const [first = 0, ...others] = [...new Set(some)];
  const named = { kind, ...when };
  const items =
    desk.lots.below(2) === 0
      ? [first, ...others].map((instrumentId) => ({ ...named, instrumentId }))
      : [
          { ...named, instrumentId: first },
          { ...named, anyOf: others, quantity: 1 },
        ];
  const answer = await desk.asTenant('bundle', tenant, '/reservations/bundles', { items, purpose: '成套试验' });
  if (answer.status !== 201) return true;
  desk.keepMade('bundle', { id: Number(answer.body.id), tenant, body: {} });
  for (const { instrumentId, ...body } of answer.body.reservations as Part[]) {
    const slot: Slot = { ...when, kind, instrumentId };
    keepMade(desk, tenant, slot, { ...answer, body });
  }
  return true;
}

async function changeMade(
  desk: Desk,
  kind: string,
  act: string,
  path: string,
  body: (made: Made) => Record<string, unknown>,
): Promise<boolean> {
  const made = desk.someMade(kind);
  if (!made) return false;
  const { status } = await desk.asTenant(
    act,
    made.tenant,
    `/reservations/${path.replace('{id}', String(made.id))}`,
    body(made),
  );
  if (path.endsWith('cancel') && status < 500 && status > 0) desk.dropMade(kind, made);
  return true;
}

/** An hour a day at the same time, four to eight days; days that are taken are left out at the second attempt. */
async function series(desk: Desk): Promise<boolean> {
  const tenant = desk.someTenant();
  const quarters = desk.lots.below(96);
  const two = (n: number): string => String(n).padStart(2, '0');
  const date = desk.day(1 + desk.lots.below(8));
  const body = {
    instrumentId: desk.lots.of(desk.forSessions()),
    startsLocal: `${date}T${two(Math.floor(quarters / 4))}:${two((quarters % 4) * 15)}`,
    lengthMinutes: 30 + 15 * desk.lots.below(4),
    rrule: `FREQ=DAILY;COUNT=${4 + desk.lots.below(5)}`,
  };
  const keep = ({ status, body: made }: Answer): void => {
    if (status === 201) desk.keepMade('series', { id: Number(made.id), tenant, body: { date } });
  };
  const answer = await desk.asTenant('series', tenant, '/reservations/series', body);
  keep(answer);
  if (answer.body.code !== 'series_conflicts') return true;
  const { occurrences } = answer.body.preview as { occurrences: { date: string; verdict: string }[] };
  const taken = occurrences.filter(({ verdict }) => verdict !== 'free');
  const choices = taken.map((one) => ({ date: one.date, action: 'skip' }));
  if (choices.length > 0 && choices.length < occurrences.length)
    keep(await desk.asTenant('series, taken days left out', tenant, '/reservations/series', { ...body, choices }));
  return true;
}

const scope = (desk: Desk, { body }: Made): Record<string, unknown> => ({
  scope: desk.lots.of(['this', 'following', 'all']),
  date: body.date,
});

async function decideSeries(desk: Desk, act: string, path: string): Promise<boolean> {
  const made = desk.someMade('series');
  if (!made) return false;
  await desk.asManager(act, `/reservations/series/${made.id}/${path}`, path === 'reject' ? { reason: '不合适' } : {});
  return true;
}

/** Two companies share a rental, one the mornings and one the rest. */
async function coRent(desk: Desk): Promise<boolean> {
  const [one, other] = [desk.someTenant(), desk.someTenant()];
  if (one === other) return false;
  const { tenants } = desk.shared.park;
  const days = [1, 2, 3, 4, 5, 6, 7];
  const half = (part: string): Record<string, string> => Object.fromEntries(days.map((day) => [day, part]));
  const companyId = (tenant: number): number => tenants[tenant]?.companyId ?? 0;
  const answer = await desk.asManager('co-rent', '/co-rents', {
    instrumentId: desk.lots.of(desk.lots.below(2) ? desk.forRentals() : desk.shared.park.instruments),
    startsOn: desk.day(desk.lots.below(200)),
    months: 1,
    shares: [
      { companyId: companyId(one), shareBps: 5_000, pattern: half('am') },
      { companyId: companyId(other), shareBps: 5_000, pattern: half('pm') },
    ],
  });
  if (answer.status !== 201) return true;
  for (const part of answer.body.reservations as { companyId: number; reservationId: number }[]) {
    const tenant = part.companyId === companyId(one) ? one : other;
    const slot: Slot = { kind: 'rental', instrumentId: 0, startsOn: desk.day(0), months: 1 };
    keepMade(desk, tenant, slot, { ...answer, body: { id: part.reservationId, status: 'confirmed', version: 1 } });
  }
  return true;
}

/** What takes several times or several instruments in one transaction. */
export const actsOfGroups: readonly Act[] = [
  { name: 'bundle', route: 'POST /reservations/bundles', weight: 50, play: bundle },
  {
    name: 'move bundle',
    route: 'POST /reservations/bundles/{id}/move',
    weight: 25,
    play: (desk) =>
      changeMade(desk, 'bundle', 'move bundle', 'bundles/{id}/move', () => ({ days: desk.lots.below(9) - 4 || 1 })),
  },
  {
    name: 'cancel bundle',
    route: 'POST /reservations/bundles/{id}/cancel',
    weight: 15,
    play: (desk) => changeMade(desk, 'bundle', 'cancel bundle', 'bundles/{id}/cancel', () => ({})),
  },
  { name: 'series', route: 'POST /reservations/series', weight: 20, play: series },
  {
    name: 'move series',
    route: 'POST /reservations/series/{id}/move',
    weight: 12,
    play: (desk) =>
      changeMade(desk, 'series', 'move series', 'series/{id}/move', (made) => ({
        ...scope(desk, made),
        startTime: `${String(desk.lots.below(23)).padStart(2, '0')}:30`,
      })),
  },
  {
    name: 'retry series',
    route: 'POST /reservations/series/{id}/retry',
    weight: 6,
    play: (desk) =>
      changeMade(desk, 'series', 'retry series', 'series/{id}/retry', ({ body }) => ({
        dates: [
          new Date(Date.parse(String(body.date)) + (1 + desk.lots.below(4)) * 1_440 * minuteMs)
            .toISOString()
            .slice(0, 10),
        ],
      })),
  },
  {
    name: 'cancel series',
    route: 'POST /reservations/series/{id}/cancel',
    weight: 12,
    play: (desk) => changeMade(desk, 'series', 'cancel series', 'series/{id}/cancel', (made) => scope(desk, made)),
  },
  {
    name: 'approve series',
    route: 'POST /reservations/series/{id}/approve',
    weight: 8,
    play: (desk) => decideSeries(desk, 'approve series', 'approve'),
  },
  {
    name: 'reject series',
    route: 'POST /reservations/series/{id}/reject',
    weight: 4,
    play: (desk) => decideSeries(desk, 'reject series', 'reject'),
  },
  { name: 'co-rent', route: 'POST /co-rents', weight: 10, play: coRent },
];
