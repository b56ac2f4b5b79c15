import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { MessageEvent } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { LiveController } from '../src/platform/live/live.controller.js';
import { isStaff } from '../src/platform/http/actor.js';
import { declaredRoutes, type DeclaredRoute } from '../src/platform/http/route-policies.js';
import { aWorld, begun, taken, takenInPieces, takenPlainly, waits, type World } from './support/blind-worlds.js';
import { Bookings, rental, session } from './support/bookings.js';
import type { Person } from './support/builders.js';

/**
 * Two parks that differ only in who has the other time, of which kind it is, and when it was decided: whatever company A
 * can get from the running server is the same to the byte.
 */

let worlds: readonly [World, World];

beforeAll(async () => {
  worlds = [await aWorld(), await aWorld()];
  await takenPlainly(worlds[0]);
  await takenInPieces(worlds[1]);
  for (const world of worlds) {
    const { t } = world;
    t.setClock('2026-03-02T02:00:00Z');
    await waits(world);
    await t.work();
    await t.database.owner.query('UPDATE calendar_feed SET created_at = $1', [begun]);
  }
}, 120_000);
afterAll(async () => {
  for (const { t } of worlds) await t.close();
});

/** When a row of A itself was written differs by the milliseconds between two runs, and requests have numbers. */
const ownMoments = new Set([
  'requestId',
  'createdAt',
  'updatedAt',
  'at',
  'quotedAt',
  'readAt',
  'lastReadAt',
  'holdExpiresAt',
  'expiresAt',
  'now',
  'printedAt',
]);

function plain(value: unknown, key = ''): unknown {
  if (ownMoments.has(key) && typeof value === 'string') return '–';
  if (Array.isArray(value)) return value.map((one) => plain(one));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, name)]));
}

interface Asked {
  readonly who: 'member' | 'admin' | 'nobody';
  readonly method: string;
  readonly path: string;
  readonly body?: object;
}

/** What a world answers, in one text. */
async function told(world: World, { who, method, path, body }: Asked): Promise<string> {
  const person: Person | null = who === 'nobody' ? null : world[who];
  const answer = await world.t.call(person, method, path, { body, key: Bookings.key(), ifMatch: 1 });
  const type = String(answer.headers['content-type'] ?? '');
  const named = Object.fromEntries(
    Object.entries(answer.headers).filter(
      ([name]) => !/^(date|set-cookie|x-ratelimit-|content-length|etag)/.test(name),
    ),
  );
  const text = /json/.test(type) ? JSON.stringify(plain(answer.body)) : calendarOf(answer.raw, type);
  return `${answer.status} ${JSON.stringify(named)} ${text}`;
}

// Own events say when they were written, to the second.
const calendarOf = (raw: Buffer, type: string): string =>
  /text\//.test(type)
    ? raw.toString('utf8').replace(/^(DTSTAMP|CREATED|LAST-MODIFIED):2026030[12].*$/gm, '$1:–')
    : `${type}`;

async function differences(asked: readonly Asked[]): Promise<string[]> {
  const found: string[] = [];
  for (const one of asked) {
    const [plainly, inPieces] = [await told(worlds[0], one), await told(worlds[1], one)];
    if (plainly.startsWith('5')) found.push(`${one.method} ${one.path} ${plainly.slice(0, 3)}`);
    if (plainly === inPieces) continue;
    const at = plainly.split('').findIndex((sign, i) => sign !== inPieces[i]);
    const near = [plainly, inPieces].map((text) => text.slice(Math.max(0, at - 200), at + 80));
    found.push(`${one.who} ${one.method} ${one.path} ${JSON.stringify(one.body ?? '')}\n  ${near.join('\n  ')}`);
  }
  return found;
}

const queries = [
  '',
  '?from=2026-03-01&to=2026-04-10&limit=100&month=2026-03',
  '?from=2026-04-02&to=2026-04-07&months=1&status=requested,confirmed',
  '?from=2026-03-25&months=2&quantity=2&kind=rental&startsOn=2026-04-01',
];

