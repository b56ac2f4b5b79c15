import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../../test/support/builders.js';
import { type Letter, type Mailbox, openMailbox } from '../../../test/support/mailbox.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';

let t: TestApp;
let mailbox: Mailbox;
let received: Letter[];

beforeAll(async () => {
  mailbox = await openMailbox();
  received = mailbox.received;
  process.env.SMTP_URL = mailbox.url;
  t = await startTestApp('2026-03-10T02:00:00Z');
  await t.given.aPark();
});
afterAll(async () => {
  await t.close();
  await mailbox.close();
});

async function aReservation(owner: Person, given: Record<string, unknown> = {}): Promise<number> {
  return t.given.insert('reservation', {
    company_id: owner.companyId,
    member_id: owner.id,
    instrument_id: await t.given.anInstrument({
      name_zh: '高效液相色谱仪',
      asset_no: `R-${Math.floor(performance.now() * 1000)}`,
    }),
    kind: 'rental',
    status: 'confirmed',
    starts_at: '2026-03-14T16:00:00Z',
    ends_at: '2026-05-14T16:00:00Z',
    starts_on: '2026-03-15',
    months: 2,
    quote: '{}',
    total_fen: 900_000,
    ...given,
  });
}
const event = (name: string, id: number, actorId: number | null): Promise<unknown> =>
  t.database.owner.query('INSERT INTO outbox (event, payload) VALUES ($1, $2)', [
    name,
    JSON.stringify({ id, actorId }),
  ]);

describe('notices', () => {
  it('tell the owner of a decision on the page and by mail, in the own language, once', async () => {
    const owner = await t.given.aPerson('member', await t.given.aCompany());
    const manager = await t.given.aPerson('manager');
    const id = await aReservation(owner);
    await event('reservation.approved', id, manager.id);
    await t.work();
    await t.work();
    const { body } = await t.call<{ unread: number; items: { titleZh: string; bodyZh: string; link: string }[] }>(
      owner,
      'GET',
      '/notifications',
    );
    expect(body.unread).toBe(1);
    expect(body.items[0]).toMatchObject({ titleZh: '预约已通过：高效液相色谱仪', link: `/reservations/${id}` });
    expect(body.items[0]?.bodyZh).toContain('2026-03-15 至 2026-05-14（含首尾）');
    expect(received.map((m) => m.subject)).toEqual(['预约已通过：高效液相色谱仪']);
    expect(received[0]?.text).toContain(`/reservations/${id}`);
  });

  it('repeat a mail that the server refused, under the same Message-ID, and never two', async () => {
    received.length = 0;
    mailbox.refuses = true;
    const owner = await t.given.aPerson('member', await t.given.aCompany(), { locale: 'en' });
    await event('reservation.rejected', await aReservation(owner, { decision_reason: '待维修' }), null);
    await t.work();
    expect(received).toEqual([]);
    mailbox.refuses = false;
    await t.database.owner.query('UPDATE mail SET next_try_at = now()');
    await t.work();
    await t.work();
    expect(received).toHaveLength(1);
    expect(received[0]?.subject).toMatch(/^Reservation declined/);
    expect(received[0]?.messageId).toMatch(/^<mail-\d+@parkbench>$/);
  });

  it('remind of a start only when it is due and still confirmed', async () => {
    const owner = await t.given.aPerson('member', await t.given.aCompany());
    const standing = await aReservation(owner);
    const gone = await aReservation(owner, { status: 'cancelled' });
    for (const id of [standing, gone]) {
      await t.database.owner.query(
        `INSERT INTO due_work (kind, subject_id, due_at, dedupe_key) VALUES ('reservation.starts-soon', $1, '2026-03-13T16:00:00Z', $2)`,
        [id, `starts:${id}`],
      );
    }
    await t.work();
    expect((await t.call<{ unread: number }>(owner, 'GET', '/notifications')).body.unread).toBe(0);
    t.setClock('2026-03-13T17:00:00Z');
    await t.work();
    await t.work();
    const { body } = await t.call<{ items: { kind: string; link: string }[] }>(owner, 'GET', '/notifications');
    expect(body.items.map((n) => [n.kind, n.link])).toEqual([['reservation.starts_soon', `/reservations/${standing}`]]);
  });

  it('stay with their owner: a foreign notice is as unknown as none', async () => {
    const stranger = await t.given.aPerson('member', await t.given.aCompany());
    const { rows } = await t.database.owner.query('SELECT id FROM notification LIMIT 1');
    const foreign = await t.call(stranger, 'POST', `/notifications/${rows[0].id}/read`);
    const unknown = await t.call(stranger, 'POST', '/notifications/999999/read');
    expect([foreign.status, foreign.body.code]).toEqual([unknown.status, unknown.body.code]);
    expect(foreign.status).toBe(404);
  });
});
