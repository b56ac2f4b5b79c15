import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { createHash } from 'node:crypto';
import { declaredRoutes, type DeclaredRoute, refuseUndeclaredRoutes } from '../src/platform/http/route-policies.js';
import type { Person } from './support/builders.js';
import { heldFor } from './support/held-for.js';
import { correctedBy } from './support/credit-desk.js';
import { waitingOf } from './support/waiting-ids.js';
import { aDispute } from './support/disputes.js';
import { startTestApp, type TestApp } from './support/test-app.js';

/** Every route of the running application × every role × own, foreign and unknown ids. */

interface Side {
  readonly companyId: number;
  readonly member: Person;
  readonly admin: Person;
  /** One row of each kind, by the part of the path that names it. */
  readonly ids: Readonly<Record<string, string>>;
}

const unknownId = '987654321';
const staffRoles = ['manager', 'finance', 'admin'];
const companyTables = [
  'reservation',
  'bundle',
  'charge',
  'charge_dispute',
  'invoice',
  'payment',
  'payment_allocation',
  'refund',
  'refund_part',
  'bank_line',
  'bank_match',
  'balance_setting',
  'deposit',
  'deposit_part',
  'voided_deposit_receipt',
  'voucher',
  'voucher_use',
  'subsidy_grant',
  'credit_note',
  'credit_note_line',
  'payment_receipt',
  'outage_case',
  'reservation_gap',
  'ledger_entry',
  'tax_batch_invoice',
  'tax_invoice',
  'tax_red_letter',
  'waiting_list_entry',
  'waiting_list_offer',
  'freed_alert',
  'member',
  'session',
  'notification',
  'calendar_feed',
  'service_order',
  'billable_item',
];
const memberTables = new Set(['session', 'notification', 'calendar_feed']);
const everyBody = {
  version: 1,
  reason: '试探',
  months: 1,
  days: 1,
  returnedOn: '2026-04-20',
  startsOn: '2026-06-01',
  at: '2026-03-15T02:00:00Z',
  condition: 'good',
  note: '',
  offerId: 1,
  disabled: true,
};

let t: TestApp;
let routes: DeclaredRoute[];
let ours: Side;
let theirs: Side;
const staff: Record<string, Person> = {};

async function aSide(): Promise<Side> {
  const companyId = await t.given.aCompany();
  const member = await t.given.aPerson('member', companyId);
  const admin = await t.given.aPerson('company_admin', companyId);
  const instrument = await t.given.anInstrument();
  const bundle = await t.given.insert('bundle', { company_id: companyId, member_id: member.id });
  const reservation = await t.given.insert('reservation', {
    bundle_id: bundle,
    company_id: companyId,
    member_id: member.id,
    instrument_id: instrument,
    kind: 'rental',
    status: 'confirmed',
    starts_at: '2026-03-14T16:00:00Z',
    ends_at: '2026-05-14T16:00:00Z',
    starts_on: '2026-03-15',
    months: 2,
    quote: '{}',
    total_fen: 900_000,
  });
  const invoice = await t.given.insert('invoice', {
    company_id: companyId,
    month: '2026-01-01',
    status: 'issued',
    series: 'PB',
    year: 2026,
    sequence: companyId,
    number: `PB2026-${companyId}`,
    issued_at: '2026-02-03T00:00:00Z',
    due_on: '2026-02-18',
    net_fen: 100,
    tax_fen: 13,
    gross_fen: 113,
    buyer: '{"nameZh":"x","creditCode":"x"}',
    seller: '{}',
    content_hash: Buffer.alloc(32),
  });
  const notification = await t.given.insert('notification', {
    member_id: member.id,
    kind: 'x',
    dedupe_key: 'x',
    title_zh: '',
    title_en: '',
    body_zh: '',
    body_en: '',
  });
  const feed = await t.given.insert('calendar_feed', {
    token_hash: createHash('sha256').update(`feed of ${companyId}`).digest(),
    member_id: member.id,
    scope: 'person',
  });
  const ids = {
    ...(await waitingOf(t, { companyId, memberId: member.id, instrument })),
    disputes: await aDispute(t, { companyId, memberId: admin.id, reservation }),
    'calendar-feeds': feed,
    reservations: reservation,
    bundles: bundle,
    invoices: invoice,
    ...(await heldFor(t.given, {
      companyId,
      reservationId: reservation,
      instrumentId: instrument,
      memberId: admin.id,
    })),
    ...(await correctedBy(t, { companyId, invoice, reservation, memberId: member.id })),
    notifications: notification,
    members: member.id,
    companies: companyId,
  };
  return { companyId, member, admin, ids: Object.fromEntries(Object.entries(ids).map(([k, v]) => [k, String(v)])) };
}

beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  [ours, theirs] = [await aSide(), await aSide()];
  for (const role of staffRoles) staff[role] = await t.given.aPerson(role);
  routes = declaredRoutes(t.app.get(DiscoveryService), t.app.get(Reflector)).filter(
    (r) => !/^\/(health|metrics|live)/.test(r.path),
  );
});
afterAll(() => t.close());

const call = (
  who: Person | null,
  route: DeclaredRoute,
  path: string,
): Promise<{ status: number; body: Record<string, unknown> }> =>
  t.call(who, route.method, path, {
    ...(route.method === 'GET' || route.method === 'DELETE' ? {} : { body: everyBody }),
    key: `matrix-${Math.floor(performance.now() * 1000)}-${who?.id ?? 0}`,
    ifMatch: 1,
  });