/** Every GET route of the running server × own, foreign and unknown ids × windows that touch the others' time. */
function everyRead(): Asked[] {
  const { t } = worlds[0];
  const routes = declaredRoutes(t.app.get(DiscoveryService), t.app.get(Reflector)).filter(
    ({ method, path }) => method === 'GET' && !/^\/(health|metrics|live|calendars\/)/.test(path),
  );
  expect(routes.length).toBeGreaterThan(30);
  return routes.flatMap((route) => pathsOf(route).flatMap((path) => asEveryone(path)));
}
const pathsOf = ({ path }: DeclaredRoute): string[] => {
  if (!path.includes(':')) return queries.map((query) => `${path}${query}`);
  const ids = path.includes(':month') ? ['2026-03'] : Array.from({ length: 14 }, (_, i) => String(i + 1));
  const few = queries.slice(0, 2);
  return ids.flatMap((id) => few.map((query) => `${path.replace(/:[a-zA-Z]+/g, id)}${query}`));
};
const asEveryone = (path: string): Asked[] =>
  (['member', 'admin', 'nobody'] as const).map((who) => ({ who, method: 'GET', path }));

/** What A is told when it wants what others have. */
function everyTry(): Asked[] {
  const { instruments, own } = worlds[0];
  const wanted = Object.values(instruments).flatMap((id) => [
    rental(id, '2026-03-25', 1),
    rental(id, '2026-04-02', 2),
    session(id, '2026-05-05T10:15:00+08:00', '2026-05-05T10:45:00+08:00'),
    session(id, '2026-04-06T11:00:00+08:00', '2026-04-06T13:00:00+08:00'),
    session(id, '2026-04-07T09:00:00+08:00', '2026-04-07T10:00:00+08:00'),
  ]);
  const ask = (path: string, body: object): Asked => ({ who: 'member', method: 'POST', path, body });
  const refused = [
    rental(instruments.lent, '2026-03-25', 1),
    rental(instruments.asked, '2026-05-15', 1),
    session(instruments.shared, '2026-05-05T11:15:00+08:00', '2026-05-05T11:45:00+08:00'),
    session(instruments.broken, '2026-04-06T08:00:00+08:00', '2026-04-06T09:00:00+08:00'),
    session(instruments.held, '2026-04-07T11:00:00+08:00', '2026-04-07T13:00:00+08:00'),
  ];
  const items = [{ kind: 'rental', anyOf: [instruments.lent, instruments.free], startsOn: '2026-04-01', months: 1 }];
  const series = { instrumentId: instruments.shared, startsLocal: '2026-05-01T09:30', lengthMinutes: 60 };
  return [
    ...wanted.map((one) => ask('/quotes', one)),
    ...refused.map((one) => ask('/reservations', one)),
    ask('/quotes/bundle', { items }),
    ask('/quotes/bundle', { items: [{ ...items[0], anyOf: undefined, categoryId: 1, quantity: 4 }] }),
    ask('/reservations/bundles', { items: [{ ...items[0], anyOf: [instruments.lent, instruments.asked] }] }),
    ask('/reservations/series/preview', { ...series, rrule: 'FREQ=DAILY;COUNT=6' }),
    ...own.flatMap(({ id, isRental }) => [
      ...(isRental ? [1, 3].map((months) => ask(`/reservations/${id}/extend-preview`, { months })) : []),
      ask(
        `/reservations/${id}/move-preview`,
        isRental
          ? { startsOn: '2026-04-15', instrumentId: instruments.lent }
          : {
              startsAt: '2026-05-05T11:30:00+08:00',
              endsAt: '2026-05-05T12:30:00+08:00',
              instrumentId: instruments.shared,
            },
      ),
      ask(`/reservations/${id}/cancel-preview`, {}),
    ]),
  ];
}

