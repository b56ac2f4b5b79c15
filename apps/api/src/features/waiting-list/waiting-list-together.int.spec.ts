import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Bookings, openBookingDesk, session } from '../../../test/support/bookings.js';
import { Bookings as Keys } from '../../../test/support/bookings.js';
import type { Person } from '../../../test/support/builders.js';
import type { TestApp } from '../../../test/support/test-app.js';
import { DueWork } from '../../platform/due-work/due-work.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { WaitingListWork } from './waiting-list-work.js';

let t: TestApp;
let b: Bookings;
let booker: Person;
let kills = 0;
const people: Person[] = [];
const instruments: number[] = [];
let categoryId: number;

const noon = '2026-03-10T04:00:00Z';
const hour = (n: number): string => new Date(Date.parse('2026-03-12T00:00:00Z') + n * 3_600_000).toISOString();

beforeAll(async () => {
  ({ t, b, other: booker } = await openBookingDesk(noon));
  categoryId = await t.given.aCategory('并发');
  for (let i = 0; i < 4; i++) instruments.push(await t.given.anInstrument({ category: '并发' }));
  for (let i = 0; i < 6; i++) people.push(await t.given.aPerson('member', await t.given.aCompany()));
}, 60_000);
afterAll(() => t.close());

const rows = async <T>(sql: string): Promise<T[]> => (await t.database.owner.query(sql)).rows as T[];
const count = async (sql: string): Promise<number> =>
  Number((await rows<{ n: string }>(`SELECT count(*) n FROM (${sql}) x`))[0]?.n);

/** What several worker processes do at once; `killed` cuts their connections in the middle. */
async function workTogether(killed: boolean): Promise<void> {
  const [due, outbox, list] = [t.app.get(DueWork), t.app.get(OutboxRelay), t.app.get(WaitingListWork)];
  const kill = async (): Promise<void> => {
    for (let i = 0; i < 12; i++) {
      await new Promise((done) => setTimeout(done, 15));
      const { rowCount } = await t.database.owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')`,
      );
      kills += rowCount ?? 0;
    }
  };
  const worker = async (): Promise<void> => {
    for (let i = 0; i < 3; i++) for (const drain of [due, outbox]) await drain.drain().catch(() => undefined);
    await list.sweep().catch(() => undefined);
  };
  await Promise.all([...Array.from({ length: 5 }, worker), ...(killed ? [kill()] : [])]);
  if (!killed) return;
  // Whatever failed is tried again; the test does not wait the half minute until then.
  await t.database.owner.query(`UPDATE due_work SET next_try_at = NULL WHERE done_at IS NULL`);
  await t.database.owner.query(`UPDATE outbox SET attempts = 0 WHERE processed_at IS NULL`);
  await workTogether(false);
}

/** Everything is handed over a second time, as after a crash between doing and noting it. */
const deliverAgain = async (): Promise<void> => {
  await t.database.owner.query(
    `UPDATE due_work SET done_at = NULL WHERE kind LIKE 'waiting-list.%' AND due_at <= now()`,
  );
  await t.database.owner.query(`UPDATE outbox SET processed_at = NULL`);
};

async function expectSound(): Promise<void> {
  const twice = `SELECT entry_id FROM waiting_list_offer WHERE status = 'open' GROUP BY entry_id HAVING count(*) > 1`;
  const holdless = `SELECT 1 FROM waiting_list_offer f WHERE f.status = 'open'
    AND (SELECT count(*) FROM occupancy o WHERE o.source_kind = 'hold' AND o.source_id = f.id AND o.instrument_id = f.instrument_id) <> 1`;
  const stray = `SELECT 1 FROM occupancy o WHERE o.source_kind = 'hold'
    AND NOT EXISTS (SELECT 1 FROM waiting_list_offer f WHERE f.id = o.source_id AND f.status = 'open')`;
  const unlike = `SELECT 1 FROM waiting_list_entry e WHERE (e.status = 'offered')
    <> EXISTS (SELECT 1 FROM waiting_list_offer f WHERE f.entry_id = e.id AND f.status = 'open')`;
  const toldTwice = `SELECT 1 FROM notification WHERE kind = 'waiting_list.offered' GROUP BY member_id, title_zh, body_zh, created_at HAVING count(*) > 1`;
  const figures = [];
  for (const sql of [twice, holdless, stray, unlike, toldTwice]) figures.push(await count(sql));
  expect(figures).toEqual([0, 0, 0, 0, 0]);
}

