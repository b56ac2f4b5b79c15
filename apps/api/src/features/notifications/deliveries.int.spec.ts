import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRental, billed } from '../../../test/support/billing-desk.js';
import type { Person } from '../../../test/support/builders.js';
import { type Mailbox, openMailbox } from '../../../test/support/mailbox.js';
import { startTestApp, type TestApp } from '../../../test/support/test-app.js';
import { DueWork } from '../../platform/due-work/due-work.js';
import { OutboxRelay } from '../../platform/outbox/outbox-relay.js';
import { SendMails } from './send-mails.js';

let t: TestApp;
let mailbox: Mailbox;
let finance: Person;
let companyId: number;

/** A company with an admin who reads English, one who takes no mail, and an address of its own for invoices; one without anybody. */
beforeAll(async () => {
  mailbox = await openMailbox();
  process.env.SMTP_URL = mailbox.url;
  t = await startTestApp('2026-04-01T01:00:00Z');
  await t.given.aPark();
  finance = await t.given.aPerson('finance');
  companyId = await t.given.aCompany({ credit_code: 'A', invoice_email: 'billing@example.com' });
  await t.given.aPerson('company_admin', companyId, { locale: 'en', email: 'boss@example.com' });
  await t.given.aPerson('company_admin', companyId, { email_notices: false });
  await aRental(t.database.owner, t.given, { companyId, startsOn: '2026-03-01', months: 1, status: 'completed' });
  const silent = await t.given.aCompany({ credit_code: 'B' });
  await t.given.aPerson('member', silent);
  await aRental(t.database.owner, t.given, {
    companyId: silent,
    startsOn: '2026-03-01',
    months: 1,
    status: 'completed',
  });
  await t.call(finance, 'POST', '/months/2026-03/run', { key: 'run-of-march' });
  await billed(t);
});
afterAll(async () => {
  await t.close();
  await mailbox.close();
});

const send = (): Promise<void> => t.app.get(SendMails).deliver();
const states = async (): Promise<unknown[]> => {
  const { body } = await t.call<{ items: { delivery: string }[] }>(
    finance,
    'GET',
    '/months/2026-03/companies?sort=name',
  );
  return body.items.map((company) => company.delivery);
};
const invoiceId = async (): Promise<number> => {
  const { rows } = await t.database.owner.query('SELECT id FROM invoice WHERE company_id = $1', [companyId]);
  return Number((rows[0] as { id: string }).id);
};

describe('an invoice', () => {
  it('waits while the mail server refuses, with its reason, and the relay goes on', async () => {
    expect(await states()).toEqual(['queued', 'queued']);
    mailbox.refuses = true;
    await t.work();
    await send();
    expect(mailbox.received).toEqual([]);
    const { body } = await t.call<{ items: { to: string; state: string; error: string }[] }>(
      finance,
      'GET',
      `/invoices/${await invoiceId()}/deliveries`,
    );
    expect(body.items).toMatchObject([
      {
        to: 'boss@example.com',
        language: 'en',
        state: 'queued',
        attempts: 1,
        error: expect.stringContaining('mailbox full'),
      },
      { to: 'billing@example.com', language: 'zh', state: 'queued' },
    ]);
    expect(await states()).toEqual(['queued', 'none']);
    const { body: cockpit } = await t.call<{ blockers: { code: string; blocks: boolean }[] }>(
      finance,
      'GET',
      '/months/2026-03',
    );
    expect(cockpit.blockers).toMatchObject([{ code: 'unsent', blocks: false }]);
  });

  it('is sent again by hand, in the reader’s language with the PDF and the way to the page, and never twice', async () => {
    mailbox.refuses = false;
    expect((await t.call(finance, 'POST', '/months/2026-03/deliveries/retry')).body).toEqual({ mails: 2 });
    await Promise.all([send(), send()]);
    await send();
    expect(mailbox.received.map((letter) => letter.to).sort()).toEqual(['billing@example.com', 'boss@example.com']);
    const english = mailbox.received.find((letter) => letter.to === 'boss@example.com');
    expect(english?.subject).toBe('Invoice issued: PB2026-000001');
    expect(english?.text).toContain(`/invoices/${await invoiceId()}`);
    for (const { parsed } of mailbox.received) {
      expect(parsed.attachments.map((file) => [file.filename, file.contentType])).toEqual([
        ['PB2026-000001.pdf', 'application/pdf'],
      ]);
      expect(parsed.attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect(await states()).toEqual(['sent', 'none']);
    const again = await t.call(finance, 'POST', `/invoices/${await invoiceId()}/deliveries/retry`);
    expect([again.status, again.body.code]).toEqual([409, 'nothing_to_send']);
  });

  it('told of twice is mailed once', async () => {
    await t.database.owner.query(
      `INSERT INTO outbox (event, payload, company_id) SELECT 'invoice.issued', payload, company_id FROM outbox WHERE event = 'invoice.issued'`,
    );
    await t.work();
    await send();
    expect(mailbox.received).toHaveLength(2);
  });
});

describe('three hundred mails', () => {
  it('wait beside the relay and do not hold it up', async () => {
    await t.database.owner.query(
      `INSERT INTO mail (to_address, subject, body, documents, invoice_id)
       SELECT 'm' || n || '@example.com', 'x', 'x', jsonb_build_array(jsonb_build_object('kind', 'invoice', 'id', $1::bigint, 'language', 'zh')), $1
       FROM generate_series(1, 300) n`,
      [await invoiceId()],
    );
    await t.database.owner.query(`INSERT INTO outbox (event, payload) VALUES ('nobody.hears', '{"id":1}')`);
    await t.app.get(DueWork).drain();
    expect(await t.app.get(OutboxRelay).drain()).toBe(1);
    await t.work();
    const { rows } = await t.database.owner.query(`SELECT count(*)::int n FROM mail WHERE sent_at IS NULL`);
    expect(rows).toEqual([{ n: 300 }]);
  });
});