describe('company A', () => {
  it('reads the same from every GET route, whoever has the other time', async () => {
    const asked = everyRead();
    expect(await differences(asked)).toEqual([]);
    console.log(`competitor-blind: ${asked.length} reads, the same to the byte in both worlds`);
  }, 120_000);

  it('is refused, quoted and offered the same', async () => {
    const asked = everyTry();
    expect(await differences(asked)).toEqual([]);
    const answers = await Promise.all(asked.map((one) => told(worlds[0], one)));
    expect(answers.filter((text) => text.startsWith('409')).length).toBeGreaterThanOrEqual(5);
    expect(answers.filter((text) => text.startsWith('4') && !/^(409|422)/.test(text))).toEqual([]);
    console.log(`competitor-blind: ${asked.length} quotes and refusals, the same to the byte in both worlds`);
  }, 60_000);

  it('subscribes to the same calendars', async () => {
    const [plainly, inPieces] = worlds;
    for (const [i, path] of plainly.feeds.entries()) {
      const mine: Asked = { who: 'nobody', method: 'GET', path };
      expect(await told(inPieces, { ...mine, path: inPieces.feeds[i] ?? '' })).toBe(await told(plainly, mine));
    }
  });

  it('hears the same, and nothing when somebody else is decided about', async () => {
    const [plainly, inPieces] = worlds;
    const open = worlds.map(listen);
    const place = plainly.instruments.free;
    const [who, other] = [plainly.others[0]!, inPieces.others[1]!];
    // The request that waits in one world was decided long ago in the other.
    const { rows } = await plainly.t.database.owner.query<{ id: number; version: number }>(
      `SELECT id::int, version FROM reservation WHERE status = 'requested' AND instrument_id = $1 AND company_id = $2`,
      [plainly.instruments.asked, who.companyId],
    );
    const decided = await plainly.b.act(plainly.manager, rows[0]!.id, 'approve', { version: rows[0]!.version });
    expect(decided.status).toBe(200);
    await plainly.b.have(who, session(place, '2026-06-01T09:00:00+08:00', '2026-06-01T10:00:00+08:00'));
    await inPieces.b.have(other, session(place, '2026-06-01T09:00:00+08:00', '2026-06-01T09:30:00+08:00'));
    await inPieces.b.have(other, session(place, '2026-06-01T09:30:00+08:00', '2026-06-01T10:00:00+08:00'));
    for (const { t } of worlds) await t.work();
    await new Promise((done) => setTimeout(done, 300));
    const [first, second] = open.map(({ end }) => end());
    expect(first).toEqual([{ type: 'occupancy', data: { instrumentId: place } }]);
    expect(new Set(second?.map((one) => JSON.stringify(one)))).toEqual(
      new Set(first?.map((one) => JSON.stringify(one))),
    );
  });

  it('cannot tell by the time an answer takes', async () => {
    const { instruments } = worlds[0];
    const body = session(instruments.shared, '2026-05-05T09:00:00+08:00', '2026-05-05T12:00:00+08:00');
    const took: [number[], number[]] = [[], []];
    const begins = performance.now();
    // On a busy machine fewer pairs must do; interleaved, both worlds meet the same neighbours.
    for (let i = 0; i < 220 && (i < 60 || performance.now() - begins < 40_000); i++) {
      for (const at of i % 2 === 0 ? [0, 1] : [1, 0]) {
        const world = worlds[at]!;
        const since = performance.now();
        const { status } = await world.b.reserve(world.member, body);
        if (i >= 20) took[at]!.push(performance.now() - since);
        expect(status).toBe(409);
      }
    }
    const [one, three] = took.map(medianOf) as [number, number];
    const spread = (quantileOf(took[0], 0.75) - quantileOf(took[0], 0.25)) / 2;
    console.log(
      `competitor-blind: a refusal takes ${one.toFixed(2)} ms before one booking of another company and ${three.toFixed(2)} ms ` +
        `before three of two companies (medians of ${took[0].length} interleaved pairs, half the spread between quartiles ${spread.toFixed(2)} ms)`,
    );
    expect(Math.abs(one - three)).toBeLessThan(Math.max(spread, 0.1 * one));
  }, 120_000);

  it('would be told by staff’s answers, so that the comparison can fail', async () => {
    const path = `/instruments/${worlds[0].instruments.lent}/calendar?from=2026-03-01&to=2026-06-01`;
    const [plainly, inPieces] = await Promise.all(worlds.map((w) => w.t.call(w.manager, 'GET', path)));
    expect(JSON.stringify(plainly?.body)).not.toBe(JSON.stringify(inPieces?.body));
    expect(taken.lent).toHaveLength(2);
  });
});

function listen({ t, member }: World): { end: () => MessageEvent[] } {
  const heard: MessageEvent[] = [];
  const actor = { memberId: member.id, companyId: member.companyId, role: 'member', name: '' } as const;
  expect(isStaff(actor)).toBe(false);
  const open: Subscription = t.app
    .get(LiveController)
    .stream(actor)
    .subscribe((event) => heard.push(event));
  return {
    end: () => {
      open.unsubscribe();
      return heard;
    },
  };
}

const quantileOf = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * q)] ?? 0;
const medianOf = (values: readonly number[]): number => quantileOf(values, 0.5);
