import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { invariants } from '../../../tools/src/stand/invariants.js';
import { Database } from '../src/platform/database/database.js';
import { takeDeposit } from '../src/features/invoicing/invoicing.api.js';
import { auditFaults } from './support/audit-faults.js';
import { bankFaults, bankLines } from './support/bank-faults.js';
import { aRental, billed } from './support/billing-desk.js';
import type { Person } from './support/builders.js';
import { correctInvoices, creditFaults } from './support/credit-faults.js';
import { decideOnDeposit, depositFaults } from './support/deposit-faults.js';
import { aProgramme, aVoucherInUse, supportFaults } from './support/support-faults.js';
import { startTestApp, type TestApp } from './support/test-app.js';

let t: TestApp;
let finance: Person;

/** Two companies, a booking over HTTP, rentals billed for three months, payments, a deposit: everything an invariant speaks of. */
beforeAll(async () => {
  t = await startTestApp('2026-03-01T02:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  const [own, other] = [await t.given.aCompany(), await t.given.aCompany()];
  const member = await t.given.aPerson('company_admin', own);
  await t.given.aPerson('company_admin', other);
  const book = {
    kind: 'session',
    instrumentId: await t.given.anInstrument({ rules: { advanceDays: 5000 } }),
    startsAt: '2026-03-03T01:00:00Z',
    endsAt: '2026-03-03T03:00:00Z',
  };
  const booked = await t.call<{ id: number }>(member, 'POST', '/reservations', { key: 'book-one-session', body: book });
  expect(booked.status).toBe(201);
  const ahead = await t.call(member, 'POST', '/reservations', {
    key: 'book-two-session',
    body: { ...book, startsAt: '2030-03-04T01:00:00Z', endsAt: '2030-03-04T03:00:00Z' },
  });
  expect(ahead.status).toBe(201);
  await t.call(member, 'POST', `/reservations/${booked.body.id}/cancel`, { key: 'cancel-it-again', body: {} });
  const third = await t.given.aPerson('company_admin', await t.given.aCompany());
  const dear = await t.given.anInstrument({ hourly_fen: 18_000, monthly_fen: 10_000, rules: { advanceDays: 5000 } });
  const hours = { ...book, instrumentId: dear };
  const capped = await t.call<{ id: number }>(third, 'POST', '/reservations', { key: 'book-above-cap', body: hours });
  expect(capped.status).toBe(201);
  await t.database.owner.query(`UPDATE reservation SET status = 'completed' WHERE id = $1`, [capped.body.id]);
  await t.database.owner.query(
    `INSERT INTO billable_item (company_id, kind, month, amount_fen, tax_rate_bps, tax_code, item_name, reason, created_by, created_at)
     VALUES ($1, 'damage', '2026-03-01', 5000, 1300, '3040502019900000000', '*经营租赁*设备损坏赔偿', 'a cracked cell', $2, '2026-03-05')`,
    [third.companyId, finance.id],
  );
  const rental = await aRental(t.database.owner, t.given, { companyId: own, startsOn: '2026-03-15', months: 2 });
  await aRental(t.database.owner, t.given, { companyId: other, startsOn: '2026-03-15', months: 2 });
  for (const [month, now] of [
    ['2026-03', '2026-04-01'],
    ['2026-04', '2026-05-01'],
    ['2026-05', '2026-06-01'],
  ] as const) {
    t.setClock(`${now}T02:00:00Z`);
    if (month === '2026-05')
      await t.database.owner.query(
        `UPDATE reservation SET status = 'completed', returned_on = '2026-05-15' WHERE kind = 'rental'`,
      );
    await t.call(finance, 'POST', `/months/${month}/run`, { key: `bill-${month}-key` });
    await billed(t);
  }
  const pay = { companyId: own, amountFen: 300_000, receivedOn: '2026-05-20', method: 'bank', reference: 'B1' };
  await t.call(finance, 'POST', '/payments', { key: 'pay-something', body: pay });
  await t.app
    .get(Database)
    .transaction('all', (tx) =>
      takeDeposit(tx, { companyId: own, reservationId: rental, amountFen: 1000, at: new Date('2026-05-01') }),
    );
  await bankLines(t, finance, own);
  t.setClock('2026-07-01T02:00:00Z');
  await aProgramme(t, finance);
  await aVoucherInUse(t, finance, '2026-06');
  await decideOnDeposit(t, finance);
  await correctInvoices(t, finance);
  await t.work();
});
afterAll(() => t.close());

const holds = async (id: string, fault?: string): Promise<number> => {
  const client = await t.database.owner.connect();
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL session_replication_role = replica');
    if (fault) await client.query(fault);
    const { rows } = await client.query<{ v: string }>(invariants.find((i) => i.id === id)?.sql ?? 'SELECT');
    return Number(rows[0]?.v);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
};

describe('in a healthy database', () => {
  it.each(invariants.map(({ id, rule }) => [id, rule]))('%s holds: %s', async (id) => {
    expect(await holds(id)).toBe(0);
  });
});

const bare = (table: string, constraint: string): string => `ALTER TABLE ${table} DROP CONSTRAINT ${constraint};`;
const session = `(SELECT min(id) FROM reservation WHERE kind = 'session')`;
const held = `(SELECT max(id) FROM reservation WHERE kind = 'session' AND status = 'confirmed')`;
const rent = `(SELECT min(id) FROM charge WHERE component = 'rent')`;
const audit = (action: string, id: string): string =>
  `INSERT INTO audit_event (action, entity, entity_id) VALUES ('${action}', 'reservation', ${id})`;
const overlap = `${bare('occupancy', 'occupancy_no_overlap')} INSERT INTO occupancy (instrument_id, period, source_kind, source_id)
  SELECT instrument_id, period, 'outage', 77 FROM occupancy LIMIT 1`;

/** Each puts in one fault behind the guards' backs; the invariant beside it must see it. */
const faults: [string, string, string][] = [
  ...depositFaults,
  ...supportFaults,
  ...creditFaults,
  ...bankFaults,
  ['I01', 'two occupancies overlap', overlap],
  ['I02', 'an instrument is taken twice', overlap],
  [
    'I03',
    'a period is closed at its end',
    `${bare('occupancy', 'occupancy_period_is_half_open')} UPDATE occupancy SET period = tstzrange(lower(period), upper(period), '[]')`,
  ],
  ['I03', 'a booking holds nothing', `DELETE FROM occupancy WHERE source_id = ${held}`],
  [
    'I03',
    'a booking ends a day after what it holds',
    `UPDATE reservation SET ends_at = ends_at + interval '1 d' WHERE id = ${held}`,
  ],
  [
    'I03',
    'a booking holds another instrument',
    `UPDATE occupancy SET instrument_id = instrument_id + 1 WHERE source_id = ${held}`,
  ],
  [
    'I03',
    'a holder holds what it released',
    `INSERT INTO reservation_gap (company_id, reservation_id, instrument_id, kind, period)
     SELECT company_id, id, instrument_id, 'released', tstzrange(starts_at, ends_at) FROM reservation WHERE id = ${held}`,
  ],
  [
    'I03',
    'a cancelled booking still holds',
    `INSERT INTO occupancy (instrument_id, period, source_kind, source_id) VALUES (1, '[2031-01-01, 2031-01-02)', 'reservation', ${session})`,
  ],
  [
    'I04',
    'a rental starts an hour late',
    `UPDATE reservation SET starts_at = starts_at + interval '1 h' WHERE kind = 'rental'`,
  ],
  [
    'I25',
    'a planned outage holds nothing',
    `INSERT INTO outage (case_no, instrument_id, kind, status, starts_at, ends_at, reason, created_by) VALUES ('x', 1, 'closure', 'planned', '2090-01-01', '2090-01-02', '', 1)`,
  ],
  [
    'I25',
    'something is held for nobody',
    `INSERT INTO occupancy (instrument_id, period, source_kind, source_id) VALUES (1, '[2090-01-01, 2090-01-02)', 'case', 1)`,
  ],
  [
    'I26',
    'more rent is abated than was charged',
    `UPDATE charge SET component = 'abatement', amount_fen = -amount_fen, net_fen = -net_fen, tax_fen = -tax_fen WHERE id = ${rent}`,
  ],
  ['I05', 'a cancelled booking is handed over', audit('reservation.handed_over', session)],
  [
    'I06',
    'one booking for two keys',
    `INSERT INTO idempotency_key SELECT member_id, key || 'x', route, body_hash, status, response, created_at FROM idempotency_key WHERE route = 'POST /api/v1/reservations'`,
  ],
  ['I07', 'a line is lost', `DELETE FROM charge WHERE id = ${rent}`],
  [
    'I07',
    'a line is there twice',
    `INSERT INTO charge (company_id, source_kind, source_id, component, segment, month, posted_month, revision, amount_fen, net_fen, tax_fen, tax_rate_bps, tax_code, item_name, explanation, invoice_id, line_no)
     SELECT company_id, source_kind, source_id, component, segment, month, posted_month, 2, amount_fen, net_fen, tax_fen, tax_rate_bps, tax_code, item_name, explanation, invoice_id, 9 FROM charge WHERE id = ${rent}`,
  ],
  ['I08', 'a charge has no source', `UPDATE charge SET source_id = 999 WHERE id = ${rent}`],
  ['I09', 'a revision is skipped', `UPDATE charge SET revision = 3 WHERE id = ${rent}`],
  ['I10', 'a month in between is missing', `DELETE FROM charge WHERE month = '2026-04-01'`],
  [
    'I11',
    'an invoice is not the sum of its lines',
    `UPDATE charge SET net_fen = net_fen + 1, amount_fen = amount_fen + 1 WHERE id = ${rent}`,
  ],
  [
    'I11',
    'an invoice states another tax',
    `UPDATE invoice SET tax_fen = tax_fen + 1, gross_fen = gross_fen + 1 WHERE sequence = 1`,
  ],
  ['I11', 'a line number is skipped', `UPDATE charge SET line_no = 5 WHERE id = ${rent}`],
  ['I12', 'a number is missing', `DELETE FROM invoice WHERE sequence = 2`],
  ['I12', 'the counter is ahead', `UPDATE document_counter SET last = last + 1`],
  [
    'I13',
    'a company has two invoices in a run',
    `${bare('invoice', 'invoice_run_id_company_id_key')} UPDATE invoice SET run_id = (SELECT min(id) FROM billing_run)`,
  ],
  [
    'I13',
    'a month has two runs',
    `${bare('billing_run', 'billing_run_month_key')} UPDATE billing_run SET month = '2026-03-01'`,
  ],
  ['I14', 'an issued line was changed', `UPDATE charge SET explanation = '{}' WHERE id = ${rent}`],
  ['I14', 'the buyer was changed', `UPDATE invoice SET buyer = buyer || '{"nameZh":"x"}' WHERE sequence = 1`],
  ['I15', 'a posting does not balance', `UPDATE ledger_entry SET amount_fen = amount_fen + 1 WHERE account = 'bank'`],
  ['I15', 'a posting has no entries', `DELETE FROM ledger_entry WHERE transaction_id = 1`],
  [
    'I16',
    'a posting is lost',
    `DELETE FROM ledger_entry WHERE transaction_id = 1; DELETE FROM ledger_transaction WHERE id = 1`,
  ],
  ['I16', 'a deposit is not in the ledger', `UPDATE deposit SET amount_fen = 999`],
  ['I17', 'more is allocated than was paid', `UPDATE payment_allocation SET amount_fen = amount_fen + 300000`],
  ['I17', 'a paid invoice says it is open', `UPDATE invoice SET status = 'issued' WHERE status = 'paid'`],
  [
    'I17',
    'a reference is used twice',
    `DROP INDEX payment_reference; INSERT INTO payment (company_id, amount_fen, received_on, method, reference, created_by) SELECT company_id, 1, received_on, method, reference, created_by FROM payment`,
  ],
  [
    'I41',
    'an item is charged too much',
    `UPDATE charge SET amount_fen = amount_fen + 1, net_fen = net_fen + 1 WHERE source_kind = 'item'`,
  ],
  [
    'I41',
    'an item was withdrawn and not taken back',
    `UPDATE billable_item SET withdrawn_at = '2026-03-06', withdrawn_by = 1, withdrawn_reason = 'x'`,
  ],
  ['I42', 'a saving is lost', `DELETE FROM charge WHERE source_kind = 'best_of'`],
  [
    'I42',
    'a saving is too small',
    `UPDATE charge SET amount_fen = amount_fen + 1, net_fen = net_fen + 1 WHERE source_kind = 'best_of'`,
  ],
  ['I18', 'a key points at nothing', `DELETE FROM payment WHERE method = 'bank'`],
  ['I19', 'an event is not worked off', `UPDATE outbox SET processed_at = NULL WHERE id = 1`],
  [
    'I19',
    'an invoice is announced twice',
    `INSERT INTO outbox (event, payload, processed_at) SELECT event, payload, now() FROM outbox WHERE event = 'invoice.issued' LIMIT 1`,
  ],
  [
    'I19',
    'somebody is told of what never happened',
    `INSERT INTO notification (member_id, kind, dedupe_key, title_zh, title_en, body_zh, body_en, link)
     SELECT id, 'x', 'outbox:987654321', '', '', '', '', '/' FROM member LIMIT 1`,
  ],
  ...auditFaults,
  ['I21', 'an invoice has no audit row', `DELETE FROM audit_event WHERE entity = 'invoice'`],
  ['I21', 'a booking has no audit row', `DELETE FROM audit_event WHERE entity = 'reservation'`],
  ['I22', 'a disabled member is still signed in', `UPDATE member SET disabled_at = now()`],
  ['I23', "a charge is another company's", `UPDATE charge SET company_id = 3 - company_id WHERE id = ${rent}`],
  [
    'I23',
    "a booking is by another company's member",
    `UPDATE reservation SET member_id = (SELECT max(id) FROM member) WHERE id = ${held}`,
  ],
];

describe('a fault that was put in', () => {
  it.each(faults)('is seen by %s: %s', async (id, _, fault) => {
    expect(await holds(id, fault)).toBeGreaterThan(0);
  });

  it('has been tried for every invariant', () => {
    expect(invariants.map((i) => i.id).filter((id) => !faults.some(([tried]) => tried === id))).toEqual([]);
  });
});