const withId = (route: DeclaredRoute, id: string): string =>
  route.path.replace(/:[a-zA-Z]+/g, (name) => (name === ':month' ? '2026-01' : id));
/** What a route's id names: the part of its path nearest before it that is known. */
const named = (route: DeclaredRoute): string =>
  (route.path.split('/:')[0] ?? '').split('/').findLast((part) => part in ours.ids) ?? '';
const isOwned = (route: DeclaredRoute): boolean => named(route) !== '' && route.path.includes(':');

async function fingerprint(companyId: number): Promise<string> {
  const hash = createHash('sha256');
  for (const table of companyTables) {
    const own = memberTables.has(table)
      ? 'member_id IN (SELECT id FROM member WHERE company_id = $1)'
      : 'company_id = $1';
    const skip = table === 'session' ? " - 'last_seen_at'" : '';
    const { rows } = await t.database.owner.query(
      `SELECT (to_jsonb(x)${skip})::text row FROM ${table} x WHERE ${own} ORDER BY 1`,
      [companyId],
    );
    hash.update(`${table}:${rows.map((r: { row: string }) => r.row).join('\n')}`);
  }
  return hash.digest('hex');
}

describe('every route', () => {
  it('declares who may call it, or the start stops', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(() => refuseUndeclaredRoutes(routes)).not.toThrow();
    expect(() => refuseUndeclaredRoutes([...routes, { method: 'GET', path: '/forgotten', policy: undefined }])).toThrow(
      /GET \/forgotten/,
    );
  });

  it('asks who you are unless it is public', async () => {
    const open: string[] = [];
    for (const route of routes.filter((r) => r.policy !== 'public')) {
      const { status } = await call(null, route, withId(route, '1'));
      if (status !== 401) open.push(`${route.method} ${route.path}: ${status}`);
    }
    expect(open).toEqual([]);
  });

  it('is closed to every role that it does not name', async () => {
    const open: string[] = [];
    const people: [string, Person][] = [
      ['member', ours.member],
      ['company_admin', ours.admin],
      ...Object.entries(staff),
    ];
    for (const route of routes) {
      if (route.policy === 'public' || route.policy === undefined) continue;
      for (const [role, person] of people) {
        const allowed =
          route.policy.includes(role as 'member') ||
          (role === 'admin' && staffRoles.some((r) => (route.policy as readonly string[]).includes(r)));
        if (allowed) continue;
        const { status, body } = await call(person, route, withId(route, unknownId));
        if (status !== 403 || body.code !== 'forbidden')
          open.push(`${role} ${route.method} ${route.path}: ${status} ${String(body.code)}`);
      }
    }
    expect(open).toEqual([]);
  });
});

describe('another company', () => {
  it('cannot tell a foreign id from an unknown one, on any route, and changes nothing there', async () => {
    const before = await fingerprint(theirs.companyId);
    const told: string[] = [];
    let compared = 0;
    for (const route of routes.filter(isOwned)) {
      for (const person of [ours.member, ours.admin]) {
        const foreign = await call(person, route, withId(route, theirs.ids[named(route)] ?? ''));
        const unknown = await call(person, route, withId(route, unknownId));
        compared++;
        const said = JSON.stringify([foreign.status, { ...foreign.body, requestId: '' }]);
        const same = said === JSON.stringify([unknown.status, { ...unknown.body, requestId: '' }]);
        if (!same || foreign.status < 400 || foreign.status >= 500)
          told.push(`${person.role} ${route.method} ${route.path}: ${said} / ${unknown.status}`);
      }
    }
    expect(told).toEqual([]);
    expect(compared).toBeGreaterThan(20);
    expect(await fingerprint(theirs.companyId)).toBe(before);
  });

  it('never appears in what a company reads', async () => {
    const names = await t.database.owner.query('SELECT name_zh, name_en FROM company WHERE id = $1', [
      theirs.companyId,
    ]);
    const { name_zh: zh, name_en: en } = names.rows[0] as { name_zh: string; name_en: string };
    const leaks: string[] = [];
    const queries = [
      '',
      `?companyId=${theirs.companyId}`,
      `?companyId=${theirs.companyId}&from=2026-01-01&to=2026-12-31`,
    ];
    for (const route of routes.filter((r) => r.method === 'GET' && !r.path.includes(':token'))) {
      for (const query of queries) {
        const { body } = await call(ours.admin, route, withId(route, ours.ids[named(route)] ?? '1') + query);
        const text = JSON.stringify(body);
        if (text.includes(`"${zh}"`) || text.includes(`"${en}"`) || text.includes(`PB2026-${theirs.companyId}"`))
          leaks.push(`${route.path}${query}`);
      }
    }
    expect(leaks).toEqual([]);
  });

  it('stays out of sight even where a query forgets its company: row security decides', async () => {
    const { Database } = await import('../src/platform/database/database.js');
    const db = t.app.get(Database);
    for (const table of ['reservation', 'bundle', 'invoice', 'payment', 'charge', 'ledger_entry', 'deposit']) {
      const rows = await db.rows<{ company_id: number }>(ours.companyId, `SELECT company_id FROM ${table}`);
      expect([table, rows.filter((r) => r.company_id !== ours.companyId)]).toEqual([table, []]);
      expect([table, await db.query(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
    }
    expect((await db.rows('all', 'SELECT 1 FROM reservation')).length).toBe(2);
  });
});
