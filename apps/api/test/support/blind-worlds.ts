import { provideEnv } from '../../src/platform/config/env.js';
import { Bookings, rental, session } from './bookings.js';
import type { Person } from './builders.js';
import { startTestApp, type TestApp } from './test-app.js';

/** A park in which company A has its own, and others have the rest of the time: whose and of which kind differs by world. */
export interface World {
  readonly t: TestApp;
  readonly b: Bookings;
  readonly member: Person;
  readonly admin: Person;
  readonly others: readonly Person[];
  readonly manager: Person;
  readonly instruments: Readonly<Record<Place, number>>;
  /** Private calendars of A, by what they are of. */
  readonly feeds: readonly string[];
  /** A's reservations. */
  readonly own: readonly { readonly id: number; readonly isRental: boolean }[];
}
export type Place = 'lent' | 'shared' | 'asked' | 'broken' | 'held' | 'free';

const places: readonly Place[] = ['lent', 'shared', 'asked', 'broken', 'held', 'free'];
export const begun = '2026-03-01T02:00:00Z';

/** All that does not differ: the same people, instruments and bookings of A under the same ids. */
export async function aWorld(): Promise<World> {
  // The settings are read once a process; a second application in it must read its own.
  provideEnv({});
  const t = await startTestApp(begun);
  const b = new Bookings(t);
  await t.given.aPark('Asia/Shanghai', {
    rules: { maxOpenOfCompany: 10_000, quotas: [] },
    calendar_id: '00000000-0000-4000-8000-000000000001',
    calendar_secret: Buffer.alloc(32, 7),
  });
  const companies = [await t.given.aCompany(), await t.given.aCompany(), await t.given.aCompany()];
  const [mine, ...theirs] = companies;
  const member = await t.given.aPerson('member', mine);
  const admin = await t.given.aPerson('company_admin', mine);
  const others = [await t.given.aPerson('member', theirs[0]), await t.given.aPerson('member', theirs[1])];
  const manager = await t.given.aPerson('manager');
  const entries: [Place, number][] = [];
  for (const place of places)
    entries.push([
      place,
      await t.given.anInstrument({ approval_required: place === 'asked', rules: { advanceDays: 400 } }),
    ]);
  const instruments = Object.fromEntries(entries) as Record<Place, number>;
  const own = [
    await b.have(member, rental(instruments.shared, '2026-03-10', 1)),
    await b.have(member, session(instruments.broken, '2026-03-05T09:00:00+08:00', '2026-03-05T11:00:00+08:00')),
    await b.have(member, rental(instruments.asked, '2026-07-01', 1)),
  ].map(({ id }, i) => ({ id, isRental: i !== 1 }));
  const feeds: string[] = [];
  for (const body of [
    { scope: 'person' },
    ...Object.values(instruments).map((instrumentId) => ({ scope: 'instrument', instrumentId })),
  ]) {
    const made = await t.call<{ url: string }>(member, 'POST', '/calendar-feeds', { body });
    feeds.push(new URL(made.body.url).pathname.replace('/api/v1', ''));
  }
  await t.work();
  return { t, b, member, admin, others, manager, instruments, feeds, own };
}

/** What the others take, the same time in both worlds. */
export const taken = {
  lent: ['2026-03-20', 1],
  shared: ['2026-05-05T09:00:00+08:00', '2026-05-05T12:00:00+08:00'],
  asked: ['2026-04-01', 2],
  broken: ['2026-04-06T08:00:00+08:00', '2026-04-06T12:00:00+08:00'],
  held: ['2026-04-07T08:00:00+08:00', '2026-04-07T12:00:00+08:00'],
} as const;

/** Company B: one rental, one session, an undecided request, an outage, a hold. */
export async function takenPlainly({ t, b, others: [first], manager, instruments }: World): Promise<void> {
  const who = first!;
  await b.have(who, rental(instruments.lent, ...taken.lent));
  await b.have(who, session(instruments.shared, ...taken.shared));
  await b.have(who, rental(instruments.asked, ...taken.asked));
  const [startsAt, endsAt] = taken.broken;
  const outage = { instrumentId: instruments.broken, kind: 'maintenance', reason: '保养', startsAt, endsAt };
  const laid = await t.call(manager, 'POST', '/outages', { body: outage });
  if (laid.status !== 201) throw new Error(JSON.stringify(laid.body));
  await t.given.insert('occupancy', {
    instrument_id: instruments.held,
    period: `[${taken.held.join(',')})`,
    source_kind: 'hold',
    source_id: 1,
  });
}

/** Companies C and B: a bundle, three sessions end to end, an approved request, a session, a session in two parts. */
export async function takenInPieces(world: World): Promise<void> {
  const { t, b, others, manager, instruments } = world;
  const [first, second] = [others[0]!, others[1]!];
  t.setClock('2026-03-01T04:30:00Z');
  const [startsOn, months] = taken.lent;
  const items = [{ kind: 'rental', instrumentId: instruments.lent, startsOn, months }];
  const bundle = await t.call(second, 'POST', '/reservations/bundles', { body: { items }, key: Bookings.key() });
  if (bundle.status !== 201) throw new Error(JSON.stringify(bundle.body));
  for (const [who, from, to] of [
    [second, '09', '10'],
    [first, '10', '11'],
    [second, '11', '12'],
  ] as const)
    await b.have(who, session(instruments.shared, `2026-05-05T${from}:00:00+08:00`, `2026-05-05T${to}:00:00+08:00`));
  const asked = await b.have(second, rental(instruments.asked, ...taken.asked));
  t.setClock('2026-03-01T07:00:00Z');
  const approved = await b.act(manager, asked.id, 'approve', { version: asked.version });
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
  await b.have(second, session(instruments.broken, ...taken.broken));
  await b.have(first, session(instruments.held, '2026-04-07T08:00:00+08:00', '2026-04-07T09:30:00+08:00'));
  await b.have(second, session(instruments.held, '2026-04-07T09:30:00+08:00', '2026-04-07T12:00:00+08:00'));
}

/** A waits for what the others have, and wants to hear when time is freed. */
export async function waits({ t, member, instruments }: World): Promise<void> {
  const lent = { instrumentId: instruments.lent };
  const wanted: [string, object][] = [
    [
      '/waiting-list',
      { ...lent, kind: 'rental', target: 'equivalent', months: 1, firstDay: '2026-03-21', lastDay: '2026-04-10' },
    ],
    [
      '/waiting-list',
      { ...lent, kind: 'rental', target: 'instrument', months: 2, firstDay: '2026-03-21', lastDay: '2026-04-10' },
    ],
    ['/freed-alerts', { ...lent, minMinutes: 60, withinDays: 60 }],
  ];
  for (const [path, body] of wanted) {
    const answer = await t.call(member, 'POST', path, { body, key: Bookings.key() });
    if (answer.status !== 201) throw new Error(`${path} ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}