describe('several workers at once, killed and repeated', () => {
  it('make one offer an entry and slot, and each effect once', async () => {
    const booked: number[] = [];
    for (const instrument of instruments) {
      for (let n = 0; n < 6; n += 2) booked.push((await b.have(booker, session(instrument, hour(n), hour(n + 2)))).id);
    }
    const join = (who: Person, given: object): Promise<unknown> =>
      t.call(who, 'POST', '/waiting-list', {
        body: { kind: 'session', lengthMinutes: 120, from: hour(0), until: hour(6), ...given },
        key: Keys.key(),
      });
    for (const [i, person] of people.entries()) {
      await join(person, { target: 'category', categoryId });
      await join(person, { target: 'equivalent', instrumentId: instruments[i % 4] });
      await join(person, { target: 'instrument', instrumentId: instruments[i % 4] });
    }
    await workTogether(false);
    expect(await count(`SELECT 1 FROM waiting_list_offer`)).toBe(0);
    await Promise.all(booked.map((id) => b.act(booker, id, 'cancel', {})));
    await workTogether(true);
    await expectSound();
    // Twelve slots of two hours for eighteen who wait: all are offered, and whoever came first comes first.
    expect(await count(`SELECT 1 FROM waiting_list_offer WHERE status = 'open'`)).toBe(12);
    await deliverAgain();
    await workTogether(true);
    await expectSound();
    expect(await count(`SELECT 1 FROM waiting_list_offer`)).toBe(12);
    expect(await count(`SELECT 1 FROM notification WHERE kind = 'waiting_list.offered'`)).toBe(12);
    expect(kills).toBeGreaterThan(5);
  }, 120_000);

  it('hand on what nobody answers until nobody is left, and lose nothing to racing bookings', async () => {
    const race = async (): Promise<void> => {
      for (const instrument of instruments) await b.reserve(booker, session(instrument, hour(2), hour(4)));
    };
    t.setClock('2026-03-10T04:30:00Z');
    await Promise.all([workTogether(true), race()]);
    await expectSound();
    const open = await rows<{ id: string; entry_id: string; company_id: string }>(
      `SELECT id, entry_id, company_id FROM waiting_list_offer WHERE status = 'open'`,
    );
    expect(open.length).toBeGreaterThan(0);
    const answers = open.flatMap(({ id, entry_id: entry, company_id: company }) => {
      const person = people.find((one) => one.companyId === Number(company));
      if (!person) return [];
      const body = { offerId: Number(id) };
      const send = (action: string): Promise<{ status: number }> =>
        t.call(person, 'POST', `/waiting-list/${entry}/${action}`, { body, key: Keys.key() });
      return [send('accept'), send('accept'), send('decline')];
    });
    const statuses = (await Promise.all([...answers, workTogether(false).then(() => ({ status: 0 }))])).map(
      (a) => a.status,
    );
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    await workTogether(false);
    await expectSound();
    expect(await count(`SELECT 1 FROM waiting_list_offer WHERE status = 'accepted'`)).toBe(
      await count(
        `SELECT 1 FROM waiting_list_entry e JOIN reservation r ON r.id = e.reservation_id WHERE e.status = 'booked'`,
      ),
    );
    for (let minutes = 60; minutes <= 300; minutes += 30) {
      t.setClock(new Date(Date.parse(noon) + minutes * 60_000).toISOString());
      await workTogether(false);
    }
    await expectSound();
    expect(await count(`SELECT 1 FROM freed_time`)).toBe(0);
  }, 120_000);
});
